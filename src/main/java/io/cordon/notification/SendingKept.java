package io.cordon.notification;

import io.cordon.notification.Outbox.Address;
import io.cordon.notification.Outbox.Changed;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** At the first start with a mail server, sends what was kept without one, as far as it still matters. */
@Component
class SendingKept {

    private static final Logger log = LoggerFactory.getLogger(SendingKept.class);

    /** What people were asked longer ago, others have done by now, or it is too late. */
    private static final Duration MATTERS = Duration.ofHours(24);

    /** Of each organisation, the newest: nobody reads more at once, and no mail server takes its senders for a flood. */
    private static final int MOST = 200;

    private static final String WHY = "Not sent: no mail server was set up when it was written.";

    private final KeptMail kept;
    private final Outbox outbox;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SendingKept(
            KeptMail kept,
            Outbox outbox,
            ActingFor actingFor,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.kept = kept;
        this.outbox = outbox;
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Puts them into the queue, which is worked off oldest first. */
    void queue() {
        Instant began = clock.instant();
        Map<OrganisationId, List<Address>> matters =
                transaction.execute(status -> kept.thatMatters(MATTERS, MOST)).stream()
                        .collect(Collectors.groupingBy(Address::organisation));
        int queued = 0;
        for (Map.Entry<OrganisationId, List<Address>> of : matters.entrySet()) {
            queued +=
                    actingFor.call(of.getKey(), () -> transaction.execute(status -> queue(of.getKey(), of.getValue())));
        }
        long left = transaction.execute(status -> kept.leave(WHY, began));
        if (queued + left > 0) {
            log.info(
                    "Of the mail that was kept while no mail server was set up, {} messages go out now. {} stay kept:"
                            + " older than {} hours, of a closed incident, for people whom the client has shut out,"
                            + " or beyond {} of one organisation.",
                    queued,
                    left,
                    MATTERS.toHours(),
                    MOST);
        }
    }

    private int queue(OrganisationId about, List<Address> matters) {
        boolean provider = outbox.providerMayBeTold(about);
        int queued = 0;
        for (Address where : matters) {
            Optional<Changed> message = kept.queue(where, provider);
            if (message.isPresent()) {
                publish(about, message.get());
                queued++;
            }
        }
        return queued;
    }

    private void publish(OrganisationId about, Changed message) {
        events.publishEvent(new NotificationMoved(
                about,
                message.id(),
                message.incidentId(),
                message.recipient(),
                message.subject(),
                "queued",
                "A mail server was set up after it was written."));
    }
}
