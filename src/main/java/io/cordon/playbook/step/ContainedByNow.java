package io.cordon.playbook.step;

import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.step.PeoplesWord.Word;
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
    private final PeoplesWord word;
    private final OthersAtIt others;

    ContainedByNow(Actions actions, LeftForPeople left, PeoplesWord word, OthersAtIt others) {
        this.actions = actions;
        this.left = left;
        this.word = word;
        this.others = others;
    }

    /** Whether nothing is left for people, who is at it will not say so themselves, and all holds. */
    boolean is(Call call) {
        boolean byHand = word.last(call) == Word.BY_HAND;
        return !word.isAwaited(call)
                && !left.isAnything(call)
                && !others.arePeople(call)
                && !(Containment.isBeside(call) && willOthersSay(call, byHand))
                && doesAllHold(call, byHand);
    }

    /**
     * NB: neither the incident's own way nor people who say that it is contained wait for what joined: whoever sends
     * alerts, of which each adds an action that waits for approval, would keep the incident open.
     */
    private boolean willOthersSay(Call call, boolean byHand) {
        return others.isOwnWay(call) || (!byHand && others.areBeside(call));
    }

    /**
     * What a person took back is no part of it: they know why. What is not settled has somebody else who waits for it,
     * or was asked for by a person.
     */
    private boolean doesAllHold(Call call, boolean byHand) {
        List<Standing> settled = actions.standing(call.organisation(), call.incidentId()).stream()
                .filter(action -> action.state().isSettled() && action.state() != ActionState.UNDONE)
                .toList();
        return (byHand || !settled.isEmpty())
                && settled.stream()
                        .allMatch(
                                action -> Containment.holds(action) || (byHand && COULD_NOT.contains(action.state())));
    }
}
