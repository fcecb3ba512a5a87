package io.cordon.tenancy;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says for which organisations the work on this thread acts. Row level security shows every transaction the rows
 * of these organisations and no others; work that has not said for whom it acts sees nothing.
 */
@Component
public class ActingFor {

    private static final ThreadLocal<Set<OrganisationId>> CURRENT = ThreadLocal.withInitial(Set::of);

    private static final ThreadLocal<Limit> LIMIT = ThreadLocal.withInitial(() -> organisations -> organisations);

    /** Of the organisations that a change is to act for, those for which it may do so until it has ended. */
    @FunctionalInterface
    public interface Limit {
        Set<OrganisationId> within(Set<OrganisationId> organisations);
    }

    private final DataSource dataSource;

    public ActingFor(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The organisations this thread acts for now; empty where nobody has said. */
    public static Set<OrganisationId> current() {
        return CURRENT.get();
    }

    /** Runs work for one organisation, also inside a transaction that has begun; what was before is restored. */
    public <T extends @Nullable Object> T call(OrganisationId organisation, Supplier<T> work) {
        return call(Set.of(organisation), work);
    }

    /** Runs work for several organisations, such as all that a provider's analyst reaches. */
    public <T extends @Nullable Object> T call(Collection<OrganisationId> organisations, Supplier<T> work) {
        Set<OrganisationId> before = CURRENT.get();
        Set<OrganisationId> now = Set.copyOf(organisations);
        if (now.equals(before)) {
            return work.get();
        }
        boolean failed = true;
        try {
            enter(now);
            T result = work.get();
            failed = false;
            return result;
        } finally {
            leave(before, failed);
        }
    }

    public void run(OrganisationId organisation, Runnable work) {
        call(organisation, () -> {
            work.run();
            return true;
        });
    }

    public void run(Collection<OrganisationId> organisations, Runnable work) {
        call(organisations, () -> {
            work.run();
            return true;
        });
    }

    /** For a frame that cannot be a lambda, such as a request: {@link #end()} must follow in any case. */
    public void begin(Collection<OrganisationId> organisations) {
        enter(Set.copyOf(organisations));
    }

    /** The same, where the limit is asked anew in each transaction that changes something. */
    public void begin(Collection<OrganisationId> organisations, Limit limit) {
        LIMIT.set(limit);
        begin(organisations);
    }

    /** For what must not wait for the limit, such as the change of what it asks for. */
    public <T extends @Nullable Object> T withoutLimit(Supplier<T> work) {
        Limit before = LIMIT.get();
        LIMIT.remove();
        try {
            return work.get();
        } finally {
            LIMIT.set(before);
        }
    }

    public void end() {
        CURRENT.remove();
        LIMIT.remove();
    }

    /** Tells the transaction that has just begun on this thread whom it acts for. */
    public void transactionBegun(boolean readOnly) {
        if (!CURRENT.get().isEmpty()) {
            tellDatabase(CURRENT.get());
            if (!readOnly) {
                keepWithinLimit();
            }
        }
    }

    private void keepWithinLimit() {
        Set<OrganisationId> within = LIMIT.get().within(CURRENT.get());
        if (!within.equals(CURRENT.get())) {
            CURRENT.set(within);
            tellDatabase(within);
        }
    }

    private void enter(Set<OrganisationId> organisations) {
        CURRENT.set(organisations);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            tellDatabase(organisations);
            if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
                keepWithinLimit();
            }
        }
    }

    private void leave(Set<OrganisationId> before, boolean failed) {
        CURRENT.set(before);
        // NB: after a failed statement PostgreSQL refuses every further one until the rollback, which also
        // forgets the setting; telling it here would hide the first error behind a second.
        if (!failed && TransactionSynchronizationManager.isActualTransactionActive()) {
            tellDatabase(before);
        }
    }

    private void tellDatabase(Set<OrganisationId> organisations) {
        String ids =
                new TreeSet<>(organisations).stream().map(OrganisationId::value).collect(Collectors.joining(","));
        var connection = DataSourceUtils.getConnection(dataSource);
        // NB: true = local to the transaction. A session setting would stay on the pooled connection and
        // show one client's rows to the next request.
        try (var statement = connection.prepareStatement("select set_config('cordon.organisations', ?, true)")) {
            statement.setString(1, ids);
            statement.execute();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("Expected the database to accept for whom this work acts", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
