package io.cordon.api;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param next the cursor of the following stretch, null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * Makes a page out of one row more than was asked for, which tells whether there are further ones.
     *
     * @param rows up to {@code limit + 1} rows
     * @param key what the next page starts behind, as text
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, Cursor.encode(key.apply(items.getLast())));
    }

    /**
     * The same for a list that is searched a stretch at a time.
     *
     * @param further the key of the last row that was looked at, from behind which to look on; null at the end of the
     *     list
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key, @Nullable String further) {
        Page<T> page = of(rows, limit, key);
        return page.next() != null || further == null ? page : new Page<>(page.items(), Cursor.encode(further));
    }

    /**
     * Reads a page of a list whose key is an id.
     *
     * @param limit as the caller asked for it, and so is {@code cursor}; 422 where either makes no sense
     * @param rows reads that many rows behind an id; behind null, from the start of the list
     */
    public static <T> Page<T> read(
            @Nullable Integer limit,
            @Nullable String cursor,
            BiFunction<@Nullable String, Integer, List<T>> rows,
            Function<T, UUID> id) {
        int size = Cursor.limit(limit);
        return of(
                rows.apply(Cursor.decodeId(cursor), size + 1),
                size,
                row -> id.apply(row).toString());
    }

    /**
     * A page of a list that is short enough to be read at once.
     *
     * @param limit as the caller asked for it, and so is {@code cursor}; without either, everything
     */
    public static <T> Page<T> whole(List<T> all, @Nullable Integer limit, @Nullable String cursor) {
        int start = start(cursor);
        if (start < 0 || start > all.size()) {
            throw Cursor.notOurs();
        }
        int end = limit == null ? all.size() : Math.min(start + Cursor.limit(limit), all.size());
        return new Page<>(
                List.copyOf(all.subList(start, end)), end == all.size() ? null : Cursor.encode(Integer.toString(end)));
    }

    private static int start(@Nullable String cursor) {
        String key = Cursor.decode(cursor);
        try {
            return key == null ? 0 : Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw Cursor.notOurs();
        }
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }
}
