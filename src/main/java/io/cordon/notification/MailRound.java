package io.cordon.notification;

import io.cordon.api.Ids;
import io.cordon.notification.Outbox.Address;
import io.cordon.notification.Outbox.Outgoing;
import io.cordon.tenancy.ActingFor;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what is due to the mail server: claims some messages by a lease, hands them over through one connection, and
 * records each outcome. A crash in between repeats a message under the same Message-ID; none is lost.
 */
@Component
class MailRound {

    private static final Logger log = LoggerFactory.getLogger(MailRound.class);
    private static final int MOST = 20;
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** After this long the rest is put back, well before the lease ends. */
    private static final Duration LASTS = Duration.ofMinutes(2);

    private final Outbox outbox;
    private final MailServer mailServer;
    private final RecordingDeliveries recording;
    private final SendingKept sendingKept;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;

    private volatile boolean away;

    MailRound(
            Outbox outbox,
            MailServer mailServer,
            RecordingDeliveries recording,
            SendingKept sendingKept,
            ActingFor actingFor,
            TransactionTemplate transaction) {
        this.outbox = outbox;
        this.mailServer = mailServer;
        this.recording = recording;
        this.sendingKept = sendingKept;
        this.actingFor = actingFor;
        this.transaction = transaction;
    }

    /** Before the first round of a server. */
    void begin() {
        transaction.executeWithoutResult(status -> outbox.giveBackFormer());
        sendingKept.queue();
    }

    /**
     * Delivers until nothing is due.
     *
     * @return false where the mail server was away, so that it is better to wait
     */
    boolean deliver() {
        while (true) {
            UUID lease = Ids.next();
            String reason = null;
            Queue<Address> due = new ArrayDeque<>(claim(lease));
            if (due.isEmpty()) {
                return true;
            }
            try {
                handOver(due, lease);
                back();
            } catch (MessagingException e) {
                reason = MailServer.words(e);
                gone(reason);
                return false;
            } finally {
                putBack(due, lease, reason);
            }
        }
    }

    /** Takes from the queue what has its outcome; what is left in it was not tried. */
    private void handOver(Queue<Address> due, UUID lease) throws MessagingException {
        long end = System.nanoTime() + LASTS.toNanos();
        try (MailServer.Connection connection = mailServer.connect()) {
            while (!due.isEmpty() && System.nanoTime() < end) {
                Optional<Outgoing> outgoing = claimed(due.remove(), lease);
                if (outgoing.isPresent()) {
                    recording.record(outgoing.get(), lease, deliver(connection, outgoing.get(), lease));
                }
            }
        }
    }

    private Delivery deliver(MailServer.Connection connection, Outgoing outgoing, UUID lease)
            throws MessagingException {
        try {
            return connection.send(outgoing);
        } catch (MessagingException e) {
            recording.record(outgoing, lease, new Delivery.Deferred(MailServer.words(e)));
            throw e;
        }
    }

    private List<Address> claim(UUID lease) {
        return transaction.execute(status -> outbox.claim(lease, LEASE, MOST));
    }

    private Optional<Outgoing> claimed(Address where, UUID lease) {
        return actingFor.call(where.organisation(), () -> transaction.execute(status -> outbox.claimed(where, lease)));
    }

    private void putBack(Queue<Address> untried, UUID lease, @Nullable String reason) {
        untried.forEach(where -> recording.untried(where, lease, reason));
    }

    private void gone(String reason) {
        if (!away) {
            log.warn("Expected the mail server to take mail, but: {}. Messages wait and are tried again.", reason);
        }
        away = true;
    }

    private void back() {
        if (away) {
            log.info("The mail server takes mail again.");
        }
        away = false;
    }
}
