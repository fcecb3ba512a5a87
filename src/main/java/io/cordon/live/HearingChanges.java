package io.cordon.live;

import io.cordon.alert.AlertsStored;
import io.cordon.incident.TimelineGrew;
import io.cordon.live.Change.Kind;
import io.cordon.organisation.DocumentChanged;
import io.cordon.organisation.KillSwitchTurned;
import io.cordon.organisation.ReachChanged;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Hears what has been committed on this node. */
@Component
class HearingChanges {

    private final Bell bell;

    HearingChanges(Bell bell) {
        this.bell = bell;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(TimelineGrew event) {
        bell.ring(new Change(event.organisation(), Kind.INCIDENT, event.incident()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AlertsStored event) {
        bell.ring(new Change(event.organisation(), Kind.ALERT, null));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DocumentChanged event) {
        bell.ring(new Change(event.organisation(), Kind.DOCUMENT, null));
        if (event.document().equals("people")) {
            // Whose page this is may have other roles now, or be gone.
            bell.ring(new Change(event.organisation(), Kind.REACH, null));
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(KillSwitchTurned event) {
        bell.ring(new Change(event.organisation(), Kind.DOCUMENT, null));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ReachChanged event) {
        bell.ring(new Change(event.organisation(), Kind.REACH, null));
    }
}
