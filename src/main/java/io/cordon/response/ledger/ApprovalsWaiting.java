package io.cordon.response.ledger;

import io.cordon.response.WaitingApprovals;
import io.cordon.tenancy.Caller;
import java.util.List;
import java.util.stream.Stream;
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
                .flatMap(entry -> Stream.of(rule.waiting(entry, caller))
                        .filter(ApprovalRule.Waiting::mayApprove)
                        .map(waiting -> new Waiting(
                                entry.organisation(),
                                entry.id(),
                                entry.incidentId(),
                                entry.verb(),
                                entry.target(),
                                entry.movedAt(),
                                entry.dueAt(),
                                waiting.deciders())))
                .toList();
    }
}
