package io.cordon.example;

import io.cordon.audit.AuditTrail;
import io.cordon.audit.TrailEnds;
import io.cordon.organisation.ExampleClients;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes the example clients with every row that is theirs. What the provider's own trail says of them stays. */
@Service
class RemovingExample {

    private static final Logger log = LoggerFactory.getLogger(RemovingExample.class);
    private static final int ATTEMPTS = 40;
    private static final int SLICE = 5_000;

    private static final String LOCK_TIMEOUT = "55P03";

    private final ExampleRuns runs;
    private final ExampleClients clients;
    private final AuditTrail audit;
    private final TrailEnds ends;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final ReentrantLock one = new ReentrantLock();

    RemovingExample(
            ExampleRuns runs,
            ExampleClients clients,
            AuditTrail audit,
            TrailEnds ends,
            ActingFor actingFor,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.runs = runs;
        this.clients = clients;
        this.audit = audit;
        this.ends = ends;
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    /**
     * The end of a client's own trail when it was removed.
     *
     * @param entries how many entries it had
     * @param hash the hash of the last one, in hexadecimal
     */
    record Trail(OrganisationId organisation, long entries, String hash) {}

    /** What was removed: rows of all tables, and the trails among them. */
    record Removed(long rows, List<Trail> trails) {}

    /** Stops the playing, then removes; empty where there is no example. Not inside a transaction. */
    Optional<Removed> remove(String by) {
        // NB: without the limit of the caller's reach. An example whose people shut the provider out can be removed
        // too. And alone from the first: what finishes interrupted removals would finish this one, and leave the caller
        // nothing to have removed.
        return actingFor.withoutLimit(() -> alone(
                () -> actingFor.call(OrganisationId.PROVIDER, () -> runs.removing(by)) ? removed() : Optional.empty()));
    }

    /** Ends what a stop of the server interrupted. */
    void finish() {
        removed();
    }

    /** Alone on this server: an alert on its way to a client that goes would be an error in the log. */
    <T> T alone(Supplier<T> work) {
        one.lock();
        try {
            return work.get();
        } finally {
            one.unlock();
        }
    }

    private Optional<Removed> removed() {
        return alone(() -> actingFor.call(OrganisationId.PROVIDER, () -> {
            long alerts = removedAlerts();
            return again(() -> attempt(alerts));
        }));
    }

    /** First, and some at a time: the rest is removed while real clients' alerts may wait for the same commit. */
    private long removedAlerts() {
        long all = 0;
        long slice;
        do {
            slice = again(() -> jdbc.sql("select remove_example_alerts(:most)")
                    .param("most", SLICE)
                    .query(Long.class)
                    .single());
            all += slice;
        } while (slice > 0);
        return all;
    }

    private <T> T again(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !gotInBetween(e)) {
                    throw e;
                }
                log.info(
                        "The example's rows were written to while they were removed; trying again: {}", e.getMessage());
            }
        }
    }

    /** A playbook's job or a delivery; the next attempt finds what it wrote. */
    private static boolean gotInBetween(DataAccessException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof DataIntegrityViolationException
                || (failure.getMostSpecificCause() instanceof SQLException cause
                        && LOCK_TIMEOUT.equals(cause.getSQLState()));
    }

    /** Empty where another server was faster. */
    private Optional<Removed> attempt(long alerts) {
        return runs.claimRemoval().map(by -> removedRest(by, alerts));
    }

    private Removed removedRest(String by, long before) {
        // Shorter than the database waits before it looks for a deadlock: it is we who give way then, not a playbook's
        // job.
        jdbc.sql("set local lock_timeout = '500ms'").update();
        List<Trail> trails = actingFor.call(ExampleHour.IDS, this::lockedTrails);
        long rows = before
                + jdbc.sql("select coalesce(sum(removed), 0) from remove_examples()")
                        .query(Long.class)
                        .single();
        runs.end();
        audit.append(OrganisationId.PROVIDER, by, "example-removed", "example", Map.of("rows", rows, "trails", trails));
        ExampleHour.IDS.forEach(clients::removed);
        return new Removed(rows, trails);
    }

    /** Nobody writes for the examples from here on, so that these are the last entries. */
    private List<Trail> lockedTrails() {
        return clients.locked().stream()
                .flatMap(example -> ends.of(example).stream().map(end -> new Trail(example, end.entries(), end.hash())))
                .toList();
    }
}
