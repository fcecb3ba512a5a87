package io.cordon.response.ledger;

import io.cordon.BackgroundWork;
import io.cordon.Rounds;
import io.cordon.response.ResponseSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds what is due in the ledger, some of every organisation: actions, of which a bounded number is carried out at
 * once, and news for those who wait, for which no action waits.
 */
@Component
class ActionWorker implements BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(ActionWorker.class);

    private static final int MOST_NEWS = 100;

    private final Claims claims;
    private final Attending attending;
    private final Waiters waiters;
    private final ResponseSettings settings;
    private final Semaphore places;
    private final Set<Claims.Due> underWay = ConcurrentHashMap.newKeySet();
    private final Rounds dispatching;
    private final Rounds telling;
    private volatile @Nullable ExecutorService hands;
    private volatile @Nullable ScheduledExecutorService heart;

    ActionWorker(
            Claims claims,
            @org.springframework.context.annotation.Lazy Attending attending,
            Waiters waiters,
            ResponseSettings settings) {
        this.claims = claims;
        this.attending = attending;
        this.waiters = waiters;
        this.settings = settings;
        this.places = new Semaphore(settings.workers());
        this.dispatching = new Rounds("action-worker", settings.poll(), this::dispatch);
        this.telling = new Rounds("action-news", settings.poll(), this::tell);
    }

    /** Has the ledger looked at as soon as the current transaction is committed, rather than at the next poll. */
    void wakeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wake();
                }
            });
        }
    }

    void wake() {
        dispatching.wake();
        telling.wake();
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
    }

    @Override
    public synchronized void start() {
        claims.giveBackFormer();
        hands = Executors.newVirtualThreadPerTaskExecutor();
        heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("action-leases").factory());
        dispatching.start();
        telling.start();
    }

    /** Takes nothing new, and lets what is under way end: its outcome would else have to be found out again. */
    @Override
    public synchronized void stop() {
        dispatching.stop();
        ExecutorService working = hands;
        if (working != null) {
            working.close();
        }
        if (heart != null) {
            heart.shutdownNow();
        }
        telling.stop();
    }

    @Override
    public boolean isRunning() {
        return dispatching.isGoing();
    }

    /** Hands out due work; there may be more that found no free place. */
    private Rounds.Rest dispatch() throws InterruptedException {
        List<Claims.Due> due = claims.due(settings.workers() * 2 + underWay.size());
        for (Claims.Due next : due) {
            if (dispatching.isGoing() && underWay.add(next)) {
                places.acquire();
                try {
                    hand(next);
                } catch (RuntimeException e) {
                    done(next);
                    throw e;
                }
            }
        }
        return due.size() > settings.workers() ? Rounds.Rest.NONE : Rounds.Rest.UNTIL_WOKEN;
    }

    private Rounds.Rest tell() {
        List<Claims.Due> due = claims.dueWaiters(MOST_NEWS);
        due.forEach(waiters::tell);
        return due.size() == MOST_NEWS ? Rounds.Rest.NONE : Rounds.Rest.UNTIL_WOKEN;
    }

    private void hand(Claims.Due next) {
        ExecutorService working = hands;
        if (working == null) {
            done(next);
            return;
        }
        working.execute(() -> {
            try {
                claims.claim(next).ifPresent(claimed -> attending.attend(claimed, heartbeat(claimed)));
            } catch (RuntimeException e) {
                LOG.warn("Expected to claim action {} of {}", next.id(), next.organisation(), e);
            } finally {
                done(next);
                wake();
            }
        });
    }

    private void done(Claims.Due next) {
        underWay.remove(next);
        places.release();
    }

    private Attending.Heartbeat heartbeat(LedgerEntry claimed) {
        ScheduledExecutorService beating = heart;
        if (beating == null) {
            return () -> {};
        }
        long third = settings.lease().toMillis() / 3;
        ScheduledFuture<?> beats =
                beating.scheduleAtFixedRate(() -> beat(claimed), third, third, TimeUnit.MILLISECONDS);
        return () -> beats.cancel(false);
    }

    private void beat(LedgerEntry claimed) {
        try {
            claims.renew(claimed);
        } catch (RuntimeException e) {
            LOG.warn("Expected to renew the lease of action {}", claimed.id(), e);
        }
    }
}
