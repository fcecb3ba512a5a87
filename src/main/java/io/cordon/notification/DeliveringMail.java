package io.cordon.notification;

import io.cordon.BackgroundWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the outbox moving while the server runs: at once after something new was committed, and every few seconds. */
@Component
class DeliveringMail implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(DeliveringMail.class);
    private static final Duration LAST_MAIL_TAKES = Duration.ofSeconds(20);

    private final MailRound round;
    private final MailServer mailServer;
    private final MailSettings settings;
    private final Semaphore woken = new Semaphore(0);

    private volatile @Nullable Worker worker;

    DeliveringMail(MailRound round, MailServer mailServer, MailSettings settings, Outbox outbox, MeterRegistry meters) {
        this.round = round;
        this.mailServer = mailServer;
        this.settings = settings;
        Gauge.builder("cordon.notification.queued", outbox, Outbox::queued)
                .description("Messages that wait for the mail server")
                .register(meters);
    }

    /** Whether messages leave at all; without a mail server they are kept. */
    boolean isPossible() {
        return mailServer.isSetUp();
    }

    void wake() {
        woken.release();
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
    }

    @Override
    public void start() {
        if (!isPossible()) {
            log.info("No mail server is set up (spring.mail.host): mail is kept and shown at /api/v1/notifications.");
        }
        Worker started = new Worker();
        worker = started;
        if (isPossible()) {
            round.begin();
            started.thread = Thread.ofVirtual().name("cordon-mail").start(started::work);
        }
    }

    @Override
    public void stop() {
        Worker stopping = worker;
        worker = null;
        if (stopping != null) {
            stopping.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    /** One life of the worker, from a start to a stop. */
    private final class Worker {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile @Nullable Thread thread;

        void work() {
            int failures = 0;
            while (stopped.getCount() > 0) {
                boolean reached;
                try {
                    reached = round.deliver();
                } catch (RuntimeException e) {
                    log.error("Expected to deliver mail, but the outbox could not be worked on", e);
                    reached = false;
                }
                failures = reached ? 0 : failures + 1;
                rest(reached ? Duration.ZERO : settings.retryAfter(failures));
            }
        }

        /** Waits for news or the next look, but at least so long where the server was away. */
        private void rest(Duration least) {
            try {
                if (stopped.await(least.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                boolean news = woken.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                if (news) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped.countDown();
            }
        }

        void stop() {
            stopped.countDown();
            wake();
            Thread working = thread;
            try {
                // NB: an interrupt cuts the connection in the middle of a message; the one in hand may finish.
                if (working != null && !working.join(LAST_MAIL_TAKES)) {
                    working.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
