package io.cordon.response.ledger;

import io.cordon.response.ActionSettled;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells those who wait for an action that it is settled: again and again, until a listener's transaction commits. */
@Component
class Waiters {

    private static final Logger LOG = LoggerFactory.getLogger(Waiters.class);

    private final JdbcClient jdbc;
    private final Acting acting;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Waiters(JdbcClient jdbc, Acting acting, Ledger ledger, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.acting = acting;
        this.ledger = ledger;
        this.events = events;
    }

    /** Who was told already is told again: what they wait for now has not settled yet. */
    void add(LedgerEntry entry, String waiter) {
        // NB: not left to the conflict, which waits for whoever is telling them, who may wait for us.
        int added = jdbc.sql("""
            insert into action_waiter (organisation, action_id, waiter)
            select :org, :id, :waiter
            where not exists (select from action_waiter
                              where organisation = :org and action_id = :id and waiter = :waiter)
            on conflict (organisation, action_id, waiter) do nothing
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("waiter", waiter)
                .update();
        if (added == 0) {
            jdbc.sql("""
                update action_waiter set told_at = null, due_at = now()
                where organisation = :org and action_id = :id and waiter = :waiter and told_at is not null
                """)
                    .param("org", entry.organisation().value())
                    .param("id", entry.id())
                    .param("waiter", waiter)
                    .update();
        }
    }

    /** Each in a transaction of their own: one who cannot go on keeps nobody else. */
    void tell(Claims.Due due) {
        acting.call(due.organisation(), () -> untold(due)).forEach(waiter -> {
            try {
                acting.run(due.organisation(), () -> tell(due, waiter));
            } catch (RuntimeException e) {
                LOG.warn(
                        "Expected {}, who waits for action {} of {}, to go on; they are told again in 5 s",
                        waiter,
                        due.id(),
                        due.organisation(),
                        e);
                acting.run(due.organisation(), () -> tellLater(due, waiter));
            }
        });
    }

    private List<String> untold(Claims.Due due) {
        return jdbc.sql("""
            select waiter from action_waiter
            where organisation = :org and action_id = :id and told_at is null and due_at <= now()
            order by waiter
            """)
                .param("org", due.organisation().value())
                .param("id", due.id())
                .query((row, i) -> row.getString("waiter"))
                .list();
    }

    private void tell(Claims.Due due, String waiter) {
        Optional<LedgerEntry> settled = settled(due);
        if (settled.isPresent() && markTold(due, waiter)) {
            LedgerEntry entry = settled.get();
            events.publishEvent(
                    new ActionSettled(entry.organisation(), entry.id(), entry.incidentId(), entry.state(), waiter));
            // Asked for again meanwhile: whoever wants them to wait for that did not see that they are told.
            if (settled(due).isEmpty()) {
                markUntold(due, waiter);
            }
        }
    }

    private Optional<LedgerEntry> settled(Claims.Due due) {
        return ledger.find(due.id()).filter(entry -> entry.state().isSettled());
    }

    /** False where somebody else is telling them or has. */
    private boolean markTold(Claims.Due due, String waiter) {
        return jdbc.sql("""
            update action_waiter set told_at = now()
            where (organisation, action_id, waiter) in (
                select organisation, action_id, waiter from action_waiter
                where organisation = :org and action_id = :id and waiter = :waiter and told_at is null
                for update skip locked)
            """)
                        .param("org", due.organisation().value())
                        .param("id", due.id())
                        .param("waiter", waiter)
                        .update()
                == 1;
    }

    private void markUntold(Claims.Due due, String waiter) {
        jdbc.sql("""
            update action_waiter set told_at = null
            where organisation = :org and action_id = :id and waiter = :waiter
            """)
                .param("org", due.organisation().value())
                .param("id", due.id())
                .param("waiter", waiter)
                .update();
    }

    private void tellLater(Claims.Due due, String waiter) {
        jdbc.sql("""
            update action_waiter set due_at = now() + interval '5 seconds'
            where organisation = :org and action_id = :id and waiter = :waiter and told_at is null
            """)
                .param("org", due.organisation().value())
                .param("id", due.id())
                .param("waiter", waiter)
                .update();
    }
}
