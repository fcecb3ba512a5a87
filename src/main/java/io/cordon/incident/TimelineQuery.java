package io.cordon.incident;

import io.cordon.api.Cursor;
import io.cordon.api.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a timeline to read.
 *
 * @param kinds none for all
 * @param pinned null for all
 * @param behind the last entry of the stretch before; null from the start
 */
record TimelineQuery(
        List<String> kinds,
        @Nullable Boolean pinned,
        boolean newestFirst,
        @Nullable Place behind,
        int limit) {

    /** Where an entry stands in the order of what happened. */
    record Place(Instant at, UUID id) {

        String text() {
            return at + " " + id;
        }

        static @Nullable Place of(@Nullable String cursor) {
            String key = Cursor.decode(cursor);
            if (key == null) {
                return null;
            }
            try {
                int gap = key.indexOf(' ');
                Instant at = Instant.parse(key.substring(0, Math.max(gap, 0)));
                if (at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                    return new Place(at, UUID.fromString(key.substring(gap + 1)));
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                // Told below, in our words.
            }
            throw Cursor.notOurs();
        }
    }

    /** Reads what a caller asks for; 422 where it makes no sense. */
    static TimelineQuery of(
            @Nullable String kind,
            @Nullable Boolean pinned,
            @Nullable String order,
            @Nullable Integer limit,
            @Nullable String cursor) {
        if (order != null && !order.equals("newest") && !order.equals("oldest")) {
            throw Problem.invalid("order", "Expected newest or oldest, but got '" + order + "'.");
        }
        List<String> kinds = kind == null
                ? List.of()
                : Arrays.stream(kind.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
        return new TimelineQuery(kinds, pinned, "newest".equals(order), Place.of(cursor), Cursor.limit(limit));
    }
}
