package io.cordon.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page starts in a list that can be read in several orders.
 *
 * @param sort the order
 * @param rank what the order goes by first, as the list's own text; empty where it goes by the id alone
 */
public record Place(String sort, String rank, UUID id) {

    private static final String SEPARATOR = " ";

    /** For {@link Page#of}. */
    public String key() {
        return String.join(SEPARATOR, sort, rank, id.toString());
    }

    /** The rank as a number; 422 where somebody made up the cursor. */
    public int number() {
        try {
            return Integer.parseInt(rank);
        } catch (NumberFormatException e) {
            throw Cursor.notOurs();
        }
    }

    /** The place that a cursor stands for, null for the start of the list; 400 where it belongs to another order. */
    public static @Nullable Place read(@Nullable String cursor, String sort) {
        String key = Cursor.decode(cursor);
        if (key == null) {
            return null;
        }
        String[] parts = key.split(SEPARATOR, -1);
        if (parts.length != 3) {
            throw Cursor.notOurs();
        }
        if (!parts[0].equals(sort)) {
            throw Problem.unreadable("Expected the cursor of a list that is sorted by " + sort
                    + ", but got that of another order. Begin again without a cursor.");
        }
        try {
            return new Place(sort, parts[1], UUID.fromString(parts[2]));
        } catch (IllegalArgumentException e) {
            throw Cursor.notOurs();
        }
    }
}
