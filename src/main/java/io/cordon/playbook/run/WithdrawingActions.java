package io.cordon.playbook.run;

import io.cordon.incident.StatusChanged;
import io.cordon.response.OpenActions;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Withdraws what was not sent yet when its incident is over: nothing shall happen later that nobody expects. */
@Component
class WithdrawingActions {

    private final OpenActions actions;

    WithdrawingActions(OpenActions actions) {
        this.actions = actions;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StatusChanged changed) {
        if (!changed.to().isActive()) {
            actions.withdraw(
                    changed.organisation(),
                    changed.incidentId(),
                    "Withdrawn: the incident was " + changed.to().id()
                            + " before it was sent. Ask for it again if it is still needed.",
                    changed.by());
        }
    }
}
