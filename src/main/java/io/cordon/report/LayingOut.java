package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.line;
import static io.cordon.report.Cells.lines;
import static io.cordon.report.Cells.orDash;
import static io.cordon.report.Cells.text;
import static io.cordon.report.Cells.texts;
import static io.cordon.report.Cells.words;

import io.cordon.report.Alike.Parted;
import io.cordon.report.Layout.Fact;
import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Alert;
import io.cordon.report.PostIncidentReport.Clock;
import io.cordon.report.PostIncidentReport.Rule;
import io.cordon.report.PostIncidentReport.Written;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a report into the order and the words people read it in, its times into the client's zone. */
final class LayingOut {

    /** FIRST, Traffic Light Protocol 2.0: what amber allows. */
    private static final String FURTHEST =
            "within the client and its security provider, with those who need to know it (TLP:AMBER)";

    private final PostIncidentReport report;
    private final Cells cells;

    private LayingOut(PostIncidentReport report) {
        this.report = report;
        this.cells = new Cells(ZoneId.of(report.timeZone()), new Names(report.names()));
    }

    static Layout of(PostIncidentReport report) {
        return new LayingOut(report).layout();
    }

    private Layout layout() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Summary", text(report.summary())));
        if (report.written() != null) {
            sections.add(written(report.written()));
        }
        sections.add(Section.table("Clocks against the service level", clocks()));
        sections.add(openPoints());
        sections.add(lessons());
        DoneSections done = new DoneSections(report, cells);
        sections.add(done.actions());
        sections.add(done.tasks());
        sections.add(done.raci());
        sections.add(done.told());
        sections.add(alerts());
        sections.add(techniques());
        sections.add(entities());
        sections.add(new EvidenceSection(report, cells).section());
        sections.add(new TimelineSection(report, cells).section());
        return new Layout(
                line(report.title()),
                line(report.organisationName()),
                "TLP:" + report.tlp().toUpperCase(Locale.ROOT),
                "Post-incident report: incident " + report.number() + " of " + line(report.organisationName()),
                facts(),
                sections);
    }

    private Section openPoints() {
        if (report.openPoints().isEmpty()) {
            return Section.of("Open points", "None: every action, task, message and promise came to a good end.");
        }
        List<List<Parted>> points = Alike.grouped(
                report.openPoints().stream()
                        .map(Alike.atTarget(InWords::verb, report.actions()))
                        .toList(),
                point -> List.of(point.before(), point.after()));
        return new Section(
                "Open points",
                points.size() == report.openPoints().size()
                        ? List.of()
                        : List.of("The same about several targets is one point; all targets stand under \""
                                + DoneSections.DONE + "\"."),
                texts(points.stream().map(Alike::asOne).toList()),
                null);
    }

    private List<Fact> facts() {
        String playbook = report.playbook().version() == null
                ? report.playbook().key()
                : report.playbook().key() + ", version " + report.playbook().version();
        return List.of(
                new Fact("Severity", report.severity().id()),
                new Fact("Kind", words(report.category())),
                new Fact("Status", report.status()),
                new Fact("Playbook", line(playbook)),
                new Fact("First seen", cells.at(report.occurredAt())),
                new Fact("Came in", cells.at(report.detectedAt())),
                new Fact("Report made", cells.at(report.madeAt())),
                new Fact("Times are of", report.timeZone()),
                new Fact("May be shared", FURTHEST));
    }

    private Section written(Written written) {
        List<String> paragraphs = new ArrayList<>();
        add(paragraphs, "", written.summary());
        add(paragraphs, "Root cause: ", written.rootCause());
        add(paragraphs, "Impact: ", written.impact());
        paragraphs.add("Written by " + cells.who(orDash(written.by())) + ", " + cells.atOrDash(written.at()) + ".");
        return new Section("In the words of those who worked on it", paragraphs, List.of(), null);
    }

    private static void add(List<String> paragraphs, String name, @Nullable String words) {
        if (words != null && !words.isBlank()) {
            paragraphs.add(name + text(words));
        }
    }

    private Table clocks() {
        return new Table(
                List.of("Promise", "Due", "Happened", "Verdict"),
                List.of(20, 32, 32, 16),
                report.clocks().stream()
                        .map(clock -> List.of(
                                clock.name(), cells.atOrDash(clock.due()), cells.atOrDash(clock.at()), verdict(clock)))
                        .toList());
    }

    private static String verdict(Clock clock) {
        return switch (clock.verdict()) {
            case "breached" -> "BREACHED";
            case "open" -> "still open";
            case "stopped" -> "over before it was due";
            default -> clock.verdict();
        };
    }

    private Section lessons() {
        if (report.lessons().isEmpty()) {
            return Section.of("Lessons learned", "None has been recorded.");
        }
        return Section.table(
                "Lessons learned",
                new Table(
                        List.of("What will be changed", "Who sees to it", "By when"),
                        List.of(60, 24, 16),
                        report.lessons().stream()
                                .map(lesson -> List.of(
                                        text(lesson.lesson()),
                                        line(orDash(lesson.owner())),
                                        line(orDash(lesson.due()))))
                                .toList()));
    }

    private Section alerts() {
        List<List<Alert>> rows = Alike.grouped(report.alerts(), LayingOut::likeness);
        List<String> notes = new ArrayList<>();
        if (report.alertCount() > report.alerts().size()) {
            notes.add("The first " + report.alerts().size() + " of " + report.alertCount() + " alerts.");
        }
        if (rows.size() < report.alerts().size()) {
            notes.add("Alerts that say the same and count for the same reasons are one row, with what the rules saw in"
                    + " the first of them. Each by itself is in this report as JSON.");
        }
        return new Section(
                "Alerts, and why they count",
                notes,
                List.of(),
                new Table(
                        List.of("When", "What the product said", "What the rules made of it"),
                        List.of(20, 30, 50),
                        rows.stream().map(this::alerts).toList()));
    }

    /** All of an alert but when it came and the values that the rules saw. */
    private static List<Object> likeness(Alert alert) {
        return List.of(
                alert.source(),
                alert.title(),
                alert.severity(),
                alert.why(),
                alert.rules().stream()
                        .map(rule -> List.of(rule.name(), rule.effect()))
                        .toList());
    }

    private List<String> alerts(List<Alert> alike) {
        Alert first = alike.getFirst();
        int times = alike.stream().mapToInt(Alert::count).sum();
        return List.of(
                cells.span(alike.stream().map(Alert::time).toList()),
                lines(
                        cut(line(first.title())),
                        "from " + line(first.source())
                                + (alike.size() > 1 ? ", " + alike.size() + " alerts" : "")
                                + (times > alike.size() ? ", " + times + " times" : "")),
                lines(
                        first.severity().id(),
                        cut(text(first.why())),
                        first.rules().stream()
                                .map(rule -> cut(rule(rule, first.title())))
                                .collect(Collectors.joining("\n"))));
    }

    /** That a rule saw the title goes without saying: it stands beside. */
    private static String rule(Rule rule, String title) {
        String seen = rule.values().stream()
                .filter(value -> !value.equals("title = " + title))
                .collect(Collectors.joining("; "));
        return "rule “" + words(rule.name()) + "”: " + line(rule.effect())
                + (seen.isEmpty() ? "" : " (" + line(seen) + ")");
    }

    private Section techniques() {
        if (report.techniques().isEmpty()) {
            return Section.of("Techniques (MITRE ATT&CK)", "None was named.");
        }
        return Section.points(
                "Techniques (MITRE ATT&CK)",
                report.techniques().stream()
                        .map(technique ->
                                line(technique.id() + " " + technique.name()).strip())
                        .toList());
    }

    private Section entities() {
        return Section.table(
                "What the alerts name",
                new Table(
                        List.of("Kind", "Value", "Role"),
                        List.of(15, 65, 20),
                        report.entities().stream()
                                .map(entity ->
                                        List.of(line(entity.kind()), cut(line(entity.value())), line(entity.role())))
                                .toList()));
    }
}
