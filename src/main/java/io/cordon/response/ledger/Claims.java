package io.cordon.response.ledger;

import io.cordon.response.ResponseSettings;
import io.cordon.storage.ServerRun;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Who works on what: a lease by the database's clock, renewed while the work goes on, and fenced. */
@Component
class Claims {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActingFor actingFor;
    private final LedgerRows rows;
    private final ResponseSettings settings;
    private final ServerRun run;

    Claims(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ActingFor actingFor,
            LedgerRows rows,
            ResponseSettings settings,
            ServerRun run) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.actingFor = actingFor;
        this.rows = rows;
        this.settings = settings;
        this.run = run;
    }

    /** Something of an organisation that is due. */
    record Due(OrganisationId organisation, UUID id) {}

    List<Due> due(int most) {
        return due("due_actions", most);
    }

    List<Due> dueWaiters(int most) {
        return due("due_waiters", most);
    }

    private List<Due> due(String function, int most) {
        List<Due> due = transactions.execute(status -> jdbc.sql("select organisation, id from " + function + "(:most)")
                .param("most", most)
                .query((row, i) ->
                        new Due(new OrganisationId(row.getString("organisation")), row.getObject("id", UUID.class)))
                .list());
        return due == null ? List.of() : due;
    }

    /** At the start: what this server had claimed when it died need not wait until the leases run out. */
    void giveBackFormer() {
        run.before()
                .ifPresent(dead -> transactions.executeWithoutResult(
                        status -> jdbc.sql("select give_back_actions(:dead, :call * interval '1 millisecond')")
                                .param("dead", dead.toString())
                                .param("call", settings.callTimeout().toMillis())
                                .query((row, i) -> true)
                                .single()));
    }

    /** Claims an action that is due; empty where somebody else has it or it is no longer due. */
    Optional<LedgerEntry> claim(Due due) {
        return actingFor.call(
                due.organisation(),
                () -> Optional.ofNullable(transactions.execute(status -> jdbc.sql("""
                    update action set lease_owner = :owner, lease_until = now() + :lease * interval '1 millisecond',
                                      fence = fence + 1,
                                      attempts = attempts + case when state in ('PROPOSED', 'UNDOING') then 1 else 0 end
                    where organisation = :org and id = (
                        select id from action
                        where organisation = :org and id = :id and due_at <= now()
                          and (lease_until is null or lease_until < now())
                        for update skip locked)
                    returning *
                    """)
                        .param("owner", run.id().toString())
                        .param("lease", settings.lease().toMillis())
                        .param("org", due.organisation().value())
                        .param("id", due.id())
                        .query(rows)
                        .optional()
                        .orElse(null))));
    }

    /** Shows a sign of life; false where the claim is lost. */
    boolean renew(LedgerEntry claimed) {
        return actingFor.call(
                claimed.organisation(),
                () -> Boolean.TRUE.equals(transactions.execute(status -> jdbc.sql("""
                    update action set lease_until = now() + :lease * interval '1 millisecond'
                    where organisation = :org and id = :id and fence = :fence and lease_owner = :owner
                    """)
                                .param("lease", settings.lease().toMillis())
                                .param("org", claimed.organisation().value())
                                .param("id", claimed.id())
                                .param("fence", claimed.fence())
                                .param("owner", run.id().toString())
                                .update()
                        == 1)));
    }

    /** Lets go of an action without moving it, and looks at it again after the delay. In a transaction. */
    void postpone(LedgerEntry claimed, Duration delay, String why) {
        release(claimed, delay, why, 0);
    }

    /** As {@link #postpone}, where waiting is nobody's failure and so counts as no attempt. */
    void queue(LedgerEntry claimed, Duration delay, String why) {
        release(claimed, delay, why, 1);
    }

    /** Lets go of an action that does not go on by itself. In a transaction. */
    void rest(LedgerEntry claimed, String why) {
        release(claimed, null, why, 0);
    }

    /** @param uncounted attempts that are taken back; only where a claim counts as one */
    private void release(LedgerEntry claimed, @Nullable Duration delay, String why, int uncounted) {
        jdbc.sql("""
            update action set lease_owner = null, lease_until = null, state_reason = :why,
                              attempts = greatest(0, attempts
                                  - case when state in ('PROPOSED', 'UNDOING') then :uncounted else 0 end),
                              due_at = now() + :delay::bigint * interval '1 millisecond'
            where organisation = :org and id = :id and fence = :fence
            """)
                .param("org", claimed.organisation().value())
                .param("id", claimed.id())
                .param("fence", claimed.fence())
                .param("delay", delay == null ? null : delay.toMillis())
                .param("why", why)
                .param("uncounted", uncounted)
                .update();
    }

    /** Keeps what a product said when it took the request, under the claim. In a transaction. */
    void keepReceipt(LedgerEntry claimed, JsonNode receipt) {
        jdbc.sql("update action set receipt = :receipt::jsonb where organisation = :org and id = :id and fence"
                        + " = :fence")
                .param("org", claimed.organisation().value())
                .param("id", claimed.id())
                .param("fence", claimed.fence())
                .param("receipt", receipt.toString())
                .update();
    }

    /** Notes that the product is not available; false where that is known. In a transaction. */
    boolean noteAway(LedgerEntry claimed) {
        return jdbc.sql("""
            update action set away_since = now()
            where organisation = :org and id = :id and fence = :fence and away_since is null
            """)
                        .param("org", claimed.organisation().value())
                        .param("id", claimed.id())
                        .param("fence", claimed.fence())
                        .update()
                == 1;
    }

    /** Marks that an undoing is about to be sent. In a transaction. */
    void markUndoSent(LedgerEntry claimed) {
        jdbc.sql("""
            update action set undo_sent_at = coalesce(undo_sent_at, now())
            where organisation = :org and id = :id and fence = :fence
            """)
                .param("org", claimed.organisation().value())
                .param("id", claimed.id())
                .param("fence", claimed.fence())
                .update();
    }
}
