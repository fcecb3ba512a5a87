package io.cordon.playbook.run;

import io.cordon.BackgroundWork;
import io.cordon.playbook.run.TellingPlaybooks.MessageKept;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers messages soon after their commit, and makes rounds over what is left: messages of a server that was
 * killed, and waiters whose actions were settled without anybody being told.
 */
@Component
class LookingAfterPlaybooks implements BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(LookingAfterPlaybooks.class);
    private static final int MESSAGES_EVERY_SECONDS = 1;
    private static final int WAITERS_EVERY_ROUNDS = 15;

    private final TellingPlaybooks telling;
    private final WakingPlaybooks waking;
    private final WaitingExecutions waiters;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ActingFor actingFor;
    /** The incidents to come back to where it was too early to tell of new entities. */
    private final Set<UUID> comingBack = ConcurrentHashMap.newKeySet();

    private @Nullable ScheduledThreadPoolExecutor rounds;
    private long round;

    LookingAfterPlaybooks(
            TellingPlaybooks telling,
            WakingPlaybooks waking,
            WaitingExecutions waiters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ActingFor actingFor) {
        this.telling = telling;
        this.waking = waking;
        this.waiters = waiters;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.actingFor = actingFor;
    }

    private record Work(String organisation, UUID incidentId, String kind) {}

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(MessageKept kept) {
        ScheduledThreadPoolExecutor worker = rounds;
        boolean soon = kept.message().equals(Messages.ENTITIES_JOINED) && comingBack.contains(kept.incidentId());
        if (worker != null && !soon) {
            worker.execute(() -> deliver(kept.organisation(), kept.incidentId()));
        }
    }

    private void comeBack(OrganisationId organisation, UUID incidentId) {
        ScheduledThreadPoolExecutor worker = rounds;
        if (worker != null && comingBack.add(incidentId)) {
            var unused = worker.schedule(
                    () -> {
                        comingBack.remove(incidentId);
                        deliver(organisation, incidentId);
                    },
                    TellingPlaybooks.BETWEEN_ENTITIES.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void makeRound() {
        try {
            List<Work> work = jdbc.sql("select organisation, incident_id, kind from playbooks_to_look_after()")
                    .query((row, number) -> new Work(
                            row.getString("organisation"),
                            row.getObject("incident_id", UUID.class),
                            row.getString("kind")))
                    .list();
            boolean waitersToo = round++ % WAITERS_EVERY_ROUNDS == 0;
            for (Work one : work) {
                var organisation = new OrganisationId(one.organisation());
                if (one.kind().equals("message")) {
                    deliver(organisation, one.incidentId());
                } else if (waitersToo) {
                    wake(organisation, one.incidentId());
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Expected to look after the playbooks, but this round failed; the next one comes", e);
        }
    }

    /**
     * Each message and each who waits in a transaction of their own: one that fails costs no other. But a playbook that
     * could not be ended hears of nothing else before it is.
     */
    private void deliver(OrganisationId organisation, UUID incidentId) {
        for (String message : inTransaction(organisation, () -> telling.kept(organisation, incidentId))) {
            Optional<Boolean> delivered =
                    attempt(organisation, incidentId, () -> telling.deliver(organisation, incidentId, message));
            if (delivered.isEmpty() && TellingPlaybooks.ends(message)) {
                return;
            }
            if (delivered.equals(Optional.of(false))) {
                comeBack(organisation, incidentId);
            }
        }
    }

    private void wake(OrganisationId organisation, UUID incidentId) {
        inTransaction(organisation, () -> waiters.in(organisation, incidentId))
                .forEach(waiting -> attempt(organisation, incidentId, () -> {
                    waking.wake(organisation, incidentId, waiting.execution());
                    return true;
                }));
    }

    private <T> T inTransaction(OrganisationId organisation, Supplier<T> work) {
        return actingFor.call(organisation, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    /** @return empty where it failed, and is tried again */
    private <T> Optional<T> attempt(OrganisationId organisation, UUID incidentId, Supplier<T> work) {
        try {
            return Optional.of(inTransaction(organisation, work));
        } catch (RuntimeException e) {
            // What moved at the same moment makes the engine refuse; the next round finds everything as it was.
            LOG.info(
                    "Expected to move the playbook of incident {}, but it is tried again: {}",
                    incidentId,
                    e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
    }

    @Override
    public void start() {
        var worker = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("playbook-rounds").factory());
        var unused = worker.scheduleWithFixedDelay(
                this::makeRound, MESSAGES_EVERY_SECONDS, MESSAGES_EVERY_SECONDS, TimeUnit.SECONDS);
        rounds = worker;
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor worker = rounds;
        if (worker != null) {
            rounds = null;
            worker.close();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }
}
