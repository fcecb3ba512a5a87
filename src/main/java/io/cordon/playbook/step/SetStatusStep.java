package io.cordon.playbook.step;

import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import io.cordon.playbook.run.Containment;
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

    SetStatusStep(Incidents incidents, Actions actions) {
        this.incidents = incidents;
        this.actions = actions;
    }

    @Override
    public String name() {
        return "set-status";
    }

    @Override
    public Result run(Call call) {
        var status = IncidentStatus.valueOf(call.required("status").toUpperCase(Locale.ROOT));
        String reason = call.required("reason");
        incidents.changeStatus(
                call.organisation(),
                call.incidentId(),
                status,
                status == IncidentStatus.CONTAINED ? reason + " " + containment(call) : reason,
                "playbook:" + call.playbook());
        return new Result.Done(Map.of());
    }

    private String containment(Call call) {
        return Containment.inWords(actions.standing(call.organisation(), call.incidentId()));
    }
}
