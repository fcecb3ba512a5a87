package io.cordon.incident;

import io.cordon.notification.NotificationMoved;
import io.cordon.response.ActionMoved;
import io.cordon.response.ActionState;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hears what other modules did about an incident, and writes it on its timeline in their transaction. */
@Component
class RecordingOnTimeline {

    /** The connector of the hosted block lists. */
    private static final String BLOCK_LISTS = "block-lists";

    private final Timeline timeline;
    private final JdbcClient jdbc;
    private final Clock clock;

    RecordingOnTimeline(Timeline timeline, JdbcClient jdbc, Clock clock) {
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void on(ActionMoved moved) {
        timeline.add(
                moved.organisation(),
                moved.incidentId(),
                "action",
                moved.by(),
                moved.verb().id() + " " + moved.target() + by(moved.connector()) + ": " + words(moved)
                        + (moved.reason().isBlank() ? "." : ". " + moved.reason()),
                Map.of("actionId", moved.actionId(), "state", moved.to().id()));
    }

    /** Where no connector serves the verb, the entry in the ledger is by {@code none}. */
    private static String by(String connector) {
        return connector.equals("none") ? "" : " by " + connector;
    }

    private static String words(ActionMoved moved) {
        return switch (moved.to()) {
            case PROPOSED -> {
                if (moved.from() == null) {
                    yield "asked for";
                }
                yield moved.from() == ActionState.AWAITING_APPROVAL ? "waits no longer" : "still to be done";
            }
            case AWAITING_APPROVAL ->
                moved.from() == ActionState.AWAITING_APPROVAL ? "waits for further approval" : "waits for approval";
            case REFUSED -> "refused";
            case EXECUTING -> "being carried out";
            case UNKNOWN -> "outcome unknown, a person must look";
            case VERIFIED -> moved.connector().equals(BLOCK_LISTS) ? listed(moved) : "done and proven";
            case FAILED -> "failed";
            case UNDOING -> "being undone";
            case UNDONE -> "undone";
            case EXPIRED -> moved.from() == ActionState.AWAITING_APPROVAL ? "lapsed" : "expired and undone";
            case SIMULATED -> "simulated";
        };
    }

    /** What stands on a hosted list is done when a firewall has pulled it, which is told as it happens. */
    private static String listed(ActionMoved moved) {
        return moved.from() == moved.to() ? "on the list" : "on the list, not pulled yet";
    }

    @EventListener
    void on(NotificationMoved moved) {
        UUID incident = moved.incidentId();
        if (incident == null) {
            return;
        }
        switch (moved.state()) {
            case "sent" -> {
                timeline.add(
                        moved.organisation(),
                        incident,
                        "notification",
                        "cordon:notification",
                        "Told " + moved.recipient() + ": " + moved.subject(),
                        Map.of("notificationId", moved.notificationId()));
                noteFirst(moved.organisation(), incident);
            }
            case "kept" ->
                timeline.add(
                        moved.organisation(),
                        incident,
                        "notification",
                        "cordon:notification",
                        "Kept for " + moved.recipient() + " (no mail server was set up): " + moved.subject(),
                        Map.of("notificationId", moved.notificationId()));
            case "failed" ->
                timeline.add(
                        moved.organisation(),
                        incident,
                        "notification",
                        "cordon:notification",
                        "Could not tell " + moved.recipient() + ": " + moved.detail(),
                        Map.of("notificationId", moved.notificationId()));
            default -> {
                // Queued: the timeline shows what reached people, not what waits.
            }
        }
    }

    /** The clock of notification stops when the first person was told, if none of the client has acknowledged before. */
    private void noteFirst(OrganisationId organisation, UUID incident) {
        jdbc.sql("""
            update incident set notified_at = ?
             where organisation = ? and id = ? and notified_at is null\
            """)
                .params(StoredIncidents.utc(clock.instant()), organisation.value(), incident)
                .update();
    }
}
