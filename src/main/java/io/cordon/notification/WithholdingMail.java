package io.cordon.notification;

import io.cordon.organisation.ProviderShutOut;
import io.cordon.tenancy.OrganisationId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What waits to be sent to the provider's people about a client stays unsent once the client has shut them out. */
@Component
class WithholdingMail {

    private static final String WHY = "Not sent: the client no longer lets the provider in.";

    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    WithholdingMail(Outbox outbox, ApplicationEventPublisher events) {
        this.outbox = outbox;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ProviderShutOut shutOut) {
        outbox.withhold(shutOut.client(), OrganisationId.PROVIDER, WHY)
                .forEach(message -> events.publishEvent(new NotificationMoved(
                        shutOut.client(),
                        message.id(),
                        message.incidentId(),
                        message.recipient(),
                        message.subject(),
                        "failed",
                        WHY)));
    }
}
