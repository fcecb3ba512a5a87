package io.cordon.response.ledger;

import io.cordon.response.ActionSettled;
import java.util.List;
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

    void add(LedgerEntry entry, String waiter) {
        jdbc.sql("""
            insert into action_waiter (organisation, action_id, waiter) values (:org, :id, :waiter) on conflict do nothing
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("waiter", waiter)
                .update();
    }

    void tell(Claims.Due due) {
        try {
            acting.run(due.organisation(), () -> {
                List<String> untold = jdbc.sql("""
                    select waiter from action_waiter
                    where organisation = :org and action_id = :id and told_at is null and due_at <= now()
                    order by waiter for update skip locked
                    """)
                        .param("org", due.organisation().value())
                        .param("id", due.id())
                        .query((row, i) -> row.getString("waiter"))
                        .list();
                ledger.find(due.id())
                        .filter(entry -> entry.state().isSettled())
                        .ifPresent(entry -> untold.forEach(waiter -> tell(entry, waiter)));
            });
        } catch (RuntimeException e) {
            LOG.warn(
                    "Expected those who wait for action {} of {} to go on; they are told again in 5 s",
                    due.id(),
                    due.organisation(),
                    e);
            tellLater(due);
        }
    }

    private void tell(LedgerEntry entry, String waiter) {
        jdbc.sql("""
            update action_waiter set told_at = now()
            where organisation = :org and action_id = :id and waiter = :waiter
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("waiter", waiter)
                .update();
        events.publishEvent(
                new ActionSettled(entry.organisation(), entry.id(), entry.incidentId(), entry.state(), waiter));
    }

    private void tellLater(Claims.Due due) {
        acting.run(
                due.organisation(),
                () -> jdbc.sql("""
                    update action_waiter set due_at = now() + interval '5 seconds'
                    where organisation = :org and action_id = :id and told_at is null
                    """)
                        .param("org", due.organisation().value())
                        .param("id", due.id())
                        .update());
    }
}
