package io.cordon.notification;

import io.cordon.BackgroundWork;
import io.cordon.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the outbox moving while the server runs: at once after something new was committed, and every few seconds. */
@Component
class DeliveringMail implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(DeliveringMail.class);

    private final MailRound round;
    private final MailServer mailServer;
    private final MailSettings settings;
    private final Links links;
    private final Rounds rounds;
    private int failures;

    DeliveringMail(
            MailRound round,
            MailServer mailServer,
            MailSettings settings,
            Links links,
            Outbox outbox,
            MeterRegistry meters) {
        this.round = round;
        this.mailServer = mailServer;
        this.settings = settings;
        this.links = links;
        this.rounds = new Rounds("cordon-mail", settings.poll(), this::deliver);
        Gauge.builder("cordon.notification.queued", outbox, Outbox::queued)
                .description("Messages that wait for the mail server")
                .register(meters);
    }

    /** Whether messages leave at all; without a mail server they are kept. */
    boolean isPossible() {
        return mailServer.isSetUp();
    }

    void wake() {
        rounds.wake();
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
    }

    @Override
    public void start() {
        if (!isPossible()) {
            log.info("No mail server is set up (spring.mail.host): mail is kept and shown at /api/v1/notifications.");
            return;
        }
        if (links.leadNowhere()) {
            log.warn(
                    "Mail is sent with links to {}, which leads its readers to their own machine. Set CORDON_BASE_URL"
                            + " to the address at which people reach Cordon.",
                    links);
        }
        begin();
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isGoing();
    }

    /** What cannot be brought in order now is so at the next start; mail goes out all the same. */
    private void begin() {
        try {
            round.begin();
        } catch (RuntimeException e) {
            log.warn(
                    "Expected to queue the mail that was kept or left by a former server, but that failed: it waits"
                            + " for the next start",
                    e);
        }
    }

    /** What breaks is a failure like a server that is away: the next letter must not begin another such round at once. */
    private boolean isDelivered() {
        try {
            return round.deliver();
        } catch (RuntimeException e) {
            log.warn("Expected a round of mail to go through; trying again later", e);
            return false;
        }
    }

    private Rounds.Rest deliver() {
        failures = isDelivered() ? 0 : failures + 1;
        return failures == 0 ? Rounds.Rest.UNTIL_WOKEN : Rounds.Rest.undisturbed(settings.retryAfter(failures));
    }
}
