package io.cordon.api;

/** What PostgreSQL can keep as text, and what callers are told about the rest. */
public final class Storable {

    private Storable() {}

    /** No U+0000, and no half of a surrogate pair. */
    public static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    static Problem refusal(String field) {
        return Problem.invalid(
                field,
                "Expected text that can be kept, but it has U+0000 or half of a surrogate pair. Leave those out.");
    }
}
