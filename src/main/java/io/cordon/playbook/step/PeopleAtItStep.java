package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import java.util.Map;
import java.util.Optional;
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

    private final Incidents incidents;
    private final LeftForPeople left;
    private final OthersAtIt others;
    private final OneAtATime turns;

    PeopleAtItStep(Incidents incidents, LeftForPeople left, OthersAtIt others, OneAtATime turns) {
        this.incidents = incidents;
        this.left = left;
        this.others = others;
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
        boolean allHolds =
                found.equals("nothing") && !isSomethingUnknown(call) && isUncontained(call) && left.isContained(call);
        // NB: instances that run since an older file ask for peopleAtIt.
        return new Result.Done(Map.of("whatIsLeft", found, "allHolds", allHolds, "peopleAtIt", !forPeople));
    }

    private String whatIsLeft(Call call) {
        if (!isActive(call)) {
            return "nothing";
        }
        if (others.arePeople(call)) {
            // NB: a playbook's own way does not go on before its containment is over.
            return call.isBeside() && others.areEnough(call) ? "nothing" : "with-people";
        }
        return isSomethingUnknown(call) || left.isAnything(call) ? "something" : "nothing";
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
