package io.cordon.playbook.run;

import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.response.ActionSettled;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.Map;
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
    private final ActingFor actingFor;

    WakingPlaybooks(Engine engine, Actions actions, WaitingExecutions waiters, OneAtATime turns, ActingFor actingFor) {
        this.engine = engine;
        this.actions = actions;
        this.waiters = waiters;
        this.turns = turns;
        this.actingFor = actingFor;
    }

    /** Told after the outcome is durable, and again until this commits: that only what is settled wakes is enough. */
    @EventListener
    @Transactional(propagation = Propagation.REQUIRED)
    public void on(ActionSettled settled) {
        actingFor.run(settled.organisation(), () -> wake(settled.organisation(), settled.incidentId()));
    }

    /** Wakes all of an incident that have nothing to wait for any more. */
    void wake(OrganisationId organisation, UUID incidentId) {
        turns.waitForTurn(organisation, incidentId);
        for (WaitingExecutions.Waiter waiter : waiters.of(organisation, incidentId)) {
            Map<UUID, ActionState> states = actions.states(waiter.actions());
            if (states.values().stream().allMatch(ActionState::isSettled)) {
                // Where the execution is gone, the playbook took another way or was ended.
                engine.wake(organisation, waiter.execution(), Containment.outcome(states.values()));
                waiters.remove(organisation, waiter.execution());
            }
        }
    }
}
