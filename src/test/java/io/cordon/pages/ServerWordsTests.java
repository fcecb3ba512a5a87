package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The pages know what the server says by its English words, which they say in German: so those have to stand still. */
class ServerWordsTests {

    private static final Path JAVA = Path.of("src/main/java");

    private static final List<String> WHOSE_TASK =
            List.of(" is responsible for ", "a lead or administrator of the ", " may do this task.");

    /** What is put together from several places of the server, by its pieces there. */
    private static final Map<String, List<String>> PUT_TOGETHER = Map.ofEntries(
            Map.entry("addressedNone", List.of("addressed to ", "nobody.")),
            Map.entry(
                    "changeAtAsset",
                    List.of("at an asset of criticality ", "Not ", " or more", ", it would only be logged.")),
            Map.entry(
                    "changeAtHigh",
                    List.of("at an asset of criticality ", "At high, or ", " or more", ", a person would decide.")),
            Map.entry(
                    "changeAtMedium",
                    List.of("at an asset of criticality ", "At medium it would only be logged, unless ", " or more")),
            Map.entry("containedOneOfMany", List.of(" of ", " actions", " holds")),
            Map.entry("fateHolds", List.of("still holds", " and cannot be taken back.")),
            Map.entry("fateHoldsUndo", List.of("still holds", " until somebody takes it back.")),
            Map.entry("fateHoldsUntil", List.of("still holds", " until it expires.")),
            Map.entry("lackNobodyClient", List.of("nobody", " of ", "the client")),
            Map.entry("lackNobodyEither", List.of("nobody", " of ", "either party")),
            Map.entry("lackNobodyProvider", List.of("nobody", " of ", "the provider")),
            Map.entry("letterContained", List.of("incident", "contained")),
            Map.entry("letterOpened", List.of("incident", "opened")),
            Map.entry("letterRaised", List.of("severity", "raised")),
            Map.entry("letterResolved", List.of("incident", "resolved")),
            Map.entry("pointKept", List.of(" to ", " not sent: no mail server was set up when ", " written.")),
            Map.entry("pointNobody", List.of("Nobody is Accountable for ", ", which ", " asked for here.")),
            Map.entry("pointNobodyOne", List.of("Nobody is Accountable for ", ", which ", " asked for here.")),
            Map.entry("summaryActions", List.of("Of ", " asked for: ")),
            Map.entry("summaryContained", List.of("It was ", " after it came in.")),
            Map.entry("summaryTaskOne", List.of(" of ", " asked of people ", " completed.")),
            Map.entry("summaryTaskOneNot", List.of(" of ", " asked of people ", " completed.")),
            Map.entry("summaryTasks", List.of(" of ", " asked of people ", " completed.")),
            Map.entry("summaryTasksOne", List.of(" of ", " asked of people ", " completed.")),
            Map.entry("timelineLowered", List.of("Severity ", "lowered", " from ", " to ")),
            Map.entry("timelineRaised", List.of("Severity ", "raised", " from ", " to ")),
            Map.entry(
                    "timelineStays",
                    List.of(
                            " actions stay",
                            " in force beyond the incident. If this was a false alarm, undo ",
                            ": one by one, or all of the incident at once.")),
            Map.entry(
                    "timelineStaysOne",
                    List.of(
                            "1 action stays",
                            " in force beyond the incident. If this was a false alarm, undo ",
                            ": one by one, or all of the incident at once.")),
            Map.entry("actionByHand", List.of(" and was done by hand by ", ": Cordon cannot undo it. Take it back")),
            Map.entry("actionNotInEffect", List.of(" is ", ": there is nothing in effect to undo.")),
            Map.entry("answerMissing", List.of("is required: ")),
            Map.entry("answerMissingChoice", List.of("is required: ", "one of ")),
            Map.entry("answerMissingYesNo", List.of("is required: ", "true or false")),
            Map.entry("answerWrong", List.of("expects ")),
            Map.entry(
                    "databaseAway",
                    List.of("The database does not answer just now; nothing was changed.", " Try again.")),
            Map.entry(
                    "notSignedIn",
                    List.of(
                            "Expected the header 'Authorization: Bearer ",
                            "' with a token that is valid now",
                            ", but there is none or it is unknown, expired or revoked.")),
            Map.entry(
                    "sameMoment",
                    List.of(
                            "Somebody else changed the same thing at the same moment; nothing was changed.",
                            " Try again.")),
            Map.entry("taskWhose", WHOSE_TASK),
            Map.entry("taskWhoseLeads", WHOSE_TASK),
            Map.entry("timelineTaskCompletedWith", List.of("Task completed: ")),
            Map.entry("timelineTaskHandedOverWith", List.of("Task handed over: ", ". To ")),
            Map.entry("timelineTaskOpened", List.of("Task opened: ", " is responsible (")),
            Map.entry(
                    "timelineTaskOpenedNobody", List.of("Task opened: ", " is responsible (", "nobody is named there")),
            Map.entry(
                    "whoDecides",
                    List.of(
                            "Expected a person with the role lead or admin, or with the function ",
                            "containment-approval",
                            ". A token decides only for the person it was made for.")));

    private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low", "informational");

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}|…");

    /** Between two pieces of a text in the source: the end of one, whatever is put in, and the beginning of the next. */
    private static final String PUT_IN = "\"\\s*\\+[^;]{1,400}?\\+\\s*\"";

    private static final JsonNode TEMPLATES = Words.read(Words.PAGES.resolve("server/en.json"));

    private static String sources = "";

    @BeforeAll
    static void readTheServer() throws IOException {
        try (Stream<Path> files = Files.walk(JAVA)) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            // A text over several lines is one text.
            appendTexts(all, Path.of("playbooks"), ".bpmn");
            appendTexts(all, Path.of("src/main/resources/mail"), ".subject.txt");
            sources = all.toString().replaceAll("\"\\s*\\+\\s*\"", "");
        }
    }

    /** As they would stand in Java. */
    private static void appendTexts(StringBuilder all, Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                all.append(Files.readString(file).replace("&quot;", "\\\"")).append('\n');
            }
        }
    }

    static List<String> keys() {
        return List.copyOf(TEMPLATES.propertyNames());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theServerStillSaysSo(String key) {
        String template = TEMPLATES.path(key).stringValue();
        List<String> pieces = PUT_TOGETHER.get(key);
        if (pieces != null) {
            assertThat(pieces).allSatisfy(piece -> {
                assertThat(template).contains(piece);
                assertThat(sources).contains(piece);
            });
        } else {
            assertThat(isSaid(template) || isPutTogether(template))
                    .as("the server says: " + template)
                    .isTrue();
        }
    }

    /** Of sentences that the server makes of parts, each part stands somewhere; what they make is checked where it runs. */
    private static boolean isPutTogether(String template) {
        if (SEVERITIES.contains(template.toLowerCase(Locale.ROOT))) {
            return true;
        }
        return Arrays.stream(PLACE.split(template, -1))
                .flatMap(piece -> Arrays.stream(piece.split("(?<=[.;:,(]) | (?=[(])|\\b\\d+\\b")))
                .map(piece -> piece.replaceAll("^[\\W_]+|[\\W_]+$", "").replace("\"", "\\\""))
                .allMatch(piece -> sources.contains(piece));
    }

    private static boolean isSaid(String template) {
        String whole = Arrays.stream(PLACE.split(template, -1))
                .map(text -> text.replace("\"", "\\\""))
                .filter(text -> !text.isEmpty())
                .map(Pattern::quote)
                .collect(Collectors.joining(PUT_IN, "\"", "\""));
        return Pattern.compile(whole).matcher(sources).find();
    }

    @Test
    void everyKindOfProblemIsSaidInGerman() throws IOException {
        Set<String> types = new TreeSet<>(Set.of("internal"));
        Matcher made = Pattern.compile("new Problem\\(HttpStatus\\.\\w+, \"([a-z-]+)\"")
                .matcher(sources);
        while (made.find()) {
            types.add(made.group(1));
        }
        JsonNode german = Words.read(Words.PAGES.resolve("parts/de.json")).path("problems");

        assertThat(types).contains("not-found", "conflict", "invalid", "overtaken", "too-many", "forbidden");
        assertThat(Set.copyOf(german.propertyNames())).containsAll(types).contains("other");
    }
}
