package io.cordon.response.ledger;

import io.cordon.response.WaitingApprovals;
import io.cordon.tenancy.Caller;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What of the ledger waits for a caller's decision. */
@Repository
class ApprovalsWaiting implements WaitingApprovals {

    private final JdbcClient jdbc;
    private final LedgerRows rows;
    private final ApprovalRule rule;

    ApprovalsWaiting(JdbcClient jdbc, LedgerRows rows, ApprovalRule rule) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.rule = rule;
    }

    @Override
    public List<Waiting> of(Caller caller, int most) {
        return jdbc
                .sql("select * from action where state = 'AWAITING_APPROVAL' order by due_at, id limit ?")
                .param(most)
                .query(rows)
                .list()
                .stream()
                .filter(entry -> rule.mayApprove(entry, caller))
                .map(entry -> new Waiting(
                        entry.organisation(),
                        entry.id(),
                        entry.incidentId(),
                        entry.verb(),
                        entry.target(),
                        entry.movedAt(),
                        entry.dueAt()))
                .toList();
    }
}
