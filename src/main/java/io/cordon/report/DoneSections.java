package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.line;
import static io.cordon.report.Cells.lines;
import static io.cordon.report.Cells.orDash;
import static io.cordon.report.Cells.text;
import static io.cordon.report.Cells.who;
import static io.cordon.report.Cells.words;

import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.ByHand;
import io.cordon.report.PostIncidentReport.Task;
import io.cordon.report.PostIncidentReport.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Lays out what was done: to the outside, by people, and by message. */
final class DoneSections {

    private static final Duration AT_ONCE = Duration.ofMinutes(1);
    private static final String WHO_STOOD_WHERE = "Who stood where (RACI)";

    private final PostIncidentReport report;
    private final Cells cells;

    DoneSections(PostIncidentReport report, Cells cells) {
        this.report = report;
        this.cells = cells;
    }

    Section actions() {
        if (report.actions().isEmpty()) {
            return Section.of("What was done to the outside", "No action was asked for.");
        }
        return Section.table(
                "What was done to the outside",
                new Table(
                        List.of("Action", "State", "By whose authority", "Proof and undo"),
                        List.of(27, 23, 25, 25),
                        report.actions().stream()
                                .collect(Collectors.groupingBy(this::done, LinkedHashMap::new, Collectors.toList()))
                                .entrySet()
                                .stream()
                                .map(same -> row(same.getValue(), same.getKey()))
                                .toList()));
    }

    /** What was the same with several targets is one row. */
    private static List<String> row(List<Action> same, Done done) {
        Action first = same.getFirst();
        String targets = same.stream()
                .map(action -> Cells.target(action.target()))
                .distinct()
                .collect(Collectors.joining("\n"));
        return List.of(
                lines(
                        words(first.verb()) + (same.size() == 1 ? " " : " (" + same.size() + ")\n") + targets,
                        line(InWords.through(first)),
                        "because: " + line(first.requestReason())),
                done.state(),
                done.authority(),
                done.proof());
    }

    /** All of an action but its target. */
    private record Done(String what, String state, String authority, String proof) {}

    private Done done(Action action) {
        String state = action.uncertain() && action.byHand() == null
                ? "UNCERTAIN: a person must look"
                : words(action.state()) + (action.overtaken() ? ", asked for again below" : "");
        return new Done(
                action.verb() + " " + InWords.through(action) + " " + action.requestReason(),
                lines(
                        state,
                        action.stateReason().isBlank() ? "" : line(action.stateReason()),
                        action.byHand() == null ? "" : byHand(action.byHand()),
                        action.executedAt() == null ? "" : "carried out " + cells.at(action.executedAt()),
                        action.verifiedAt() == null ? "" : "verified " + cells.at(action.verifiedAt())),
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
                                                .map(Cells::who)
                                                .collect(Collectors.joining("; "))),
                lines(
                        action.proof() == null
                                ? "no proof: nothing was seen at the target"
                                : cut("proof: " + line(InWords.proof(action.proof()))),
                        action.byHand() == null ? InWords.undo(action) : "is taken back by hand",
                        action.expiresAt() == null || InWords.end(action).isEmpty()
                                ? ""
                                : InWords.end(action) + " " + cells.at(action.expiresAt())));
    }

    private String byHand(ByHand done) {
        return cut("done by hand by " + who(done.by()) + ", " + cells.at(done.at()) + ": " + line(done.what()));
    }

    Section tasks() {
        if (report.tasks().isEmpty()) {
            return Section.of("Who did what", "No task was asked of people.");
        }
        return Section.table(
                "Who did what",
                new Table(
                        List.of("Task", "Asked of", "What was done"),
                        List.of(27, 25, 48),
                        report.tasks().stream().map(this::task).toList()));
    }

    private List<String> task(Task task) {
        String ended = task.endedBy() == null ? "nobody" : task.endedBy();
        String late = task.endedAt() != null && task.endedAt().isAfter(task.due()) ? " (late)" : "";
        return List.of(
                lines(line(task.name()), "due " + cells.at(task.due())),
                lines(task.party(), words(task.function())),
                lines(
                        task.endedAt() == null
                                ? words(task.state()) + " since " + cells.at(task.askedAt())
                                : task.state() + " by " + who(ended) + ", " + cells.at(task.endedAt()) + late,
                        task.answers().entrySet().stream()
                                .map(answer -> line(answer.getKey()) + ": " + cut(text(answer.getValue())))
                                .collect(Collectors.joining("\n")),
                        task.comment() == null || task.comment().isBlank() ? "" : "comment: " + text(task.comment())));
    }

    /** Once for each function, and again where the matrix named others later. */
    Section raci() {
        if (report.tasks().isEmpty()) {
            return Section.of(WHO_STOOD_WHERE, "No task was asked of people.");
        }
        return Section.table(
                WHO_STOOD_WHERE,
                new Table(
                        List.of("Function", "Responsible", "Accountable", "Consulted", "Informed"),
                        List.of(24, 19, 19, 19, 19),
                        report.tasks().stream()
                                .map(DoneSections::raci)
                                .distinct()
                                .toList()));
    }

    private static List<String> raci(Task task) {
        return List.of(
                lines(words(task.function()), "matrix version " + task.matrixVersion()),
                lines(task.party(), people(task.responsible())),
                task.accountableParty() == null ? "nobody" : lines(task.accountableParty(), people(task.accountable())),
                orDash(people(task.consulted())),
                orDash(people(task.informed())));
    }

    private static String people(List<String> names) {
        return line(String.join(", ", names));
    }

    Section told() {
        if (report.notifications().isEmpty()) {
            return Section.of("Who was told when", "Nobody was told by message.");
        }
        return Section.table(
                "Who was told when",
                new Table(
                        List.of("When", "Who", "What"),
                        List.of(24, 36, 40),
                        together(report.notifications()).stream()
                                .map(this::told)
                                .toList()));
    }

    /** What several people were told at once is one row. */
    private static List<List<Told>> together(List<Told> all) {
        List<List<Told>> groups = new ArrayList<>();
        for (Told told : all) {
            if (groups.isEmpty() || !isSame(groups.getLast().getLast(), told)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(told);
        }
        return groups;
    }

    private static boolean isSame(Told one, Told other) {
        return one.subject().equals(other.subject())
                && outcome(one).equals(outcome(other))
                && Duration.between(one.keptAt(), other.keptAt()).abs().compareTo(AT_ONCE) < 0;
    }

    private List<String> told(List<Told> together) {
        Told first = together.getFirst();
        return List.of(
                together.stream().map(this::when).distinct().collect(Collectors.joining("\n")),
                together.stream()
                        .map(told -> line(told.name()) + " <" + line(told.address()) + ">")
                        .collect(Collectors.joining("\n")),
                lines(line(first.subject()), outcome(first)));
    }

    private String when(Told told) {
        return cells.at(told.sentAt() == null ? told.keptAt() : told.sentAt());
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
}
