package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.task.Tasks;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Says in {@code whatIsLeft} whether people must be asked about what is not contained: {@code with-people} where this
 * playbook asks some already, as theirs is the whole incident and a task for each alert that joins would bury them;
 * {@code nothing} where they have dealt with all of it since, or enough others wait for them, or the incident is over;
 * else {@code something}. And in {@code allHolds} whether the incident is contained by now, though not by what this
 * containment saw alone: what it asked for was refused and then done by another, or by people who were asked by another.
 */
@Component
class PeopleAtItStep implements Step {

    /** Each of them looks at the whole incident later on; without bound, whoever sends alerts could add to them. */
    private static final int ENOUGH_WAITING = 8;

    /** Where those wait in the playbook contain. */
    private static final String WAITING = "a-minute-later";

    private final Incidents incidents;
    private final Tasks tasks;
    private final LeftForPeople left;
    private final ObjectProvider<Engine> engine;
    private final OneAtATime turns;

    /** @param engine which runs the steps, and is there only after them */
    PeopleAtItStep(
            Incidents incidents, Tasks tasks, LeftForPeople left, ObjectProvider<Engine> engine, OneAtATime turns) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.left = left;
        this.engine = engine;
        this.turns = turns;
    }

    @Override
    public String name() {
        return "people-at-it";
    }

    @Override
    public Result run(Call call) {
        // Two that look at the same moment would each find nobody.
        turns.waitForTurn(call.organisation(), call.incidentId());
        String found = whatIsLeft(call);
        boolean forPeople = found.equals("something");
        if (forPeople) {
            left.tell(call);
        }
        boolean allHolds = found.equals("nothing")
                && !isSomethingUnknown(call)
                && isUncontained(call)
                && left.isAllContained(call);
        // NB: instances that run since an older file ask for peopleAtIt.
        return new Result.Done(Map.of("whatIsLeft", found, "allHolds", allHolds, "peopleAtIt", !forPeople));
    }

    private String whatIsLeft(Call call) {
        if (!isActive(call)) {
            return "nothing";
        }
        boolean asked = tasks.waiting(call.organisation(), call.incidentId()).stream()
                .anyMatch(task -> task.playbook().equals(call.playbook()));
        if (asked) {
            return call.isBeside() && areEnoughWaiting(call) ? "nothing" : "with-people";
        }
        return isSomethingUnknown(call) || left.isAnything(call) ? "something" : "nothing";
    }

    /** NB: only of what was started beside: a playbook's own way does not go on before its containment is over. */
    private boolean areEnoughWaiting(Call call) {
        return engine.getObject().waitingAt(call.organisation(), call.incidentId(), WAITING) >= ENOUGH_WAITING;
    }

    /** The ledger knows nothing of what could not be asked for: nobody would find out. */
    private static boolean isSomethingUnknown(Call call) {
        return call.orElse("notAsked", "false").equals("true");
    }

    private boolean isActive(Call call) {
        return status(call).filter(IncidentStatus::isActive).isPresent();
    }

    private boolean isUncontained(Call call) {
        return status(call).filter(IncidentStatus.OPEN::equals).isPresent();
    }

    private Optional<IncidentStatus> status(Call call) {
        return incidents.find(call.organisation(), call.incidentId()).map(Incident::status);
    }
}
