package io.cordon.example;

import io.cordon.audit.AuditTrail;
import io.cordon.example.ExampleHour.Client;
import io.cordon.organisation.ExampleClients;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the example clients with all their documents at once; their alerts follow. */
@Service
class LoadingExample {

    private final ExampleHour hour;
    private final ExampleRuns runs;
    private final ExampleClients clients;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LoadingExample(
            ExampleHour hour,
            ExampleRuns runs,
            ExampleClients clients,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.hour = hour;
        this.runs = runs;
        this.clients = clients;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of the wish. */
    sealed interface Outcome {
        record Begun() implements Outcome {}

        record ThereAlready() implements Outcome {}

        /** An organisation of this id was there before, and is nothing of ours. */
        record Taken(OrganisationId id) implements Outcome {}
    }

    Outcome load(Caller caller) {
        return Objects.requireNonNull(transaction.execute(status -> load(caller, status)));
    }

    private Outcome load(Caller caller, TransactionStatus status) {
        // As precise as the database keeps it: alerts that are sent again after a restart must be the same to the byte.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!runs.begin(now, caller.name(), hour.lines().size())) {
            return new Outcome.ThereAlready();
        }
        for (Client client : hour.clients()) {
            if (!clients.add(client.organisation(), client.documents(), caller)) {
                status.setRollbackOnly();
                return new Outcome.Taken(client.organisation().id());
            }
        }
        audit.append(
                OrganisationId.PROVIDER,
                caller.name(),
                "example-loaded",
                "example",
                Map.of("organisations", ExampleHour.IDS, "alerts", hour.lines().size()));
        return new Outcome.Begun();
    }
}
