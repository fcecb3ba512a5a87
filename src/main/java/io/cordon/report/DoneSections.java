package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.line;
import static io.cordon.report.Cells.lines;
import static io.cordon.report.Cells.text;
import static io.cordon.report.Cells.who;
import static io.cordon.report.Cells.words;

import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.ByHand;
import io.cordon.report.PostIncidentReport.Task;
import io.cordon.report.PostIncidentReport.Told;
import java.util.List;
import java.util.stream.Collectors;

/** Lays out what was done: to the outside, by people, and by message. */
final class DoneSections {

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
                        report.actions().stream().map(this::action).toList()));
    }

    private List<String> action(Action action) {
        String state = action.uncertain() && action.byHand() == null
                ? "UNCERTAIN: a person must look"
                : words(action.state()) + (action.overtaken() ? ", asked for again below" : "");
        return List.of(
                lines(
                        words(action.verb()) + " " + line(action.target()),
                        line(InWords.through(action)),
                        "because: " + line(action.requestReason())),
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
                        List.of("Task", "Who stood where (RACI)", "What was done"),
                        List.of(27, 33, 40),
                        report.tasks().stream().map(this::task).toList()));
    }

    private List<String> task(Task task) {
        String ended = task.endedBy() == null ? "nobody" : task.endedBy();
        String late = task.endedAt() != null && task.endedAt().isAfter(task.due()) ? " (late)" : "";
        return List.of(
                lines(line(task.name()), words(task.function()), "due " + cells.at(task.due())),
                lines(
                        "R: " + task.party() + people(task.responsible()),
                        "A: " + (task.accountableParty() == null ? "nobody" : task.accountableParty())
                                + people(task.accountable()),
                        task.consulted().isEmpty() ? "" : "C:" + people(task.consulted()),
                        task.informed().isEmpty() ? "" : "I:" + people(task.informed()),
                        "matrix version " + task.matrixVersion()),
                lines(
                        task.endedAt() == null
                                ? words(task.state()) + " since " + cells.at(task.askedAt())
                                : task.state() + " by " + who(ended) + ", " + cells.at(task.endedAt()) + late,
                        task.answers().entrySet().stream()
                                .map(answer -> line(answer.getKey()) + ": " + cut(text(answer.getValue())))
                                .collect(Collectors.joining("\n")),
                        task.comment() == null || task.comment().isBlank() ? "" : "comment: " + text(task.comment())));
    }

    private static String people(List<String> names) {
        return names.isEmpty() ? "" : " " + line(String.join(", ", names));
    }

    Section told() {
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
                told.sentAt() == null ? cells.at(told.keptAt()) : cells.at(told.sentAt()),
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
}
