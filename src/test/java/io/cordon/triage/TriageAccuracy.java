package io.cordon.triage;

import io.cordon.alert.AlertReader;
import io.cordon.alert.Disposition;
import io.cordon.alert.Reading;
import io.cordon.alert.Verdict;
import io.cordon.alert.reading.Mappings;
import io.cordon.triage.fact.Holdings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says how triage judges labelled events, each by itself, read by {@code auto} or the named source. Run by hand;
 * {@code docs/rules.md} says how, and what a label is.
 */
final class TriageAccuracy {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, List<String>> FILES = new LinkedHashMap<>();

    private TriageAccuracy() {}

    /** What came out for the events of one format. */
    private static final class Score {
        int alerts;
        int seen;
        int categorised;
        int minor;
        int minorSeen;
        int rated;
        int rightly;
        int harmless;
        int falseAlarms;

        @Override
        public String toString() {
            return String.format(
                    "%6d %5d %5d | %5d %5d | %5d %5d | %5d %5d",
                    alerts, seen, categorised, minor, minorSeen, rated, rightly, harmless, falseAlarms);
        }
    }

    /** One event with all that its labels say together. */
    private record Event(String format, String json, boolean isAlert, String severity) {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String source = arguments.length > 1 ? arguments[1] : AlertReader.AUTO;
        RuleFolder.Edition edition = new RuleFolder(Path.of("rules/triage"), Files.createTempDirectory("rules"))
                .read(RuleFolder.Edition.EMPTY);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Judgements judgements = new Judgements(new RuleHits(Clock.systemUTC(), meters), meters);
        Map<String, Score> scores = new TreeMap<>();
        FakeContract contract = new FakeContract(List.of(), true, List.of());
        Circumstances nothing = new Circumstances(contract, new Holdings(contract), Map.of());
        for (Event event : events(folder)) {
            for (Reading.Item item : ((Reading.Items) Mappings.reader()
                            .read(
                                    source,
                                    "application/json",
                                    event.json.getBytes(StandardCharsets.ISO_8859_1),
                                    Instant.parse("2026-03-02T10:00:00Z")))
                    .items()) {
                if (item instanceof Reading.Read(var index, var alert)) {
                    Verdict verdict = judgements.judge(
                            FakeContract.ACME, edition.rules(), new Triage.Candidate(new UUID(0, 1), alert), nothing);
                    count(scores.computeIfAbsent(event.format, format -> new Score()), event, verdict);
                    if (arguments.length > 2) {
                        System.out.println(event.format + "\t" + event.isAlert + "\t" + event.severity + "\t"
                                + alert.source() + "\t" + alert.title() + "\t"
                                + verdict.severity().id() + "\t"
                                + verdict.category() + "\t"
                                + verdict.disposition().id() + "\t"
                                + verdict.explanation().rules().stream()
                                        .map(rule -> rule.name())
                                        .toList());
                    }
                }
            }
        }
        System.out.printf("%-45s %s%n", "", "alerts  seen categ | minor  seen | rated right | harml false");
        Score all = new Score();
        scores.forEach((format, score) -> {
            System.out.printf("%-45s %s%n", format, score);
            all.alerts += score.alerts;
            all.seen += score.seen;
            all.minor += score.minor;
            all.minorSeen += score.minorSeen;
            all.categorised += score.categorised;
            all.rated += score.rated;
            all.rightly += score.rightly;
            all.harmless += score.harmless;
            all.falseAlarms += score.falseAlarms;
        });
        System.out.printf("%-45s %s%n", "all", all);
    }

    private static void count(Score score, Event event, Verdict verdict) {
        boolean isSeen = verdict.disposition() == Disposition.INCIDENT || verdict.disposition() == Disposition.TRIAGE;
        if (!event.isAlert) {
            score.harmless++;
            score.falseAlarms += isSeen ? 1 : 0;
            return;
        }
        if (event.severity.equals("low") || event.severity.startsWith("info")) {
            score.minor++;
            score.minorSeen += isSeen ? 1 : 0;
        } else {
            score.alerts++;
            score.seen += isSeen ? 1 : 0;
            score.categorised += verdict.category().equals(Categories.UNCLASSIFIED) ? 0 : 1;
        }
        if (!event.severity.isEmpty()) {
            score.rated++;
            score.rightly += verdict.severity().id().startsWith(event.severity) ? 1 : 0;
        }
    }

    private static Iterable<Event> events(Path folder) throws IOException {
        Map<String, Event> events = new LinkedHashMap<>();
        List<Path> labelled;
        try (var found = Files.find(folder, 2, (path, a) -> path.endsWith("labels.jsonl"))) {
            labelled = found.sorted().toList();
        }
        for (Path labels : labelled) {
            for (String line : Files.readAllLines(labels)) {
                JsonNode label = JSON.readTree(line);
                if (!label.path("line").isIntegralNumber()
                        || !label.path("event_any_alert").isBoolean()
                        || label.path("needs_mock").asBoolean(false)
                        || label.path("used_enrichment").asBoolean(false)
                        || label.path("threshold").asInt(1) > 1
                        || !Files.exists(folder.resolve(label.path("file").asString()))) {
                    continue;
                }
                String file = label.path("file").asString();
                List<String> lines = FILES.get(file);
                if (lines == null) {
                    // NB: byte for byte, for not all of it is UTF-8.
                    lines = List.of(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1)
                            .split("\n", -1));
                    FILES.put(file, lines);
                }
                int number = label.path("line").intValue();
                String json = lines.get(number - 1);
                if (!json.startsWith("{")) {
                    continue;
                }
                String severity = label.path("verdict").asString().equals("alert")
                        ? label.path("severity").asString("").toLowerCase(java.util.Locale.ROOT)
                        : "";
                String format = label.path("format").asString();
                boolean isAlert = label.path("event_any_alert").booleanValue();
                events.merge(
                        file + ":" + number,
                        new Event(format, json, isAlert, severity),
                        (one, other) -> one.severity.isEmpty() ? other : one);
            }
        }
        return events.values();
    }
}
