package io.cordon.notification;

import java.util.function.IntPredicate;

/**
 * Makes what cannot be seen visible. Text of an alert may carry bidirectional overrides, zero-width and control
 * characters that make a reader see another name than the one that stands there; each is shown as its code.
 */
public final class Visible {

    private static final int LONGEST_TARGET = 120;

    private Visible() {}

    /** Text of several lines: line breaks and tabs stay as they are. */
    public static String text(String raw) {
        return escape(raw.replace("\r\n", "\n"), codePoint -> codePoint == '\n' || codePoint == '\t');
    }

    /** Text that must stay on one line: a line break is shown as its code too. */
    public static String line(String raw) {
        return escape(raw, codePoint -> false);
    }

    /** One line of at most so many characters, with an ellipsis where something was cut off. */
    public static String line(String raw, int longest) {
        return cut(line(raw), longest);
    }

    /** At most so many characters, with an ellipsis where something was cut off. */
    public static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** A link or path of hundreds of characters shows its beginning; the whole stands on the incident's page. */
    public static String target(String raw) {
        return line(raw, LONGEST_TARGET);
    }

    /** For a header of a mail: one line in which control characters are gone, line breaks a space. */
    public static String header(String raw, int longest) {
        return line(raw.replaceAll("\\p{Cntrl}+", " ").strip(), longest);
    }

    private static String escape(String raw, IntPredicate keeps) {
        StringBuilder visible = new StringBuilder(raw.length());
        raw.codePoints().forEach(codePoint -> {
            if (isSeen(codePoint) || keeps.test(codePoint)) {
                visible.appendCodePoint(codePoint);
            } else if (Character.isBmpCodePoint(codePoint)) {
                visible.append("\\u").append("%04X".formatted(codePoint));
            } else {
                visible.append("\\u{").append("%X".formatted(codePoint)).append('}');
            }
        });
        return visible.toString();
    }

    private static boolean isSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
