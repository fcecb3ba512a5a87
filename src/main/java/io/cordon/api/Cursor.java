package io.cordon.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page starts: opaque to callers, the last row's key to us. */
public final class Cursor {

    private Cursor() {}

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The key a cursor stands for, null for the start of the list; 422 where the text is not one of our cursors. */
    public static @Nullable String decode(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (Storable.is(key)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Not even Base64: as strange as every other text.
        }
        throw notOurs();
    }

    /** What is said about a cursor that came from elsewhere. */
    public static Problem notOurs() {
        return Problem.invalid("cursor", "Expected the 'next' of an earlier answer, but got something else.");
    }

    /** As {@link #decode}, for lists whose key is an id; 422 where the key is none. */
    public static @Nullable String decodeId(@Nullable String cursor) {
        String key = decode(cursor);
        if (key == null) {
            return null;
        }
        try {
            return UUID.fromString(key).toString();
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    /** A page's size: 1 to 500, 50 where the caller does not say. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return 50;
        }
        if (asked < 1 || asked > 500) {
            throw Problem.invalid("limit", "Expected a limit from 1 to 500, but got " + asked + ".");
        }
        return asked;
    }
}
