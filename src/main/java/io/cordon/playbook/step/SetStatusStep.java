package io.cordon.playbook.step;

import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.Runs;
import io.cordon.response.Actions;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Moves the incident on; where it stands there or further already, nothing changes. Whoever reads that it is contained
 * reads beside it how many actions hold, and how many do not.
 */
@Component
class SetStatusStep implements Step {

    private final Incidents incidents;
    private final Actions actions;
    private final ContainedByNow contained;
    private final Timeline timeline;
    private final Runs runs;
    private final OneAtATime turns;

    SetStatusStep(
            Incidents incidents,
            Actions actions,
            ContainedByNow contained,
            Timeline timeline,
            Runs runs,
            OneAtATime turns) {
        this.incidents = incidents;
        this.actions = actions;
        this.contained = contained;
        this.timeline = timeline;
        this.runs = runs;
        this.turns = turns;
    }

    @Override
    public String name() {
        return "set-status";
    }

    @Override
    public Result run(Call call) {
        var status = IncidentStatus.valueOf(call.required("status").toUpperCase(Locale.ROOT));
        String reason = call.required("reason");
        // Who begins to wait at the same moment would not be seen.
        turns.waitForTurn(call.organisation(), call.incidentId());
        // And who opens it again at the same moment.
        incidents.hold(call.organisation(), call.incidentId());
        if (runs.isOfBefore(call.organisation(), call.incidentId(), call.run())) {
            return new Result.Done(Map.of());
        }
        if (status == IncidentStatus.OPEN && !is(call, IncidentStatus.CONTAINED)) {
            // Nothing to take back; and what is over, only a person opens again.
            return new Result.Done(Map.of());
        }
        if (status != IncidentStatus.CONTAINED) {
            change(call, status, reason);
        } else if (mayNotSpeakForTheIncident(call)) {
            timeline.add(
                    call.organisation(),
                    call.incidentId(),
                    "playbook",
                    "playbook:" + call.playbook(),
                    "This containment is over, that of the incident is not yet. " + containment(call),
                    Map.of("step", call.element()));
        } else {
            change(call, status, reason + " " + containment(call));
        }
        return new Result.Done(Map.of());
    }

    private void change(Call call, IncidentStatus status, String reason) {
        incidents.changeStatus(call.organisation(), call.incidentId(), status, reason, "playbook:" + call.playbook());
    }

    /** Beside the incident's own way, where somebody has begun to see to it since this containment looked. */
    private boolean mayNotSpeakForTheIncident(Call call) {
        return Containment.isBeside(call) && is(call, IncidentStatus.OPEN) && !contained.is(call);
    }

    private boolean is(Call call, IncidentStatus status) {
        return incidents
                .find(call.organisation(), call.incidentId())
                .filter(incident -> incident.status() == status)
                .isPresent();
    }

    private String containment(Call call) {
        return Containment.inWords(actions.standing(call.organisation(), call.incidentId()));
    }
}
