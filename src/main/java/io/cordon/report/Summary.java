package io.cordon.report;

import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.PeopleRecords.Answered;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few sentences at the head of a report: figures of the records, no judgement. */
final class Summary {

    private Summary() {}

    static String of(Found incident, List<Action> actions, List<Answered> tasks, List<Clock> clocks) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Incident " + incident.number() + " of " + incident.organisationName() + " ("
                + incident.severity().id() + ", " + incident.category().replace('-', ' ') + ") came from "
                + count(incident.alertCount(), "alert") + ".");
        if (incident.openedAgain() != null) {
            sentences.add("It was opened again by " + incident.openedAgain()
                    + (endsSentence(incident.openedAgain()) ? "" : ".")
                    + " What follows of containing and resolving has happened since.");
        }
        sentences.add(course(incident));
        sentences.add(actions(actions));
        AcceptedRisk.of(tasks, incident.names()).stream()
                .map(AcceptedRisk::inWords)
                .forEach(sentences::add);
        long completed = tasks.stream()
                .filter(task -> task.task().state().equals("completed"))
                .count();
        if (!tasks.isEmpty()) {
            sentences.add(completed + " of " + count(tasks.size(), "task") + " asked of people "
                    + (completed == 1 ? "was" : "were") + " completed.");
        }
        List<String> breached = clocks.stream()
                .filter(clock -> clock.verdict().equals("breached"))
                .map(Clock::name)
                .toList();
        long promised = clocks.stream().filter(clock -> clock.due() != null).count();
        if (promised > 0) {
            sentences.add(
                    breached.isEmpty()
                            ? "No promise of the service level was breached."
                            : "The service level was breached for: " + String.join(", ", breached) + ".");
        }
        return String.join(" ", sentences);
    }

    private static boolean endsSentence(String words) {
        return words.endsWith(".") || words.endsWith("!") || words.endsWith("?");
    }

    private static String course(Found incident) {
        Instant contained = incident.met().contained();
        Instant resolved = incident.met().resolved();
        String now = "It is " + incident.status();
        if (contained == null && resolved == null) {
            return now + " and not contained.";
        }
        return (contained == null ? "It was not contained. " : after(incident, "contained", contained))
                + after(incident, "resolved", resolved)
                + now
                + ".";
    }

    private static String after(Found incident, String what, @Nullable Instant at) {
        return at == null
                ? ""
                : "It was " + what + " " + span(Duration.between(incident.detectedAt(), at)) + " after it came in. ";
    }

    private static String actions(List<Action> actions) {
        if (actions.isEmpty()) {
            return "No action against the outside was asked for.";
        }
        List<String> parts = new ArrayList<>();
        long byHand = actions.stream().filter(action -> action.byHand() != null).count();
        List<Action> unpulled = actions.stream()
                .filter(action -> action.state().equals("verified") && OnLists.isUnpulled(action))
                .toList();
        part(
                parts,
                actions.stream().filter(action -> !unpulled.contains(action)).toList(),
                "verified",
                "in force and verified");
        part(parts, unpulled, "verified", "on a block list that no firewall has pulled since");
        if (byHand > 0) {
            parts.add(byHand + " done by hand");
        }
        part(parts, actions, "refused", "refused");
        part(parts, actions, "failed", "failed or uncertain");
        part(parts, actions, "undone", "taken back");
        part(parts, actions, "expired", "ended by time");
        part(parts, actions, "simulated", "only simulated");
        part(parts, actions, "awaiting_approval", "waiting for approval");
        return "Of " + count(actions.size(), "action") + " asked for: "
                + (parts.isEmpty() ? "none has come to an end" : String.join(", ", parts)) + ".";
    }

    private static void part(List<String> parts, List<Action> actions, String state, String words) {
        long many = actions.stream()
                .filter(action -> action.byHand() == null && action.state().equals(state))
                .count();
        if (many > 0) {
            parts.add(many + " " + words);
        }
    }

    static String count(long many, String thing) {
        return many + " " + thing + (many == 1 ? "" : "s");
    }

    /** To the second below two minutes, to the minute below a day. */
    static String span(Duration span) {
        if (span.compareTo(Duration.ofMinutes(2)) < 0) {
            return count(Math.max(0, span.toSeconds()), "second");
        }
        if (span.compareTo(Duration.ofHours(2)) < 0) {
            return count(span.toMinutes(), "minute");
        }
        return span.toDays() > 0
                ? count(span.toDays(), "day") + " " + count(span.toHoursPart(), "hour")
                : count(span.toHours(), "hour") + " " + count(span.toMinutesPart(), "minute");
    }
}
