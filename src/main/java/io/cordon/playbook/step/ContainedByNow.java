package io.cordon.playbook.step;

import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Containment;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.Standing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether an incident is contained by now, for a containment that has not seen to all of it. */
@Component
class ContainedByNow {

    /** What people do by hand instead. */
    private static final Set<ActionState> COULD_NOT =
            EnumSet.of(ActionState.REFUSED, ActionState.FAILED, ActionState.EXPIRED, ActionState.UNKNOWN);

    private final Actions actions;
    private final LeftForPeople left;
    private final OthersAtIt others;

    ContainedByNow(Actions actions, LeftForPeople left, OthersAtIt others) {
        this.actions = actions;
        this.left = left;
        this.others = others;
    }

    /**
     * Whether something holds, nothing is left for people, and nobody is at it who will say so themselves. NB: the
     * incident's own way waits for nothing that joined: whoever sends alerts, of which each adds an action that waits
     * for approval, would keep the incident open.
     */
    boolean is(Call call) {
        return !others.arePeople(call)
                && !(Containment.isBeside(call) && others.areContainments(call))
                && !left.isAnything(call)
                && !left.isOpenedAgainInVain(call)
                && doesAllHold(call);
    }

    /**
     * What a person took back is no part of it: they know why. What is not settled has somebody else who waits for it,
     * or was asked for by a person.
     */
    private boolean doesAllHold(Call call) {
        List<Standing> settled = actions.standing(call.organisation(), call.incidentId()).stream()
                .filter(action -> action.state().isSettled() && action.state() != ActionState.UNDONE)
                .toList();
        boolean byHand = left.isByHandTheirLastWord(call);
        return !settled.isEmpty()
                && settled.stream()
                        .allMatch(
                                action -> Containment.holds(action) || (byHand && COULD_NOT.contains(action.state())));
    }
}
