package io.cordon.alert.reading;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a delivery apart without reading it, so that each item keeps its own bytes and a broken one costs no other.
 * Knows of JSON only strings and brackets.
 */
final class Items {

    private final byte[] body;
    private final List<byte[]> items = new ArrayList<>();
    private boolean cutOff;

    private Items(byte[] body) {
        this.body = body;
    }

    /** One object, an array of them, or one a line; whoever sends lines often calls them plain JSON. */
    static Items ofJson(byte[] body) {
        Items split = new Items(body);
        int start = split.skipBlanks(0);
        if (start == body.length) {
            return split;
        }
        if (body[start] == '[') {
            split.takeArray(start + 1);
            return split;
        }
        int end = split.endOfValue(start);
        if (split.skipBlanks(end) == body.length) {
            split.take(start, end);
            return split;
        }
        return ofLines(body);
    }

    /** Every line that is not blank. */
    static Items ofLines(byte[] body) {
        Items split = new Items(body);
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                split.take(start, i);
                start = i + 1;
            }
        }
        return split;
    }

    /** The bytes of each. */
    List<byte[]> parts() {
        return items;
    }

    /** Says where the body ends where that is before the array does: the items that came show nothing of it. */
    @Nullable
    String cutOff() {
        if (!cutOff) {
            return null;
        }
        int line = 1;
        int lineBegins = 0;
        int end = body.length;
        while (isBlank(body[end - 1])) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (body[i] == '\n') {
                line++;
                lineBegins = i + 1;
            }
        }
        String last = new String(body, lineBegins, end - lineBegins, StandardCharsets.UTF_8);
        return "Expected JSON to its end, but the body stops at line " + line + ", column "
                + (last.codePointCount(0, last.length()) + 1) + " and its array is not closed. What came before is"
                + " taken item by item. Send all of it again, under"
                + " another Idempotency-Key where it had one, if"
                + " something is missing: what is here is recognised.";
    }

    private void takeArray(int from) {
        int start = from;
        int first = skipBlanks(from);
        if (first < body.length && body[first] == ']' && skipBlanks(first + 1) == body.length) {
            return;
        }
        while (true) {
            int end = endOfValue(start);
            boolean more = end < body.length && body[end] == ',';
            boolean closed = end < body.length && body[end] == ']' && skipBlanks(end + 1) == body.length;
            if (more || closed) {
                takeEvenIfEmpty(start, end);
            } else {
                // Something follows the array, which the last item shows; or it does not end, which it may not show.
                takeEvenIfEmpty(start, body.length);
                cutOff = end == body.length;
            }
            if (!more) {
                return;
            }
            start = end + 1;
        }
    }

    /** Behind the value that begins at or after {@code from}: at a comma, a closing bracket, or the end. */
    private int endOfValue(int from) {
        int depth = 0;
        for (int i = from; i < body.length; i++) {
            switch (body[i]) {
                case '"' -> i = endOfString(i);
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return i;
                    }
                    depth--;
                    if (depth == 0) {
                        return skipBlanks(i + 1);
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return body.length;
    }

    /** The closing quote, or the last byte where there is none. */
    private int endOfString(int quote) {
        for (int i = quote + 1; i < body.length; i++) {
            if (body[i] == '\\') {
                i++;
            } else if (body[i] == '"') {
                return i;
            }
        }
        return body.length - 1;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < body.length && isBlank(body[i])) {
            i++;
        }
        return i;
    }

    private void take(int from, int to) {
        if (skipBlanks(from) < to) {
            takeEvenIfEmpty(from, to);
        }
    }

    private void takeEvenIfEmpty(int from, int to) {
        int start = Math.min(skipBlanks(from), to);
        int end = to;
        while (end > start && isBlank(body[end - 1])) {
            end--;
        }
        items.add(Arrays.copyOfRange(body, start, end));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
