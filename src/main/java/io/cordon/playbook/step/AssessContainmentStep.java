package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.Runs;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Says in {@code containment} how the containment of the incident stands once all that this one asked for is settled:
 * {@code contained}; {@code with-people} where this playbook asks some already, as theirs is the whole incident and a
 * task for each alert that joins would bury them; {@code with-others} where others see to what is left, or enough others
 * wait for those people, or the incident is over; else {@code left-for-people}.
 */
@Component
class AssessContainmentStep implements Step {

    private static final String CONTAINED = "contained";
    private static final String WITH_PEOPLE = "with-people";
    private static final String WITH_OTHERS = "with-others";
    private static final String LEFT_FOR_PEOPLE = "left-for-people";

    private final Incidents incidents;
    private final ContainedByNow contained;
    private final LeftForPeople left;
    private final PeoplesWord word;
    private final OthersAtIt others;
    private final Runs runs;
    private final OneAtATime turns;

    AssessContainmentStep(
            Incidents incidents,
            ContainedByNow contained,
            LeftForPeople left,
            PeoplesWord word,
            OthersAtIt others,
            Runs runs,
            OneAtATime turns) {
        this.incidents = incidents;
        this.contained = contained;
        this.left = left;
        this.word = word;
        this.others = others;
        this.runs = runs;
        this.turns = turns;
    }

    @Override
    public String name() {
        return "assess-containment";
    }

    @Override
    public Result run(Call call) {
        // Two that look at the same moment would each find nobody.
        turns.waitForTurn(call.organisation(), call.incidentId());
        String containment = assess(call);
        if (containment.equals(LEFT_FOR_PEOPLE)) {
            left.tell(call);
        }
        return new Result.Done(Map.of("containment", containment));
    }

    private String assess(Call call) {
        Optional<IncidentStatus> status =
                incidents.find(call.organisation(), call.incidentId()).map(Incident::status);
        if (status.filter(IncidentStatus::isActive).isEmpty()
                || runs.isOfBefore(call.organisation(), call.incidentId(), call.run())) {
            return WITH_OTHERS;
        }
        boolean isOpen = status.get() == IncidentStatus.OPEN;
        boolean isBeside = Containment.isBeside(call);
        boolean isUnknown = isSaid(call, "notAsked");
        boolean holds = isSaid(call, "containedAll") && !isUnknown;
        if (holds && !isBeside && !(isOpen && word.isAgainstIt(call))) {
            return CONTAINED;
        }
        if (others.arePeople(call)) {
            // NB: a playbook's own way does not go on before its containment is over.
            return isBeside && (holds || others.areEnough(call)) ? WITH_OTHERS : WITH_PEOPLE;
        }
        // The ledger knows nothing of what could not be asked for: nobody would find out.
        if (isUnknown || (!holds && left.isAnything(call))) {
            return LEFT_FOR_PEOPLE;
        }
        if (!isOpen || contained.is(call)) {
            return isOpen ? CONTAINED : WITH_OTHERS;
        }
        return others.willSay(call) ? WITH_OTHERS : LEFT_FOR_PEOPLE;
    }

    private static boolean isSaid(Call call, String input) {
        return call.orElse(input, "false").equals("true");
    }
}
