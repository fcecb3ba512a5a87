package io.cordon.triage;

/** Finds the line of the file where the compiler names another one, and says what it means in words of the file. */
final class CompilerMessages {

    private static final String CONSEQUENCE = "Unable to parse consequence caused by: (line ";
    private static final String METHOD = "Method ";
    private static final String FIELD = "Unknown field ";
    private static final String IMPORT = "Only a type can be imported. ";

    private CompilerMessages() {}

    /** @param line what stands where the message is of no kind that is known here */
    static RefusedFile about(RuleFile file, int line, String message) {
        if (message.startsWith(CONSEQUENCE)) {
            return consequence(file, line, message);
        }
        if (message.startsWith(FIELD) || (message.startsWith(METHOD) && message.endsWith(" is missing"))) {
            // Told of line 1 or of the rule's first, whatever the condition.
            String name = message.substring((message.startsWith(FIELD) ? FIELD : METHOD).length())
                    .split(" ", 2)[0];
            int named = file.lineNaming(name);
            return new RefusedFile(file.name(), named > 0 ? named : line, message);
        }
        if (message.startsWith(IMPORT)) {
            int imported =
                    file.lineWith("import " + message.substring(IMPORT.length()).split(" ", 2)[0], 1);
            return new RefusedFile(file.name(), imported > 0 ? imported : line, message);
        }
        return new RefusedFile(file.name(), line, message);
    }

    /**
     * Counts lines from {@code then}: {@code (line 2,col 74) Parse error. Found "}", expected one of  ";" "="}. Where the
     * compiler itself does not know, it says {@code (line ?,col ?)}.
     */
    private static RefusedFile consequence(RuleFile file, int line, String message) {
        String[] place = message.substring(CONSEQUENCE.length()).split(",col |\\) ", 3);
        int then = file.consequenceLine();
        if (place.length < 3 || !isNumber(place[0]) || !isNumber(place[1]) || then == 0) {
            return new RefusedFile(file.name(), line, message);
        }
        int found = then + Integer.parseInt(place[0]) - 1;
        int column = Integer.parseInt(place[1]);
        String[] sentence = place[2].split(", expected ", 2);
        boolean endIsMissing = sentence.length == 2 && sentence[1].contains("\";\"");
        if (!endIsMissing) {
            return new RefusedFile(file.name(), found, "Unable to parse consequence: " + place[2]);
        }
        int ends = file.beginsAt(found, column) ? file.lastCodeBefore(found) : found;
        String[] what = sentence[0].split("\"", 3);
        String next = what.length < 2 || what[1].equals("}") ? "the rule ends" : "'" + what[1] + "' comes";
        return new RefusedFile(file.name(), ends, "Expected ';' at the end of the statement, but " + next);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
