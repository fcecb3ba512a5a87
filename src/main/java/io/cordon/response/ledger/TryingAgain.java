package io.cordon.response.ledger;

import io.cordon.response.connector.ConnectorAnswered;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A product that was away is back: what waits for its next attempt there is tried now. */
@Component
class TryingAgain {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActionWorker worker;

    TryingAgain(JdbcClient jdbc, TransactionTemplate transactions, ActionWorker worker) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.worker = worker;
    }

    /** NB: the attempts stay counted. A test that is repeated for ever shall not keep an action trying for ever. */
    @EventListener
    void on(ConnectorAnswered answered) {
        transactions.executeWithoutResult(status -> jdbc.sql("""
            update action set due_at = now()
            where organisation = :org and id in (
                select id from action
                where organisation = :org and connector = :connector and away_since is not null
                  and state in ('PROPOSED', 'EXECUTING', 'UNDOING') and due_at > now()
                for update skip locked)
            """)
                .param("org", answered.organisation().value())
                .param("connector", answered.connector())
                .update());
        worker.wake();
    }
}
