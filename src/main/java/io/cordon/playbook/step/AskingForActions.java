package io.cordon.playbook.step;

import io.cordon.incident.NamedByHand;
import io.cordon.incident.Timeline;
import io.cordon.playbook.Step.Call;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.run.AskedActions;
import io.cordon.response.ActionRequest;
import io.cordon.response.Actions;
import io.cordon.response.Verb;
import io.cordon.tenancy.PersonRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks for one verb on many targets. All verbs of a containment share a transaction; a target that cannot be asked for
 * is taken back alone, and people are told.
 */
@Component
class AskingForActions {

    private static final Logger LOG = LoggerFactory.getLogger(AskingForActions.class);

    private final Actions actions;
    private final AskedActions asked;
    private final NamedByHand namedByHand;
    private final Timeline timeline;
    private final TransactionTemplate savepoint;

    AskingForActions(
            Actions actions,
            AskedActions asked,
            NamedByHand namedByHand,
            Timeline timeline,
            PlatformTransactionManager transactions) {
        this.actions = actions;
        this.asked = asked;
        this.namedByHand = namedByHand;
        this.timeline = timeline;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** @param all false where something could not be asked for */
    record Asked(List<UUID> actions, boolean all) {}

    /** @param waiter the execution that is told when they are settled */
    Asked ask(Call call, String waiter, Verb verb, List<Targets.Target> targets) {
        Map<String, PersonRef> namedBy = namedByHand.peopleNaming(call.organisation(), call.incidentId());
        Set<UUID> found = new LinkedHashSet<>();
        boolean all = true;
        for (Targets.Target target : targets) {
            try {
                found.addAll(Objects.requireNonNull(savepoint.execute(
                        status -> actions.request(request(call, waiter, verb, target, namedBy.get(target.value()))))));
            } catch (RuntimeException e) {
                if (Engine.isCollision(e) || e instanceof TransientDataAccessException) {
                    // Nothing is wrong with the target: the whole step is tried again.
                    throw e;
                }
                all = false;
                tell(call, verb, target.value(), e);
            }
        }
        asked.add(call, found);
        return new Asked(List.copyOf(found), all);
    }

    private void tell(Call call, Verb verb, String target, RuntimeException failure) {
        LOG.error(
                "Expected to ask for {} in incident {} of {}, which people must do now",
                verb.id(),
                call.incidentId(),
                call.organisation(),
                failure);
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "action",
                "playbook:" + call.playbook(),
                verb.id() + " " + target
                        + ": could not be asked for, by a fault of Cordon. Do it by hand, or try again;"
                        + " the server's log has the fault.",
                Map.of("step", call.element()));
    }

    private static ActionRequest request(
            Call call, String waiter, Verb verb, Targets.Target target, @Nullable PersonRef namedBy) {
        return new ActionRequest(
                call.organisation(),
                call.incidentId(),
                verb,
                target.value(),
                null,
                "Playbook " + call.title(),
                "playbook:" + call.playbook(),
                null,
                namedBy,
                null,
                waiter,
                target.doubt());
    }
}
