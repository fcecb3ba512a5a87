package io.cordon.playbook.run;

import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.response.ActionSettled;
import io.cordon.response.Actions;
import io.cordon.response.Standing;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.Collection;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets playbooks go on when all that they wait for is settled. */
@Component
class WakingPlaybooks {

    private final Engine engine;
    private final Actions actions;
    private final WaitingExecutions waiters;
    private final OneAtATime turns;
    private final TellingPlaybooks telling;
    private final ActingFor actingFor;

    WakingPlaybooks(
            Engine engine,
            Actions actions,
            WaitingExecutions waiters,
            OneAtATime turns,
            TellingPlaybooks telling,
            ActingFor actingFor) {
        this.engine = engine;
        this.actions = actions;
        this.waiters = waiters;
        this.turns = turns;
        this.telling = telling;
        this.actingFor = actingFor;
    }

    /** Told after the outcome is durable, and again until this commits: that only what is settled wakes is enough. */
    @EventListener
    @Transactional(propagation = Propagation.REQUIRED)
    public void on(ActionSettled settled) {
        actingFor.run(
                settled.organisation(), () -> wake(settled.organisation(), settled.incidentId(), settled.waiter()));
    }

    /** Wakes an execution that has nothing to wait for any more. */
    void wake(OrganisationId organisation, UUID incidentId, String execution) {
        turns.waitForTurn(organisation, incidentId);
        // First: what was withdrawn since the incident is over shall not make its playbook ask people about it.
        telling.deliverEnds(organisation, incidentId);
        waiters.actionsOf(organisation, execution).ifPresent(awaited -> {
            Collection<Standing> standing = actions.standing(awaited).values();
            if (Containment.areSettled(standing)) {
                // Where the execution is gone, the playbook took another way or was ended.
                engine.wake(organisation, execution, Containment.outcome(standing));
                waiters.remove(organisation, execution);
            }
        });
    }
}
