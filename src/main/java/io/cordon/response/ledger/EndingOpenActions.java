package io.cordon.response.ledger;

import io.cordon.response.ByHand;
import io.cordon.response.OpenActions;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends what is still open of an incident's actions without anything being sent. */
@Service
class EndingOpenActions implements OpenActions {

    private final Ledger ledger;
    private final Moves moves;
    private final ActingFor actingFor;
    private final ActionWorker worker;

    EndingOpenActions(Ledger ledger, Moves moves, ActingFor actingFor, ActionWorker worker) {
        this.ledger = ledger;
        this.moves = moves;
        this.actingFor = actingFor;
        this.worker = worker;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int doneByHand(OrganisationId organisation, UUID incidentId, Instant until, ByHand answer) {
        return actingFor.call(organisation, () -> {
            List<LedgerEntry> open = ledger.lockUndone(organisation, incidentId, until);
            open.forEach(entry -> moves.byHand(entry, answer));
            return open.size();
        });
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(OrganisationId organisation, UUID incidentId, String reason, String by) {
        actingFor.run(organisation, () -> {
            ledger.lockWaiting(organisation, incidentId).forEach(entry -> moves.withdraw(entry, reason, by));
            moves.nothingIsAfterEnd(organisation, incidentId);
        });
        worker.wakeAfterCommit();
    }
}
