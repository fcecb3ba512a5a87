package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.line;
import static io.cordon.report.Cells.lines;
import static io.cordon.report.Cells.orDash;
import static io.cordon.report.Cells.text;
import static io.cordon.report.Cells.texts;

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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a report into the order and the words people read it in, its times into the client's zone. */
final class LayingOut {

    /** FIRST, Traffic Light Protocol 2.0: what amber allows. */
    private static final String FURTHEST =
            "within the client and its security provider, with those who need to know it (TLP:AMBER)";

    /** Where one of the things that a rule said ends and the next begins. */
    private static final Pattern BETWEEN_EFFECTS = Pattern.compile(
            ", (?=(?:severity at|one severity worse|category|disposition|suppressed|technique|playbook) )");

    private final PostIncidentReport report;
    private final Cells cells;

    private LayingOut(PostIncidentReport report, Phrases phrases) {
        this.report = report;
        this.cells = new Cells(ZoneId.of(report.timeZone()), new Names(report.names()), phrases);
    }

    /** In English, as the records are. */
    static Layout of(PostIncidentReport report) {
        return of(report, Phrases.ENGLISH);
    }

    static Layout of(PostIncidentReport report, Phrases phrases) {
        return new LayingOut(report, phrases).layout();
    }

    private Layout layout() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of(cells.say("Summary"), text(cells.recorded(report.summary()))));
        if (report.written() != null) {
            sections.add(written(report.written()));
        }
        sections.add(Section.table(cells.say("Clocks against the service level"), clocks()));
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
                cells.say(
                        "Post-incident report: incident {0} of {1}", report.number(), line(report.organisationName())),
                cells.phrases().saying().language().tag(),
                cells.say("page"),
                cells.say("of"),
                cells.say("Cordon, made from records"),
                facts(),
                sections);
    }

    private Section openPoints() {
        if (report.openPoints().isEmpty()) {
            return Section.of(
                    cells.say("Open points"),
                    cells.say("None: every action, task, message and promise came to a good end."));
        }
        List<List<Parted>> points = Alike.grouped(
                report.openPoints().stream()
                        .map(cells::recorded)
                        .map(Alike.atTarget(cells::verbBefore, report.actions()))
                        .toList(),
                point -> List.of(point.before(), point.after()));
        return new Section(
                cells.say("Open points"),
                points.size() == report.openPoints().size()
                        ? List.of()
                        : List.of(cells.say(
                                "The same about several targets is one point; all targets stand under \"{0}\".",
                                cells.say(DoneSections.DONE))),
                texts(points.stream().map(Alike::asOne).toList()),
                null);
    }

    private List<Fact> facts() {
        String name = cells.authored(report.playbook().key());
        String playbook = report.playbook().version() == null
                ? name
                : cells.say("{0}, version {1}", name, report.playbook().version());
        return List.of(
                new Fact(cells.say("Severity"), cells.words(report.severity().id())),
                new Fact(cells.say("Kind"), cells.words(report.category())),
                new Fact(cells.say("Status"), cells.words(report.status())),
                new Fact(cells.say("Playbook"), line(playbook)),
                new Fact(cells.say("First seen"), cells.at(report.occurredAt())),
                new Fact(cells.say("Came in"), cells.at(report.detectedAt())),
                new Fact(cells.say("Report made"), cells.at(report.madeAt())),
                new Fact(cells.say("Times are of"), report.timeZone()),
                new Fact(cells.say("May be shared"), cells.say(FURTHEST)));
    }

    private Section written(Written written) {
        List<String> paragraphs = new ArrayList<>();
        add(paragraphs, "{0}", written.summary());
        add(paragraphs, cells.say("Root cause: {0}"), written.rootCause());
        add(paragraphs, cells.say("Impact: {0}"), written.impact());
        paragraphs.add(
                cells.say("Written by {0}, {1}.", cells.who(orDash(written.by())), cells.atOrDash(written.at())));
        return new Section(cells.say("In the words of those who worked on it"), paragraphs, List.of(), null);
    }

    private static void add(List<String> paragraphs, String name, @Nullable String words) {
        if (words != null && !words.isBlank()) {
            paragraphs.add(name.replace("{0}", text(words)));
        }
    }

    private Table clocks() {
        return new Table(
                cells.say(List.of("Promise", "Due", "Happened", "Verdict")),
                List.of(20, 32, 32, 16),
                report.clocks().stream()
                        .map(clock -> List.of(
                                cells.words(clock.name()),
                                cells.atOrDash(clock.due()),
                                cells.atOrDash(clock.at()),
                                verdict(clock)))
                        .toList());
    }

    private String verdict(Clock clock) {
        return switch (clock.verdict()) {
            case "breached" -> cells.say("BREACHED");
            case "open" -> cells.say("still open");
            case "kept" -> cells.say("kept");
            case "stopped" -> cells.say("over before it was due");
            default -> cells.words(clock.verdict());
        };
    }

    private Section lessons() {
        if (report.lessons().isEmpty()) {
            return Section.of(cells.say("Lessons learned"), cells.say("None has been recorded."));
        }
        return Section.table(
                cells.say("Lessons learned"),
                new Table(
                        cells.say(List.of("What will be changed", "Who sees to it", "By when")),
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
            notes.add(cells.say("The first {0} of {1} alerts.", report.alerts().size(), report.alertCount()));
        }
        if (rows.size() < report.alerts().size()) {
            notes.add(cells.say(
                    "Alerts that say the same and count for the same reasons are one row, with what the rules saw"
                            + " in the first of them. Each by itself is in this report as JSON."));
        }
        return new Section(
                cells.say("Alerts, and why they count"),
                notes,
                List.of(),
                new Table(
                        cells.say(List.of("When", "What the product said", "What the rules made of it")),
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
                        cells.say("from {0}", line(first.source()))
                                + (alike.size() > 1 ? cells.say(", {0} alerts", alike.size()) : "")
                                + (times > alike.size() ? cells.say(", {0} times", times) : "")),
                lines(
                        cells.words(first.severity().id()),
                        cut(text(cells.recorded(first.why()))),
                        first.rules().stream()
                                .map(rule -> cut(rule(rule, first.title())))
                                .collect(Collectors.joining("\n"))));
    }

    /** That a rule saw the title goes without saying: it stands beside. */
    private String rule(Rule rule, String title) {
        String seen = rule.values().stream()
                .filter(value -> !value.equals("title = " + title))
                .collect(Collectors.joining("; "));
        return cells.say("rule “{0}”: {1}", called(rule), line(effect(rule)))
                + (seen.isEmpty() ? "" : " (" + line(seen) + ")");
    }

    private String effect(Rule rule) {
        return BETWEEN_EFFECTS.splitAsStream(rule.effect()).map(cells::recorded).collect(Collectors.joining(", "));
    }

    private String called(Rule rule) {
        String name = cells.authored(rule.name());
        return name.equals(rule.name()) ? line(rule.name()).replace('-', ' ').replace('_', ' ') : line(name);
    }

    private Section techniques() {
        if (report.techniques().isEmpty()) {
            return Section.of(cells.say("Techniques (MITRE ATT&CK)"), cells.say("None was named."));
        }
        return Section.points(
                cells.say("Techniques (MITRE ATT&CK)"),
                report.techniques().stream()
                        .map(technique ->
                                line(technique.id() + " " + technique.name()).strip())
                        .toList());
    }

    private Section entities() {
        return Section.table(
                cells.say("What the alerts name"),
                new Table(
                        cells.say(List.of("Kind", "Value", "Role")),
                        List.of(15, 65, 20),
                        report.entities().stream()
                                .map(entity -> List.of(
                                        line(cells.say(entity.kind())),
                                        cut(line(entity.value())),
                                        line(cells.say(entity.role()))))
                                .toList()));
    }
}
