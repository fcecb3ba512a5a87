package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.WaitingExecutions;
import io.cordon.response.ActionRequest;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.Verb;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks for one verb on everything of the incident that it fits, and stays until all of it is settled. What was asked
 * for before is found again and not done twice, so it may run as often as entities join.
 */
@Component
class ContainStep implements Step {

    private final Incidents incidents;
    private final Actions actions;
    private final WaitingExecutions waiters;
    private final OneAtATime turns;

    ContainStep(Incidents incidents, Actions actions, WaitingExecutions waiters, OneAtATime turns) {
        this.incidents = incidents;
        this.actions = actions;
        this.waiters = waiters;
        this.turns = turns;
    }

    @Override
    public String name() {
        return "contain";
    }

    @Override
    public Result run(Call call) {
        // Before looking at the ledger: what settles from here on finds this execution waiting.
        turns.waitForTurn(call.organisation(), call.incidentId());
        Verb verb = Verb.of(call.required("verb"));
        Incident incident = incidents
                .find(call.organisation(), call.incidentId())
                .orElseThrow(() -> new IllegalStateException("Expected incident " + call.incidentId() + " of the step "
                        + call.element() + ", but there is none"));
        List<UUID> asked = Targets.of(verb, incident).stream()
                .flatMap(target -> actions
                        .request(new ActionRequest(
                                call.organisation(),
                                call.incidentId(),
                                verb,
                                target,
                                null,
                                "Playbook " + call.playbook() + ", step " + call.element(),
                                "playbook:" + call.playbook(),
                                null,
                                null,
                                call.execution()))
                        .stream())
                .distinct()
                .toList();
        Map<UUID, ActionState> states = actions.states(asked);
        if (states.values().stream().allMatch(ActionState::isSettled)) {
            return new Result.Done(Containment.outcome(states.values()));
        }
        waiters.add(call.organisation(), call.incidentId(), call.execution(), asked);
        return new Result.Waiting();
    }
}
