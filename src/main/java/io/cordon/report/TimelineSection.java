package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.text;
import static io.cordon.report.Cells.who;

import io.cordon.report.Alike.Parted;
import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Lays out the timeline: what repeats within a minute once, and what is told elsewhere not again. */
final class TimelineSection {

    private final PostIncidentReport report;
    private final Cells cells;
    private final Set<String> recipients;
    private final Function<String, Parted> ofActions;

    TimelineSection(PostIncidentReport report, Cells cells) {
        this.report = report;
        this.cells = cells;
        this.ofActions = Alike.atTarget(UnaryOperator.identity(), report.actions());
        this.recipients = report.notifications().stream()
                .map(told -> " " + told.name() + " <" + told.address() + ">")
                .collect(Collectors.toSet());
    }

    private record Line(Entry entry, Parted parted) {}

    private record Likeness(String kind, String by, Instant minute, String before, String after) {}

    Section section() {
        List<Line> lines = report.timeline().stream()
                .filter(entry -> !isOfAMessage(entry))
                .map(entry -> new Line(entry, parted(entry)))
                .toList();
        List<List<Line>> rows = Alike.grouped(lines, TimelineSection::likeness);
        return new Section(
                "Timeline",
                notes(lines.size(), rows.size()),
                List.of(),
                new Table(
                        List.of("When", "What happened", "By"),
                        List.of(24, 54, 22),
                        rows.stream().map(this::row).toList()));
    }

    private List<String> notes(int lines, int rows) {
        List<String> notes = new ArrayList<>();
        if (report.timeline().size() == IncidentRecords.MOST_ENTRIES) {
            notes.add("The first " + IncidentRecords.MOST_ENTRIES
                    + " entries: later ones are on the incident's timeline in Cordon.");
        }
        if (lines < report.timeline().size()) {
            notes.add("What became of each message stands under \"" + DoneSections.TOLD + "\".");
        }
        if (rows < lines) {
            notes.add("What one actor did of one kind within a minute is one row. Each entry by itself is on the"
                    + " incident's timeline in Cordon, and in this report as JSON.");
        }
        return notes;
    }

    /** What became of a message, which its own section tells; what that does not name stays. */
    private boolean isOfAMessage(Entry entry) {
        return entry.kind().equals("notification")
                && entry.by().equals("cordon:notification")
                && recipients.stream().anyMatch(entry.text()::contains);
    }

    private Parted parted(Entry entry) {
        return switch (entry.kind()) {
            case "action" -> ofActions.apply(entry.text());
            case "alert" -> Parted.behind(" New in it: ", entry.text().replaceFirst("\\.$", ""));
            default -> Parted.whole(entry.text());
        };
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

    private List<String> row(List<Line> alike) {
        Entry first = alike.getFirst().entry();
        return List.of(
                cells.span(alike.stream().map(line -> line.entry().at()).toList()),
                cut(text(
                        alike.size() == 1
                                ? first.text()
                                : Alike.asOne(alike.stream().map(Line::parted).toList()))),
                who(first.by()));
    }
}
