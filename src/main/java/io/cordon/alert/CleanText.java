package io.cordon.alert;

/** Text of others, fit to be shown, mailed and stored. */
public final class CleanText {

    private CleanText() {}

    /**
     * One line: control characters, line ends and those that turn the writing direction become blanks, several blanks
     * one, so that a title can neither forge a mail header nor show another text than it is.
     */
    public static String line(String text, int maxLength) {
        if (isPlain(text)) {
            return cut(text.strip(), maxLength);
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), maxLength));
        boolean blank = false;
        for (int i = 0; i < text.length() && line.length() <= maxLength; i++) {
            char c = text.charAt(i);
            if (isUnfit(c) || Character.isWhitespace(c)) {
                blank = !line.isEmpty();
            } else {
                if (blank) {
                    line.append(' ');
                    blank = false;
                }
                line.append(c);
            }
        }
        return cut(line.toString(), maxLength);
    }

    /** Several lines: as {@link #line}, but line ends and tabulators stay. */
    public static String block(String text, int maxLength) {
        String cut = cut(text.strip(), maxLength);
        StringBuilder block = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            block.append(isUnfit(c) && c != '\n' && c != '\t' ? ' ' : c);
        }
        return block.toString();
    }

    /** At most that many characters, never half a surrogate pair. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }

    private static boolean isPlain(String text) {
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && blank)) {
                return false;
            }
            blank = c == ' ';
        }
        return true;
    }

    private static boolean isUnfit(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
