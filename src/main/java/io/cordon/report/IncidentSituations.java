package io.cordon.report;

import io.cordon.notification.Situation;
import io.cordon.notification.Situations;
import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.IncidentRecords.Moments;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.Alert;
import io.cordon.report.PostIncidentReport.Entity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how an incident stands, from the same records as its report. */
@Component
class IncidentSituations implements Situations {

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final int MOST_NAMES = 20;

    private final IncidentRecords incidents;
    private final ActionRecords actions;

    IncidentSituations(IncidentRecords incidents, ActionRecords actions) {
        this.incidents = incidents;
        this.actions = actions;
    }

    @Override
    public Optional<Situation> of(OrganisationId organisation, UUID incidentId) {
        return incidents
                .find(incidentId)
                .filter(incident -> incident.organisation().equals(organisation))
                .map(this::situation);
    }

    private Situation situation(Found incident) {
        List<Entity> entities = incidents.entities(incident);
        return new Situation(
                incident.organisationName(),
                incident.timeZone(),
                incident.number(),
                incident.title(),
                incident.severity(),
                incident.category(),
                incident.status(),
                incident.occurredAt(),
                incident.detectedAt(),
                incident.alertCount(),
                why(incident),
                values(entities, "target"),
                values(entities, "attacker"),
                actions.of(incident).stream()
                        .map(action -> measure(action, incident))
                        .toList(),
                deadlines(incident),
                incident.openedAgain() == null ? null : "By " + incident.openedAgain());
    }

    /** In the words of the rules about the worst of its alerts. */
    private String why(Found incident) {
        return incidents.alerts(incident).stream()
                .max(Comparator.comparing(Alert::severity))
                .map(Alert::why)
                .orElse("");
    }

    private static List<String> values(List<Entity> entities, String role) {
        return entities.stream()
                .filter(entity -> entity.role().equals(role))
                .map(Entity::value)
                .limit(MOST_NAMES)
                .toList();
    }

    private static Situation.Measure measure(Action action, Found incident) {
        String what = InWords.verb(action.verb());
        return new Situation.Measure(
                Character.toUpperCase(what.charAt(0)) + what.substring(1) + " " + action.target(),
                state(action),
                detail(action, incident),
                standing(action));
    }

    private static Situation.Standing standing(Action action) {
        if (action.byHand() != null || action.overtaken()) {
            return Situation.Standing.SETTLED;
        }
        if (action.uncertain()) {
            return Situation.Standing.UNCERTAIN;
        }
        return switch (action.state()) {
            case "awaiting_approval" -> Situation.Standing.WAITS_FOR_APPROVAL;
            case "proposed", "executing", "undoing" -> Situation.Standing.UNDER_WAY;
            case "refused" -> action.withdrawn() ? Situation.Standing.WITHDRAWN : Situation.Standing.NOT_DONE;
            case "failed" -> Situation.Standing.NOT_DONE;
            case "expired" -> wasSent(action) ? Situation.Standing.SETTLED : Situation.Standing.NOT_DONE;
            default -> Situation.Standing.SETTLED;
        };
    }

    private static boolean wasSent(Action action) {
        return action.executedAt() != null;
    }

    private static String state(Action action) {
        if (action.byHand() != null) {
            return "done by hand";
        }
        if (action.uncertain()) {
            return "uncertain, a person must look";
        }
        return switch (action.state()) {
            case "verified" ->
                action.listing() == null
                        ? "in force"
                        : OnLists.isUnpulled(action)
                                ? "on the list, not pulled by a firewall yet"
                                : "on the list, pulled by a firewall";
            case "proposed", "executing" -> "under way";
            case "awaiting_approval" -> "waits for approval";
            case "undoing" -> "being taken back";
            case "undone" -> "taken back";
            case "expired" -> wasSent(action) ? "ended by time" : "not approved in time";
            case "simulated" -> "only simulated, nothing was changed";
            default -> action.state();
        };
    }

    private static String detail(Action action, Found incident) {
        if (action.byHand() != null) {
            return "By " + incident.names().who(action.byHand().by()) + ". It is taken back by hand, too.";
        }
        return switch (action.state()) {
            case "verified" ->
                "Through " + action.connector()
                        + (action.expiresAt() == null
                                ? ""
                                : ", until " + UNTIL.format(action.expiresAt().atZone(incident.timeZone())));
            case "refused", "failed", "awaiting_approval" -> InWords.verbsIn(action.stateReason());
            default -> "";
        };
    }

    /** What is over is not due any more. */
    private static List<Situation.Deadline> deadlines(Found incident) {
        boolean over = incident.status().equals("resolved") || incident.status().equals("closed");
        Moments due = incident.due();
        Moments met = incident.met();
        List<Situation.Deadline> deadlines = new ArrayList<>();
        add(deadlines, "Acknowledge", due.acknowledged(), met.acknowledged());
        add(deadlines, "Contain", due.contained(), met.contained());
        add(deadlines, "Resolve", due.resolved(), met.resolved());
        deadlines.removeIf(deadline -> over && deadline.met() == null);
        return deadlines;
    }

    private static void add(
            List<Situation.Deadline> deadlines, String what, @Nullable Instant due, @Nullable Instant met) {
        if (due != null) {
            deadlines.add(new Situation.Deadline(what, due, met));
        }
    }
}
