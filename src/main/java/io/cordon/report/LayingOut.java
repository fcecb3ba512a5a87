package io.cordon.report;

import io.cordon.notification.Visible;
import io.cordon.report.Layout.Fact;
import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.Alert;
import io.cordon.report.PostIncidentReport.Clock;
import io.cordon.report.PostIncidentReport.Task;
import io.cordon.report.PostIncidentReport.Told;
import io.cordon.report.PostIncidentReport.Written;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a report into the order and the words people read it in, its times into the client's zone. */
final class LayingOut {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss 'UTC'xxx", Locale.ENGLISH);
    private static final int LONGEST_CELL = 600;

    private final PostIncidentReport report;
    private final ZoneId zone;

    private LayingOut(PostIncidentReport report) {
        this.report = report;
        this.zone = ZoneId.of(report.timeZone());
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
        sections.add(
                report.openPoints().isEmpty()
                        ? Section.of("Open points", "None: every action, task, message and promise came to a good end.")
                        : Section.points("Open points", texts(report.openPoints())));
        sections.add(lessons());
        sections.add(actions());
        sections.add(tasks());
        sections.add(told());
        sections.add(alerts());
        sections.add(techniques());
        sections.add(entities());
        sections.add(timeline());
        return new Layout(
                line(report.title()),
                "Post-incident report: incident " + report.number() + " of " + line(report.organisationName()),
                facts(),
                sections);
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
                new Fact("First seen", at(report.occurredAt())),
                new Fact("Came in", at(report.detectedAt())),
                new Fact("Report made", at(report.madeAt())),
                new Fact("Times are of", report.timeZone()));
    }

    private Section written(Written written) {
        List<String> paragraphs = new ArrayList<>();
        add(paragraphs, "", written.summary());
        add(paragraphs, "Root cause: ", written.rootCause());
        add(paragraphs, "Impact: ", written.impact());
        paragraphs.add("Written by " + who(orDash(written.by())) + ", " + atOrDash(written.at()) + ".");
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
                        .map(clock ->
                                List.of(clock.name(), atOrDash(clock.due()), atOrDash(clock.at()), verdict(clock)))
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

    private Section actions() {
        if (report.actions().isEmpty()) {
            return Section.of("What was done to the outside", "No action was asked for.");
        }
        return Section.table(
                "What was done to the outside",
                new Table(
                        List.of("Action", "State", "By whose authority", "Proof and undo"),
                        List.of(27, 23, 25, 25),
                        report.actions().stream().map(this::action).toList()));
    }

    private List<String> action(Action action) {
        String state = action.uncertain() ? "UNCERTAIN: a person must look" : words(action.state());
        return List.of(
                lines(
                        words(action.verb()) + " " + line(action.target()),
                        line(InWords.through(action)),
                        "because: " + line(action.requestReason())),
                lines(
                        state,
                        action.stateReason().isBlank() ? "" : line(action.stateReason()),
                        action.executedAt() == null ? "" : "carried out " + at(action.executedAt()),
                        action.verifiedAt() == null ? "" : "verified " + at(action.verifiedAt())),
                lines(
                        "asked for by " + who(action.requestedBy()),
                        action.grant() == null
                                ? "no authority was used"
                                : "grant: " + action.grant() + " (authority document version "
                                        + action.authorityVersion() + ")",
                        action.approvedBy().isEmpty()
                                ? ""
                                : "approved by "
                                        + action.approvedBy().stream()
                                                .map(LayingOut::who)
                                                .collect(Collectors.joining("; "))),
                lines(
                        action.proof() == null
                                ? "no proof: nothing was seen at the target"
                                : cut("proof: " + line(InWords.proof(action.proof()))),
                        InWords.undo(action),
                        action.expiresAt() == null || InWords.end(action).isEmpty()
                                ? ""
                                : InWords.end(action) + " " + at(action.expiresAt())));
    }

    private Section tasks() {
        if (report.tasks().isEmpty()) {
            return Section.of("Who did what", "No task was asked of people.");
        }
        return Section.table(
                "Who did what",
                new Table(
                        List.of("Task", "Who stood where (RACI)", "What was done"),
                        List.of(27, 33, 40),
                        report.tasks().stream().map(this::task).toList()));
    }

    private List<String> task(Task task) {
        String ended = task.endedBy() == null ? "nobody" : task.endedBy();
        String late = task.endedAt() != null && task.endedAt().isAfter(task.due()) ? " (late)" : "";
        return List.of(
                lines(line(task.name()), words(task.function()), "due " + at(task.due())),
                lines(
                        "R: " + task.party() + people(task.responsible()),
                        "A: " + (task.accountableParty() == null ? "nobody" : task.accountableParty())
                                + people(task.accountable()),
                        task.consulted().isEmpty() ? "" : "C:" + people(task.consulted()),
                        task.informed().isEmpty() ? "" : "I:" + people(task.informed()),
                        "matrix version " + task.matrixVersion()),
                lines(
                        task.endedAt() == null
                                ? words(task.state()) + " since " + at(task.askedAt())
                                : task.state() + " by " + who(ended) + ", " + at(task.endedAt()) + late,
                        task.answers().entrySet().stream()
                                .map(answer -> line(answer.getKey()) + ": " + cut(text(answer.getValue())))
                                .collect(Collectors.joining("\n")),
                        task.comment() == null || task.comment().isBlank() ? "" : "comment: " + text(task.comment())));
    }

    private static String people(List<String> names) {
        return names.isEmpty() ? "" : " " + line(String.join(", ", names));
    }

    private Section told() {
        if (report.notifications().isEmpty()) {
            return Section.of("Who was told when", "Nobody was told by message.");
        }
        return Section.table(
                "Who was told when",
                new Table(
                        List.of("When", "Who", "What"),
                        List.of(24, 30, 46),
                        report.notifications().stream().map(this::told).toList()));
    }

    private List<String> told(Told told) {
        return List.of(
                told.sentAt() == null ? at(told.keptAt()) : at(told.sentAt()),
                lines(line(told.name()), line(told.address())),
                lines(line(told.subject()), outcome(told)));
    }

    private static String outcome(Told told) {
        String said = told.mailServerSaid() == null ? "" : line(told.mailServerSaid());
        return switch (told.state()) {
            case "sent" -> "sent" + (said.isBlank() ? "" : "; the mail server said: " + said);
            case "queued" -> "not sent yet" + (said.isBlank() ? "" : "; the last try: " + said);
            case "kept" -> "not sent: no mail server was set up when it was written";
            case "failed" -> "not sent" + (said.isBlank() ? "" : ": " + said.replaceFirst("^Not sent: ", ""));
            default -> words(told.state());
        };
    }

    private Section alerts() {
        List<String> notes = report.alertCount() > report.alerts().size()
                ? List.of("The first " + report.alerts().size() + " of " + report.alertCount() + " alerts.")
                : List.of();
        return new Section(
                "Alerts, and why they count",
                notes,
                List.of(),
                new Table(
                        List.of("When", "What the product said", "What the rules made of it"),
                        List.of(22, 38, 40),
                        report.alerts().stream().map(this::alert).toList()));
    }

    private List<String> alert(Alert alert) {
        return List.of(
                at(alert.time()),
                lines(
                        cut(line(alert.title())),
                        "from " + line(alert.source()) + (alert.count() > 1 ? ", " + alert.count() + " times" : "")),
                lines(
                        alert.severity().id(),
                        cut(text(alert.why())),
                        alert.rules().stream()
                                .map(rule -> cut("rule " + line(rule.name()) + ": " + line(rule.effect()) + " ("
                                        + line(String.join("; ", rule.values())) + ")"))
                                .collect(Collectors.joining("\n"))));
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

    private Section timeline() {
        return Section.table(
                "Timeline",
                new Table(
                        List.of("When", "What happened", "By"),
                        List.of(24, 54, 22),
                        report.timeline().stream()
                                .map(entry -> List.of(at(entry.at()), cut(text(entry.text())), who(entry.by())))
                                .toList()));
    }

    private String at(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    private String atOrDash(@Nullable Instant time) {
        return time == null ? "–" : at(time);
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isBlank() ? "–" : text;
    }

    private static String lines(String... lines) {
        return Stream.of(lines).filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }

    private static String words(String id) {
        return line(id).replace('-', ' ').replace('_', ' ');
    }

    private static List<String> texts(List<String> raw) {
        return raw.stream().map(LayingOut::text).toList();
    }

    private static String who(String actor) {
        return line(InWords.who(actor));
    }

    private static String line(String raw) {
        return Visible.line(raw);
    }

    private static String text(String raw) {
        return Visible.text(raw).strip();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_CELL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_CELL) - 1)) + "…";
    }
}
