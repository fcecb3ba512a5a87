package io.cordon.playbook.step;

import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.playbook.Step;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Moves the incident on; where it stands there or further already, nothing changes. */
@Component
class SetStatusStep implements Step {

    private final Incidents incidents;

    SetStatusStep(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public String name() {
        return "set-status";
    }

    @Override
    public Result run(Call call) {
        var status = IncidentStatus.valueOf(call.required("status").toUpperCase(Locale.ROOT));
        incidents.changeStatus(
                call.organisation(), call.incidentId(), status, call.required("reason"), "playbook:" + call.playbook());
        return new Result.Done(Map.of());
    }
}
