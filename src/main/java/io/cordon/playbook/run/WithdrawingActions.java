package io.cordon.playbook.run;

import io.cordon.incident.StatusChanged;
import io.cordon.incident.Timeline;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.OpenActions;
import io.cordon.response.Standing;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Withdraws what was not sent yet when its incident is over: nothing shall happen later that nobody expects. What holds
 * stays, and is told: whoever closes a false alarm wants it taken back.
 */
@Component
class WithdrawingActions {

    private final OpenActions open;
    private final Actions actions;
    private final Timeline timeline;

    WithdrawingActions(OpenActions open, Actions actions, Timeline timeline) {
        this.open = open;
        this.actions = actions;
        this.timeline = timeline;
    }

    // Before all who write at once how the incident's actions stand at its end, see TellingOfTheEnd.
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StatusChanged changed) {
        if (changed.to().isActive()) {
            return;
        }
        open.withdraw(
                changed.organisation(),
                changed.incidentId(),
                "Withdrawn: the incident was " + changed.to().id()
                        + " before it was sent. Ask for it again if it is still needed.",
                changed.by());
        if (changed.isEnd() && !changed.isMerge()) {
            tellWhatHolds(changed);
        }
    }

    private void tellWhatHolds(StatusChanged changed) {
        long holding = actions.standing(changed.organisation(), changed.incidentId()).stream()
                .map(Standing::state)
                .filter(ActionState.VERIFIED::equals)
                .count();
        if (holding > 0) {
            timeline.add(
                    changed.organisation(),
                    changed.incidentId(),
                    "action",
                    "cordon:playbook",
                    (holding == 1 ? "1 action stays" : holding + " actions stay")
                            + " in force beyond the incident. If this was a false alarm, undo "
                            + (holding == 1 ? "it" : "them") + ": one by one, or all of the incident at once.",
                    Map.of());
        }
    }
}
