package io.cordon.alert.reading;

import java.util.Collection;

/**
 * Finds ATT&CK techniques in text, in every spelling: {@code T1059.001}, {@code t1059/001}, {@code T1059_001},
 * {@code attack.t1059}, {@code T1059: Command and Scripting Interpreter}, the address of its page.
 */
final class TechniqueText {

    private TechniqueText() {}

    /** Adds what it finds until there are so many. */
    static void find(String text, Collection<String> techniques, int most) {
        for (int i = 0; i + 5 <= text.length() && techniques.size() < most; i++) {
            if (!startsOne(text, i)) {
                continue;
            }
            int end = i + 5;
            boolean sub = end + 4 <= text.length()
                    && "./_".indexOf(text.charAt(end)) >= 0
                    && digits(text, end + 1, end + 4)
                    && !digits(text, end + 4, end + 5);
            String id = "T" + text.substring(i + 1, end);
            techniques.add(sub ? id + "." + text.substring(end + 1, end + 4) : id);
            i = end - 1;
        }
    }

    private static boolean startsOne(String text, int at) {
        char first = text.charAt(at);
        char kind = text.charAt(at + 1);
        return (first == 'T' || first == 't')
                && (kind == '0' || kind == '1')
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                && digits(text, at + 1, at + 5)
                && !digits(text, at + 5, at + 6)
                && (at + 5 == text.length() || !Character.isLetter(text.charAt(at + 5)));
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
