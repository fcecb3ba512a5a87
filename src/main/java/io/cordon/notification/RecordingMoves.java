package io.cordon.notification;

import io.cordon.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts into the audit trail, and counts, what became of every message: who was told when must be provable. */
@Component
class RecordingMoves {

    private final AuditTrail audit;
    private final MeterRegistry meters;

    RecordingMoves(AuditTrail audit, MeterRegistry meters) {
        this.audit = audit;
        this.meters = meters;
    }

    @EventListener
    void moved(NotificationMoved moved) {
        meters.counter("cordon.notification.messages", "state", moved.state()).increment();
        audit.append(
                moved.organisation(),
                "cordon:notification",
                "notification-" + moved.state(),
                "notification:" + moved.notificationId(),
                Map.of(
                        "incident", String.valueOf(moved.incidentId()),
                        "recipient", moved.recipient(),
                        "subject", moved.subject(),
                        "detail", moved.detail()));
    }
}
