package io.cordon.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One DRL file of the operator's disk with the one rule in it.
 *
 * @param name relative to the folder, with slashes, such as {@code ransomware/files-encrypted.drl}
 */
record RuleFile(String name, String text) {

    static final String ENDING = ".drl";

    private static final String CATEGORY = ".category(\"";

    /** A category that is named on a line, counted from 1. */
    record Named(String category, int line) {}

    /** The file's name without folder and ending, which is its rule's {@code @id}. */
    String id() {
        return name.substring(name.lastIndexOf('/') + 1, name.length() - ENDING.length());
    }

    /** Whether other files may use what it declares. */
    boolean isShared() {
        return text.lines()
                .map(String::strip)
                .anyMatch(line ->
                        line.startsWith("declare ") || line.startsWith("function ") || line.startsWith("query "));
    }

    /** The categories that it names as they are; one that a rule puts together is not seen. */
    List<Named> categories() {
        List<Named> named = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String code = lines[i].split("//", 2)[0];
            int call = code.indexOf(CATEGORY);
            while (call >= 0) {
                int begin = call + CATEGORY.length();
                int end = code.indexOf('"', begin);
                if (end < 0) {
                    break;
                }
                named.add(new Named(code.substring(begin, end), i + 1));
                call = code.indexOf(CATEGORY, end);
            }
        }
        return named;
    }

    /**
     * A line that a message is about: the first that holds the longest quoted or dotted piece of it; else the rule's
     * first line. For messages of the compiler that know no line.
     */
    int lineOf(String message) {
        String[] lines = text.split("\n", -1);
        int best = 0;
        int longest = 3;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            for (String piece : line.split("[\\s,(){};]+", -1)) {
                if (piece.length() > longest && !isOrdinary(piece) && message.contains(piece)) {
                    longest = piece.length();
                    best = i + 1;
                }
            }
        }
        return best > 0 ? best : ruleLine();
    }

    /** The line on which the rule begins; 1 where there is none. */
    int ruleLine() {
        return Math.max(1, lineWith("rule ", 1));
    }

    /** The line of the rule that begins with the word {@code then}, outside comments; 0 where none does. */
    int consequenceLine() {
        String[] lines = text.split("\n", -1);
        boolean comment = false;
        for (int i = ruleLine() - 1; i < lines.length; i++) {
            String code = lines[i].split("//", 2)[0].strip();
            if (comment) {
                comment = !lines[i].contains("*/");
            } else if (code.split("\\W", 2)[0].equals("then")) {
                return i + 1;
            } else {
                int opens = code.lastIndexOf("/*");
                comment = opens >= 0 && code.indexOf("*/", opens) < 0;
            }
        }
        return 0;
    }

    /** The first line from this one on that begins with this; 0 where none does. */
    int lineWith(String beginning, int from) {
        String[] lines = text.split("\n", -1);
        for (int i = from - 1; i < lines.length; i++) {
            if (lines[i].stripLeading().startsWith(beginning)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The first line of the rule's conditions and consequence with this name on it; 0 where none has it. */
    int lineNaming(String name) {
        String[] lines = text.split("\n", -1);
        for (int i = lineWith("when", ruleLine()); i < lines.length; i++) {
            if (List.of(lines[i].split("[^\\p{L}\\p{N}_$]+", -1)).contains(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether nothing stands before this column of the line, both counted from 1. */
    boolean beginsAt(int line, int column) {
        String[] lines = text.split("\n", -1);
        return line > lines.length
                || lines[line - 1]
                        .substring(0, Math.min(column - 1, lines[line - 1].length()))
                        .isBlank();
    }

    /** The last line before this one on which more than a comment stands. */
    int lastCodeBefore(int line) {
        String[] lines = text.split("\n", -1);
        int before = line - 1;
        while (before > 1
                && (lines[before - 1].isBlank()
                        || lines[before - 1].stripLeading().startsWith("//"))) {
            before--;
        }
        return before;
    }

    private boolean isOrdinary(String piece) {
        return switch (piece.toLowerCase(Locale.ROOT)) {
            case "rule", "when", "then", "import", "package", "null", "==", "!=", "alertfact", "recommendation" -> true;
            default -> piece.startsWith("io.cordon.") || piece.startsWith("@");
        };
    }
}
