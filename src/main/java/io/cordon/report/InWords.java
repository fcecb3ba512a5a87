package io.cordon.report;

import io.cordon.report.PostIncidentReport.Action;
import io.cordon.response.Verb;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Says what the records say in ids and JSON as people would; the text is raw until {@link LayingOut} makes it visible. */
final class InWords {

    /** As the pages say them. */
    private static final Map<String, String> VERBS = Map.of(
            "block_ip", "block address",
            "unblock_ip", "unblock address",
            "block_url", "block URL",
            "unblock_url", "unblock URL",
            "quarantine_email", "quarantine mail",
            "restore_email", "restore mail");

    private static final Pattern VERB_ID = Pattern.compile("\\b("
            + Arrays.stream(Verb.values())
                    .flatMap(verb -> Stream.of(verb.id(), verb.undoing()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("|"))
            + ")\\b");

    private InWords() {}

    /** A verb or its undoing, such as {@code block_ip}. */
    static String verb(String id) {
        return VERBS.getOrDefault(id, spaced(id));
    }

    /** A sentence of ours that names verbs by their ids. */
    static String verbsIn(String sentence) {
        return VERB_ID.matcher(sentence).replaceAll(found -> verb(found.group()));
    }

    /** How the client allowed something. */
    static String grant(String mode, Cells cells) {
        return mode.equals("approval") ? cells.say("after approval") : cells.words(mode);
    }

    static String through(Action action, Cells cells) {
        return action.connector().equals("none")
                ? cells.say("no connector serves it")
                : cells.say("through {0}", action.connector());
    }

    /** What was seen at the target. */
    static String proof(JsonNode seen, Cells cells) {
        return switch (seen.getNodeType()) {
            case OBJECT ->
                seen.properties().stream()
                        .map(part -> cells.say(spaced(part.getKey())) + " " + proof(part.getValue(), cells))
                        .collect(Collectors.joining(", "));
            case ARRAY ->
                seen.valueStream().map(part -> proof(part, cells)).collect(Collectors.joining(cells.say(" and ")));
            case BOOLEAN -> cells.say(seen.asBoolean() ? "yes" : "no");
            case NULL, MISSING -> cells.say("nothing");
            default -> seen.asString();
        };
    }

    /** When it ends by itself; only what holds, or waits for a word of people, has an end. */
    static String end(Action action, Cells cells) {
        return switch (action.state()) {
            case "verified" -> cells.say("holds until");
            case "awaiting_approval" -> cells.say("may be approved until");
            case "expired" -> cells.say("ended");
            default -> "";
        };
    }

    static String undo(Action action, Cells cells) {
        return switch (action.state()) {
            case "verified", "failed" ->
                action.undoing() == null
                        ? cells.say("cannot be taken back")
                        : cells.say("can be taken back: {0}", cells.verb(action.undoing()));
            case "undone" -> cells.say("was taken back");
            case "expired" -> cells.say("ended by time");
            default -> "";
        };
    }

    /** An id such as {@code awaiting_approval}. */
    static String spaced(String id) {
        return id.replace('-', ' ')
                .replace('_', ' ')
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
