package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.WaitingExecutions;
import io.cordon.response.Actions;
import io.cordon.response.Standing;
import io.cordon.response.Verb;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Asks for one verb on everything of the incident that it fits, and stays until all of it is settled. What was asked
 * for before is found again and not done twice, so it may run as often as entities join.
 */
@Component
class ContainStep implements Step {

    private final Incidents incidents;
    private final AskingForActions asking;
    private final Actions actions;
    private final WaitingExecutions waiters;
    private final OneAtATime turns;

    ContainStep(
            Incidents incidents,
            AskingForActions asking,
            Actions actions,
            WaitingExecutions waiters,
            OneAtATime turns) {
        this.incidents = incidents;
        this.asking = asking;
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
        if (!incident.status().isActive()) {
            // It was resolved or closed while this run was on its way here; its end is on the way, too.
            return new Result.Done(Containment.asked(false));
        }
        AskingForActions.Asked asked = asking.ask(call, verb, Targets.of(verb, incident));
        Collection<Standing> standing = actions.standing(asked.actions()).values();
        if (Containment.areSettled(standing)) {
            Map<String, Object> outcome = new HashMap<>(Containment.outcome(standing));
            outcome.putAll(Containment.asked(asked.all()));
            return new Result.Done(outcome);
        }
        waiters.add(call.organisation(), call.incidentId(), call.execution(), asked.actions());
        return new Result.Waiting(Containment.asked(asked.all()));
    }
}
