package io.cordon.response.ledger;

import io.cordon.audit.AuditTrail;
import io.cordon.response.ActionMoved;
import io.cordon.response.ActionState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept and told of each move of an action: its history, the audit trail, an event, a figure. */
@Component
class MoveRecords {

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;

    MoveRecords(JdbcClient jdbc, AuditTrail audit, ApplicationEventPublisher events, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
        this.meters = meters;
        // All there from the start: a rate over a figure that is not there yet misses its first actions.
        for (ActionState state : ActionState.values()) {
            counter(state);
        }
    }

    private Counter counter(ActionState state) {
        return meters.counter("cordon.response.actions", "state", state.name().toLowerCase(Locale.ROOT));
    }

    /** A move: all of it. */
    void record(
            LedgerEntry entry,
            @Nullable ActionState from,
            ActionState to,
            String reason,
            String by,
            Map<String, ?> evidence) {
        history(entry, from, to, reason, by);
        audit(entry, "action-" + to.name().toLowerCase(Locale.ROOT).replace('_', '-'), reason, by, evidence);
        publish(entry, from, to, reason, by);
        counter(to).increment();
    }

    void publish(LedgerEntry entry, @Nullable ActionState from, ActionState to, String reason, String by) {
        events.publishEvent(new ActionMoved(
                entry.organisation(),
                entry.id(),
                entry.incidentId(),
                entry.verb(),
                entry.target(),
                entry.connector(),
                from,
                to,
                reason,
                by));
    }

    void history(LedgerEntry entry, @Nullable ActionState from, ActionState to, String reason, String by) {
        jdbc.sql("""
            insert into action_history (organisation, action_id, seq, from_state, to_state, reason, moved_by)
            select :org, :id, 1 + coalesce(max(seq), 0), :from, :to, :reason, :by
            from action_history where organisation = :org and action_id = :id
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("from", from == null ? null : from.name())
                .param("to", to.name())
                .param("reason", reason)
                .param("by", by)
                .update();
    }

    void audit(LedgerEntry entry, String action, String reason, String by, Map<String, ?> evidence) {
        Map<String, Object> detail = new HashMap<>(evidence);
        detail.put("incident", entry.incidentId().toString());
        detail.put("verb", entry.verb().id());
        detail.put("target", entry.target());
        detail.put("connector", entry.connector());
        detail.put("generation", entry.generation());
        detail.put("reason", reason);
        audit.append(entry.organisation(), by, action, "action:" + entry.id(), detail);
    }
}
