package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.text;

import io.cordon.report.Alike.Parted;
import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Entry;
import io.cordon.report.PostIncidentReport.Told;
import io.cordon.words.Language;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Lays out the timeline: what repeats within a minute once, and what is told elsewhere not again. */
final class TimelineSection {

    private final PostIncidentReport report;
    private final Cells cells;
    private final Set<String> told;
    private final Function<String, Parted> ofActions;

    TimelineSection(PostIncidentReport report, Cells cells) {
        this.report = report;
        this.cells = cells;
        this.ofActions = Alike.atTarget(
                cells.phrases().saying().language() == Language.EN ? UnaryOperator.identity() : cells::verbBefore,
                report.actions());
        this.told = report.notifications().stream()
                .map(TimelineSection::entry)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** As the timeline says what became of a message; empty where it says nothing. */
    private static Optional<String> entry(Told told) {
        String recipient = told.name() + " <" + told.address() + ">";
        return switch (told.state()) {
            case "sent" -> Optional.of("Told " + recipient + ": " + told.subject());
            case "kept" -> Optional.of("Kept for " + recipient + " (no mail server was set up): " + told.subject());
            case "failed" ->
                Optional.of(
                        "Could not tell " + recipient + ": " + Objects.requireNonNullElse(told.mailServerSaid(), ""));
            default -> Optional.empty();
        };
    }

    private record Line(Entry entry, Parted parted) {}

    private record Likeness(String kind, String by, Instant minute, String before, String after) {}

    Section section() {
        List<Line> lines = report.timeline().stream()
                .filter(entry -> !isOfAMessage(entry))
                .map(entry -> new Line(entry, parted(entry)))
                .toList();
        List<List<Line>> rows = Alike.groupedInOrder(lines, TimelineSection::likeness, TimelineSection::subject);
        return new Section(
                cells.say("Timeline"),
                notes(lines.size(), rows.size()),
                List.of(),
                new Table(
                        cells.say(List.of("When", "What happened", "By")),
                        List.of(31, 51, 18),
                        rows.stream().map(this::row).toList()));
    }

    private List<String> notes(int lines, int rows) {
        List<String> notes = new ArrayList<>();
        if (report.timeline().size() == IncidentRecords.MOST_ENTRIES) {
            notes.add(cells.say(
                    "The first {0} entries: later ones are on the incident's timeline in Cordon.",
                    IncidentRecords.MOST_ENTRIES));
        }
        if (lines < report.timeline().size()) {
            notes.add(cells.say("What became of each message stands under \"{0}\".", cells.say(DoneSections.TOLD)));
        }
        if (rows < lines) {
            notes.add(cells.say(
                    "What one actor did of one kind within a minute is one row. Each entry by itself is on the"
                            + " incident's timeline in Cordon, and in this report as JSON."));
        }
        return notes;
    }

    /** What became of a message, which its own section tells; what that tells otherwise, or not, stays. */
    private boolean isOfAMessage(Entry entry) {
        return entry.kind().equals("notification")
                && entry.by().equals("cordon:notification")
                && told.contains(entry.text());
    }

    private Parted parted(Entry entry) {
        return switch (entry.kind()) {
            case "action" -> inWords(ofActions.apply(cells.recorded(entry.text())));
            case "alert" ->
                Parted.behind(
                        cells.say(" New in it: "), cells.recorded(entry.text()).replaceFirst("\\.$", ""));
            case "note", "opened" -> Parted.whole(entry.text());
            default -> Parted.whole(cells.recorded(entry.text()));
        };
    }

    /** NB: not what it is about, which is what somebody else called it. */
    private static Parted inWords(Parted text) {
        return new Parted(InWords.verbsIn(text.before()), text.about(), InWords.verbsIn(text.after()));
    }

    private static Likeness likeness(Line line) {
        Entry entry = line.entry();
        return new Likeness(
                entry.kind(),
                entry.by(),
                entry.at().truncatedTo(ChronoUnit.MINUTES),
                line.parted().before(),
                line.parted().after());
    }

    /** What is told in its order. Alerts that join change nothing for each other. */
    private static List<String> subject(Line line) {
        String kind = line.entry().kind();
        return kind.equals("alert")
                ? List.of(kind, line.entry().text())
                : List.of(kind, line.parted().about());
    }

    /** What people wrote stays, even where it reads like Cordon's. */
    private String shown(Entry entry) {
        return entry.kind().equals("note") || entry.kind().equals("opened")
                ? entry.text()
                : cells.recorded(entry.text());
    }

    private List<String> row(List<Line> alike) {
        Entry first = alike.getFirst().entry();
        return List.of(
                cells.span(alike.stream().map(line -> line.entry().at()).toList()),
                cut(text(
                        alike.size() == 1 && !first.kind().equals("action")
                                ? shown(first)
                                : Alike.asOne(alike.stream().map(Line::parted).toList()))),
                cells.who(first.by()));
    }
}
