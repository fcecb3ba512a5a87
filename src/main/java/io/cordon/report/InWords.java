package io.cordon.report;

import io.cordon.report.PostIncidentReport.Action;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says what the records say in ids and JSON as people would; the text is raw until {@link LayingOut} makes it visible. */
final class InWords {

    private static final Pattern BY_TOKEN_OF = Pattern.compile("(.+) \\(token from (.+)\\)");
    private static final Pattern OF_ORGANISATION = Pattern.compile("(token:)?([a-z0-9-]+)/(.+)");

    private InWords() {}

    /** Who did something: a person, a token, a playbook or Cordon itself. */
    static String who(String actor) {
        Matcher made = BY_TOKEN_OF.matcher(actor);
        if (made.matches()) {
            return who(made.group(1)) + ", by a token that " + who(made.group(2)) + " made";
        }
        if (actor.startsWith("playbook:")) {
            return "the playbook " + actor.substring("playbook:".length());
        }
        if (actor.startsWith("cordon:")) {
            return "Cordon (" + actor.substring("cordon:".length()) + ")";
        }
        Matcher named = OF_ORGANISATION.matcher(actor);
        if (named.matches()) {
            return (named.group(1) == null ? "" : "the token ") + named.group(3) + " of " + named.group(2);
        }
        return actor;
    }

    static String through(Action action) {
        return action.connector().equals("none") ? "no connector serves it" : "through " + action.connector();
    }

    /** What was seen at the target. */
    static String proof(JsonNode seen) {
        return switch (seen.getNodeType()) {
            case OBJECT ->
                seen.properties().stream()
                        .map(part -> spaced(part.getKey()) + " " + proof(part.getValue()))
                        .collect(Collectors.joining(", "));
            case ARRAY -> seen.valueStream().map(InWords::proof).collect(Collectors.joining(" and "));
            case BOOLEAN -> seen.asBoolean() ? "yes" : "no";
            case NULL, MISSING -> "nothing";
            default -> seen.asString();
        };
    }

    /** When it ends by itself; only what holds, or waits for a word of people, has an end. */
    static String end(Action action) {
        return switch (action.state()) {
            case "verified" -> "holds until";
            case "awaiting_approval" -> "may be approved until";
            case "expired" -> "ended";
            default -> "";
        };
    }

    static String undo(Action action) {
        return switch (action.state()) {
            case "verified", "failed" ->
                action.undoing() == null ? "cannot be taken back" : "can be taken back: " + spaced(action.undoing());
            case "undone" -> "was taken back";
            case "expired" -> "ended by time";
            default -> "";
        };
    }

    /** An id such as {@code block_ip}. */
    static String spaced(String id) {
        return id.replace('-', ' ')
                .replace('_', ' ')
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
