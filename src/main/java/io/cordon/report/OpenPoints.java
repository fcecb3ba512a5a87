package io.cordon.report;

import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.PeopleRecords.Answered;
import io.cordon.report.PeopleRecords.Stuck;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.Clock;
import io.cordon.report.PostIncidentReport.Lesson;
import io.cordon.report.PostIncidentReport.Task;
import io.cordon.report.PostIncidentReport.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader would otherwise have to find out: failures, refusals, what still holds, what nobody has done. */
final class OpenPoints {

    private OpenPoints() {}

    static List<String> of(
            Found incident,
            List<Clock> clocks,
            List<Action> actions,
            List<Answered> tasks,
            List<Told> notifications,
            List<Lesson> lessons,
            List<Stuck> stuck) {
        List<String> points = new ArrayList<>();
        clocks.stream()
                .filter(clock -> clock.verdict().equals("breached"))
                .forEach(clock -> points.add("The service level was breached: " + clock.name()
                        + (clock.at() == null ? notHappened(clock, incident) : " came too late.")));
        actions.stream()
                .filter(action -> !action.overtaken() && action.byHand() == null)
                .forEach(action -> point(points, action));
        AcceptedRisk.of(tasks, incident.names()).forEach(risk -> points.add(risk.inWords() + " Reason: " + risk.why()));
        Set<String> askedOrDone = tasks.stream()
                .map(Answered::task)
                .filter(task -> !task.state().equals("cancelled"))
                .map(Task::name)
                .collect(Collectors.toSet());
        // What was asked of people once more, as the incident was opened again, is no point twice.
        tasks.stream()
                .map(Answered::task)
                .filter(task -> !task.state().equals("cancelled") || !askedOrDone.contains(task.name()))
                .forEach(task -> point(points, task));
        nobodyAccountable(points, tasks);
        notifications.forEach(told -> point(points, told));
        kept(points, notifications);
        stuck.forEach(
                step -> points.add("The playbook does not get on at the step " + step.step() + ": " + step.reason()));
        if (lessons.isEmpty()) {
            points.add("No lesson learned has been recorded.");
        }
        lessons.stream()
                .filter(lesson -> lesson.owner().isBlank() || lesson.due().isBlank())
                .forEach(lesson -> points.add("A lesson has no owner or no date: " + lesson.lesson()));
        return points.stream().distinct().toList();
    }

    /** NB: of what was opened again, the clocks do not keep what had happened before. */
    private static String notHappened(Clock clock, Found incident) {
        boolean beganAnew = clock.name().equals("contained") || clock.name().equals("resolved");
        return incident.openedAgain() == null || !beganAnew
                ? " has not happened."
                : " has not happened since it was opened again, and the time is up.";
    }

    private static void point(List<String> points, Action action) {
        String what = InWords.verb(action.verb()) + " " + action.target()
                + (action.connector().equals("none") ? "" : " (" + action.connector() + ")");
        String why = action.stateReason().isBlank() ? "" : " Reason: " + InWords.verbsIn(action.stateReason());
        if (action.uncertain()) {
            points.add(what + " was sent, and nobody knows whether it took effect: a person must look." + why);
            return;
        }
        OnLists.openPoint(action, what).ifPresent(points::add);
        switch (action.state()) {
            case "failed" -> points.add(what + " failed." + why);
            case "refused" -> points.add(what + " was refused and not done." + why);
            case "awaiting_approval" -> points.add(what + " still waits for approval.");
            case "proposed", "executing", "undoing" -> points.add(what + " is not settled yet.");
            case "simulated" -> points.add(what + " was only simulated: nothing was changed.");
            case "verified" ->
                points.add(what + " still holds"
                        + (action.undoing() == null
                                ? " and cannot be taken back."
                                : action.expiresAt() == null
                                        ? " until somebody takes it back."
                                        : " until it expires."));
            default -> {}
        }
    }

    private static void point(List<String> points, Task task) {
        switch (task.state()) {
            case "open", "claimed" ->
                points.add(
                        "The task \"" + task.name() + "\" (" + InWords.spaced(task.function()) + ") is not completed.");
            case "cancelled" ->
                points.add("The task \"" + task.name() + "\" (" + InWords.spaced(task.function())
                        + ") was cancelled and not done.");
            default -> {}
        }
    }

    private static void nobodyAccountable(List<String> points, List<Answered> tasks) {
        List<String> functions = tasks.stream()
                .map(Answered::task)
                .filter(task -> task.accountableParty() == null)
                .map(task -> InWords.spaced(task.function()))
                .distinct()
                .toList();
        if (!functions.isEmpty()) {
            points.add("Nobody is Accountable for " + String.join(", ", functions) + ", which "
                    + (functions.size() == 1 ? "was" : "were") + " asked for here.");
        }
    }

    private static void point(List<String> points, Told told) {
        switch (told.state()) {
            case "failed" ->
                points.add("The message \"" + told.subject() + "\" did not reach " + told.name() + " <"
                        + told.address() + ">: "
                        + (told.mailServerSaid() == null
                                ? "no reason known"
                                : told.mailServerSaid().replaceFirst("^Not sent: ", "")));
            case "queued" ->
                points.add("The message \"" + told.subject() + "\" to " + told.name() + " has not been sent yet.");
            default -> {}
        }
    }

    private static void kept(List<String> points, List<Told> notifications) {
        List<Told> kept = notifications.stream()
                .filter(told -> told.state().equals("kept"))
                .toList();
        if (!kept.isEmpty()) {
            points.add(Summary.count(kept.size(), "message") + " to "
                    + kept.stream().map(Told::name).distinct().sorted().collect(Collectors.joining(", "))
                    + (kept.size() == 1 ? " was" : " were") + " not sent: no mail server was set up when "
                    + (kept.size() == 1 ? "it was" : "they were") + " written.");
        }
    }
}
