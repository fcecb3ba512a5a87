package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.WaitingExecutions;
import io.cordon.playbook.run.WaitingExecutions.Beside;
import io.cordon.response.Actions;
import io.cordon.response.Standing;
import io.cordon.response.Verb;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final OthersAtIt others;

    ContainStep(
            Incidents incidents,
            AskingForActions asking,
            Actions actions,
            WaitingExecutions waiters,
            OneAtATime turns,
            OthersAtIt others) {
        this.incidents = incidents;
        this.asking = asking;
        this.actions = actions;
        this.waiters = waiters;
        this.turns = turns;
        this.others = others;
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
        List<Targets.Target> targets = Targets.of(verb, incident);
        if (targets.isEmpty()) {
            return settled(List.of(), true);
        }
        Optional<Beside> beside = others.beside(call, verb.id());
        Optional<String> other = beside.flatMap(same -> others.waitingFor(call, same));
        AskingForActions.Asked asked = asking.ask(call, other.orElse(call.execution()), verb, targets);
        Collection<Standing> standing = actions.standing(asked.actions()).values();
        if (Containment.areSettled(standing)) {
            return settled(standing, asked.all());
        }
        if (other.isPresent()) {
            waiters.handOver(call.organisation(), other.get(), asked.actions());
            return new Result.Done(Containment.leftToAnother(asked.all()));
        }
        waiters.add(call.organisation(), call.incidentId(), call.execution(), asked.actions(), beside.orElse(null));
        return new Result.Waiting(Containment.asked(asked.all()));
    }

    private static Result settled(Collection<Standing> standing, boolean all) {
        Map<String, Object> outcome = new HashMap<>(Containment.outcome(standing));
        outcome.putAll(Containment.asked(all));
        return new Result.Done(outcome);
    }
}
