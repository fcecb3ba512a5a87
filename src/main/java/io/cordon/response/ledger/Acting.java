package io.cordon.response.ledger;

import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a piece of background work for one organisation in one transaction. */
@Component
class Acting {

    private final ActingFor actingFor;
    private final TransactionTemplate transactions;

    Acting(ActingFor actingFor, TransactionTemplate transactions) {
        this.actingFor = actingFor;
        this.transactions = transactions;
    }

    <T> T call(OrganisationId organisation, Supplier<T> work) {
        return actingFor.call(organisation, () -> Objects.requireNonNull(transactions.execute(status -> work.get())));
    }

    void run(OrganisationId organisation, Runnable work) {
        actingFor.run(organisation, () -> transactions.executeWithoutResult(status -> work.run()));
    }
}
