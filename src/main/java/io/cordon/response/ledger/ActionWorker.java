package io.cordon.response.ledger;

import io.cordon.BackgroundWork;
import io.cordon.response.ResponseSettings;
import java.time.Duration;
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

/** Finds actions that are due, some of every organisation, and has a bounded number carried out at once. */
@Component
class ActionWorker implements BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(ActionWorker.class);

    private final Claims claims;
    private final Attending attending;
    private final Waiters waiters;
    private final ResponseSettings settings;
    private final Semaphore wakeups = new Semaphore(0);
    private final Semaphore places;
    private final Set<Claims.Due> underWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread loop;
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
        wakeups.release();
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
        Thread looking = Thread.ofVirtual().name("action-worker").unstarted(this::look);
        // NB: set before it starts, as it runs only while it is the one that is set.
        loop = looking;
        looking.start();
    }

    /** Takes nothing new, and lets what is under way end: its outcome would else have to be found out again. */
    @Override
    public synchronized void stop() {
        Thread looking = loop;
        loop = null;
        // NB: woken, not interrupted: an interrupt would close the database connection under its hands.
        wake();
        if (looking != null) {
            join(looking);
        }
        ExecutorService working = hands;
        if (working != null) {
            working.close();
        }
        if (heart != null) {
            heart.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    private void look() {
        while (Thread.currentThread().equals(loop)) {
            try {
                boolean more = dispatch();
                if (!more && wakeups.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeups.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Expected to find out which actions are due; trying again", e);
                wakeups.drainPermits();
                pause();
            }
        }
    }

    private static void join(Thread looking) {
        try {
            looking.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands out due work; true where there may be more that found no free place. */
    private boolean dispatch() throws InterruptedException {
        claims.dueWaiters(100).forEach(waiters::tell);
        List<Claims.Due> due = claims.due(settings.workers() * 2 + underWay.size());
        for (Claims.Due next : due) {
            if (underWay.add(next)) {
                places.acquire();
                try {
                    hand(next);
                } catch (RuntimeException e) {
                    done(next);
                    throw e;
                }
            }
        }
        return due.size() > settings.workers();
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
