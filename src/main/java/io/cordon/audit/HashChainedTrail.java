package io.cordon.audit;

import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends through the one function of the database that can, as the last thing before the commit: the transactions of
 * an organisation queue for the head of its chain, and whoever took it at once would hold it through all that follows.
 */
@Component
class HashChainedTrail implements AuditTrail {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ActingFor actingFor;

    HashChainedTrail(JdbcClient jdbc, JsonMapper json, ActingFor actingFor) {
        this.jdbc = jdbc;
        this.json = json;
        this.actingFor = actingFor;
    }

    @Override
    public void append(
            OrganisationId organisation, String actor, String action, String subject, Map<String, ?> detail) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException(
                    "Expected a transaction in which " + action + " happens and is recorded, but there is none");
        }
        if (!ActingFor.current().contains(organisation)) {
            throw new IllegalStateException("Expected to act for " + organisation + " when appending to its trail");
        }
        Entry entry = new Entry(
                storable(actor), storable(action), storable(subject), storable(json.writeValueAsString(detail)));
        pending().add(organisation, entry);
    }

    private Pending pending() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Pending pending && pending.trail().equals(this)) {
                return pending;
            }
        }
        Pending pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private void write(OrganisationId organisation, List<Entry> entries) {
        actingFor.run(
                organisation,
                () -> jdbc.sql("select append_audit(:organisation, :actors, :actions, :subjects, :details)")
                        .param("organisation", organisation.value())
                        .param("actors", column(entries, Entry::actor))
                        .param("actions", column(entries, Entry::action))
                        .param("subjects", column(entries, Entry::subject))
                        .param("details", column(entries, Entry::detail))
                        .query((row, number) -> true)
                        .single());
    }

    private static String[] column(List<Entry> entries, Function<Entry, String> field) {
        return entries.stream().map(field).toArray(String[]::new);
    }

    // PostgreSQL's text has no NUL; a name that carries one must not make its action unrecordable.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private record Entry(String actor, String action, String subject, String detail) {}

    /** What the current transaction has to record. Where this fails, the transaction fails. */
    private final class Pending implements TransactionSynchronization {

        // Sorted, so that two transactions never wait for each other's chains in a ring.
        private final Map<OrganisationId, List<Entry>> entries = new TreeMap<>();
        private final IdentityHashMap<Object, Map<OrganisationId, Integer>> before = new IdentityHashMap<>();
        private boolean committing;

        HashChainedTrail trail() {
            return HashChainedTrail.this;
        }

        void add(OrganisationId organisation, Entry entry) {
            if (committing) {
                write(organisation, List.of(entry));
            } else {
                entries.computeIfAbsent(organisation, key -> new ArrayList<>()).add(entry);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            entries.forEach(HashChainedTrail.this::write);
        }

        /** What came after a savepoint did not happen where the transaction goes back to it. */
        @Override
        public void savepoint(Object savepoint) {
            Map<OrganisationId, Integer> sizes = new HashMap<>();
            entries.forEach((organisation, list) -> sizes.put(organisation, list.size()));
            before.put(savepoint, sizes);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            // Without a note of it: nothing was recorded before.
            Map<OrganisationId, Integer> sizes = before.getOrDefault(savepoint, Map.of());
            entries.forEach((organisation, list) -> list.subList(sizes.getOrDefault(organisation, 0), list.size())
                    .clear());
            entries.values().removeIf(List::isEmpty);
        }

        /** NB: who first appends while the transaction is committing already comes too late to be asked. */
        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && !committing) {
                throw new IllegalStateException("Expected to record " + entries + " before the commit, but it is done."
                        + " Append before the transaction begins to commit");
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
