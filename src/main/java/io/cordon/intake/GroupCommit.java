package io.cordon.intake;

import io.cordon.BackgroundWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets requests that are under way at the same time share a commit: while one commit is written, the next ones
 * gather. Nobody waits for others to come; a single request is committed at once.
 */
@Component
class GroupCommit implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int ATTEMPTS = 4;

    private final AdmittingAlerts admitting;
    private final BlockingQueue<Delivery> waiting;
    private final int writers;
    private final int largestGroup;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    GroupCommit(
            AdmittingAlerts admitting,
            @Value("${cordon.intake.queue:2000}") int queue,
            @Value("${cordon.intake.writers:2}") int writers,
            @Value("${cordon.intake.largest-group:500}") int largestGroup) {
        this.admitting = admitting;
        this.waiting = new ArrayBlockingQueue<>(queue);
        this.writers = writers;
        this.largestGroup = largestGroup;
    }

    /**
     * Hands a delivery over; its answer is completed after the commit.
     *
     * @throws IntakeUnavailable where too many are waiting already, or the server is stopping
     */
    void submit(Delivery delivery) {
        if (!running) {
            throw new IntakeUnavailable("The server is stopping.");
        }
        if (!waiting.offer(delivery)) {
            throw new IntakeUnavailable("More alerts are waiting than can be kept up with.");
        }
        if (!running && waiting.remove(delivery)) {
            throw new IntakeUnavailable("The server is stopping.");
        }
    }

    /**
     * Takes a delivery back that nobody waits for any more, where no writer has it yet: its place in memory goes to
     * others, and whoever sent it has been told to send it again.
     */
    void withdraw(Delivery delivery) {
        waiting.remove(delivery);
    }

    int waiting() {
        return waiting.size();
    }

    private void write() {
        List<Delivery> group = new ArrayList<>();
        while (running || !waiting.isEmpty()) {
            group.clear();
            try {
                gather(group);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!group.isEmpty()) {
                commitOrTell(group);
            }
        }
    }

    private void gather(List<Delivery> group) throws InterruptedException {
        Delivery first = waiting.poll(200, TimeUnit.MILLISECONDS);
        int items = 0;
        while (first != null) {
            group.add(first);
            items += first.items().size();
            if (items >= largestGroup) {
                return;
            }
            first = waiting.poll();
        }
    }

    /** A writer outlives whatever happens: were it to die, every sender would wait for nobody. */
    private void commitOrTell(List<Delivery> group) {
        try {
            commit(group);
        } catch (Throwable e) {
            log.error("A group of {} deliveries could not be committed", group.size(), e);
            group.forEach(delivery -> delivery.answer()
                    .completeExceptionally(new IntakeUnavailable("The alerts could not be stored.", e)));
        }
    }

    private void commit(List<Delivery> group) {
        try {
            List<Outcome> outcomes = committed(group);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(outcomes.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                // One delivery must not cost the others: each gets a commit of its own.
                group.forEach(delivery -> commit(List.of(delivery)));
            } else {
                commitApart(group.getFirst(), e);
            }
        }
    }

    /** One item must not cost the others either; but where nothing can be stored at all, the sender has to wait. */
    private void commitApart(Delivery delivery, RuntimeException failure) {
        if (failure instanceof KeyReused || isOutage(failure)) {
            delivery.answer().completeExceptionally(failure);
            return;
        }
        log.warn("A delivery could not be stored as a whole; its items are stored one by one", failure);
        try {
            delivery.answer().complete(admitting.admitApart(delivery));
        } catch (RuntimeException e) {
            delivery.answer().completeExceptionally(e);
        }
    }

    static boolean isOutage(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransactionException;
    }

    private List<Outcome> committed(List<Delivery> group) {
        for (int attempt = 1; ; attempt++) {
            try {
                return admitting.admit(group);
            } catch (TransientDataAccessException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.info("A commit of alerts is tried again: {}", e.getMessage());
            }
        }
    }

    @Override
    public int getPhase() {
        return ANSWERS;
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < writers; i++) {
            threads.add(Thread.ofPlatform().name("intake-" + i).start(this::write));
        }
    }

    @Override
    public void stop() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
        Delivery left = waiting.poll();
        while (left != null) {
            left.answer().completeExceptionally(new IntakeUnavailable("The server is stopping."));
            left = waiting.poll();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
