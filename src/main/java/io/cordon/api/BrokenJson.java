package io.cordon.api;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says where a document stops being JSON and what to do, in our words: the parser's are about itself. */
public final class BrokenJson {

    private BrokenJson() {}

    public static String sentence(JacksonException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        var location = failure.getLocation();
        String where = location == null || location.getLineNr() < 1
                ? "somewhere"
                : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
        if (failure instanceof UnexpectedEndOfInputException || message.startsWith("Unexpected end-of-input")) {
            return "Expected JSON to its end, but it stops " + where
                    + " before all that was opened is closed. Send the rest, with every quote, bracket and brace"
                    + " closed.";
        }
        if (message.startsWith("Duplicate")) {
            return "Expected each field once, but " + where + " " + quoted(message)
                    + " comes a second time. Take one of them out.";
        }
        if (message.startsWith("Trailing token")) {
            return "Expected one JSON document, but another begins " + where
                    + ". Send them as an array, or line by line.";
        }
        return "Expected JSON, but " + where + " it is none. Look there and just before it: a quote, comma, bracket or"
                + " brace is missing or too many, or the text is not in UTF-8.";
    }

    /** What the parser puts in quotes, which is the sender's own word. */
    private static String quoted(String message) {
        String[] pieces = message.split("[\"']", 3);
        String word = pieces.length < 3 ? "one" : "'" + pieces[1].replaceAll("\\p{Cntrl}", "\uFFFD") + "'";
        return word.length() > 100 ? word.substring(0, 100) + "…" : word;
    }
}
