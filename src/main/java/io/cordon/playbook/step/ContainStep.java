package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.WaitingExecutions;
import io.cordon.playbook.run.WaitingExecutions.Beside;
import io.cordon.response.Actions;
import io.cordon.response.Standing;
import io.cordon.response.Verb;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks for one verb on everything of the incident that it fits, and stays until all of it is settled. What was asked
 * for before is found again and not done twice, so it may run as often as entities join.
 */
@Component
class ContainStep implements Step {

    /**
     * People are told after a quarter of an hour at the earliest that a containment waits: what it is handed before is
     * told then, too.
     */
    private static final Duration TOLD_SOON = Duration.ofMinutes(14);

    private final Incidents incidents;
    private final AskingForActions asking;
    private final Actions actions;
    private final WaitingExecutions waiters;
    private final OneAtATime turns;
    private final ObjectProvider<Engine> engine;

    /** @param engine which runs the steps, and is there only after them */
    ContainStep(
            Incidents incidents,
            AskingForActions asking,
            Actions actions,
            WaitingExecutions waiters,
            OneAtATime turns,
            ObjectProvider<Engine> engine) {
        this.incidents = incidents;
        this.asking = asking;
        this.actions = actions;
        this.waiters = waiters;
        this.turns = turns;
        this.engine = engine;
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
        Optional<Beside> beside = beside(call, verb);
        Optional<String> other = beside.flatMap(same -> waitsAlready(call, same));
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

    /**
     * What it waits for beside the incident's own way; empty on that way. Only the shared playbook goes on rightly where
     * what it asked for is not settled.
     */
    private Optional<Beside> beside(Call call, Verb verb) {
        if (!call.playbook().equals(Containment.PLAYBOOK) || !call.isBeside()) {
            return Optional.empty();
        }
        // NB: not the incident's, which may have risen since the timer was set.
        return engine.getObject()
                .flag(call.organisation(), call.execution(), "severity")
                .map(severity -> new Beside(verb.id(), severity));
    }

    /**
     * A containment beside the incident's own way that waits for this since a little while. Approvals may take days;
     * one more that waits for each alert that joins would be without bound.
     */
    private Optional<String> waitsAlready(Call call, Beside beside) {
        return waiters.beside(call.organisation(), call.incidentId(), beside, TOLD_SOON)
                // NB: its playbook may have gone another way, or ended, and nobody would see to what it is handed.
                .filter(other -> engine.getObject().isThere(call.organisation(), other));
    }
}
