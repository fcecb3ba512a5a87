package io.cordon.notification;

import io.cordon.notification.Outbox.Address;
import io.cordon.notification.Outbox.Outgoing;
import io.cordon.tenancy.ActingFor;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what became of messages at the mail server, and tells the modules that asked for them. */
@Component
class RecordingDeliveries {

    private static final Logger log = LoggerFactory.getLogger(RecordingDeliveries.class);

    private final Outbox outbox;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final MailSettings settings;
    private final Clock clock;

    RecordingDeliveries(
            Outbox outbox,
            ActingFor actingFor,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            MailSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    void record(Outgoing outgoing, UUID lease, Delivery delivery) {
        inItsOrganisation(outgoing.where(), () -> {
            switch (delivery) {
                case Delivery.Accepted accepted -> accepted(outgoing, lease, accepted);
                case Delivery.Refused refused -> refused(outgoing, lease, refused);
                case Delivery.Deferred deferred ->
                    outbox.later(outgoing.where(), lease, settings.retryAfter(outgoing.attempts()), deferred.reason());
            }
        });
    }

    /**
     * Puts a message back that was claimed, but not tried.
     *
     * @param reason null where there was just no time left
     */
    void untried(Address where, UUID lease, @Nullable String reason) {
        inItsOrganisation(where, () -> outbox.untried(where, lease, reason));
    }

    private void accepted(Outgoing outgoing, UUID lease, Delivery.Accepted accepted) {
        if (outbox.sent(outgoing.where(), lease, accepted.messageId(), accepted.words(), clock.instant())) {
            publish(outgoing, "sent", accepted.words());
        }
    }

    private void refused(Outgoing outgoing, UUID lease, Delivery.Refused refused) {
        if (outbox.failed(outgoing.where(), lease, refused.reason())) {
            log.warn(
                    "The mail server refused notification {} of {} for good: {}",
                    outgoing.where().id(),
                    outgoing.where().organisation(),
                    refused.reason());
            publish(outgoing, "failed", refused.reason());
        }
    }

    private void publish(Outgoing outgoing, String state, String detail) {
        events.publishEvent(new NotificationMoved(
                outgoing.where().organisation(),
                outgoing.where().id(),
                outgoing.incidentId(),
                outgoing.name() + " <" + outgoing.address() + ">",
                outgoing.letter().subject(),
                state,
                detail));
    }

    private void inItsOrganisation(Address where, Runnable work) {
        actingFor.run(where.organisation(), () -> transaction.executeWithoutResult(status -> work.run()));
    }
}
