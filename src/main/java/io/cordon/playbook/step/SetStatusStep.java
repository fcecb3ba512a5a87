package io.cordon.playbook.step;

import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.WaitingExecutions;
import io.cordon.response.Actions;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Moves the incident on; where it stands there or further already, nothing changes. Whoever reads that it is contained
 * reads beside it how many actions hold, and how many do not.
 */
@Component
class SetStatusStep implements Step {

    private final Incidents incidents;
    private final Actions actions;
    private final WaitingExecutions waiters;
    private final Timeline timeline;
    private final ObjectProvider<Engine> engine;

    /** @param engine which runs the steps, and is there only after them */
    SetStatusStep(
            Incidents incidents,
            Actions actions,
            WaitingExecutions waiters,
            Timeline timeline,
            ObjectProvider<Engine> engine) {
        this.incidents = incidents;
        this.actions = actions;
        this.waiters = waiters;
        this.timeline = timeline;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "set-status";
    }

    @Override
    public Result run(Call call) {
        var status = IncidentStatus.valueOf(call.required("status").toUpperCase(Locale.ROOT));
        String reason = call.required("reason");
        if (status == IncidentStatus.CONTAINED && isAnotherAtIt(call)) {
            // Whoever ends last marks it.
            timeline.add(
                    call.organisation(),
                    call.incidentId(),
                    "playbook",
                    "playbook:" + call.playbook(),
                    "Not contained yet, as another containment still waits. " + containment(call),
                    Map.of("step", call.element()));
            return new Result.Done(Map.of());
        }
        incidents.changeStatus(
                call.organisation(),
                call.incidentId(),
                status,
                status == IncidentStatus.CONTAINED ? reason + " " + containment(call) : reason,
                "playbook:" + call.playbook());
        return new Result.Done(Map.of());
    }

    private boolean isAnotherAtIt(Call call) {
        return waiters.of(call.organisation(), call.incidentId()).stream()
                .anyMatch(execution -> engine.getObject().isThere(call.organisation(), execution));
    }

    private String containment(Call call) {
        return Containment.inWords(actions.standing(call.organisation(), call.incidentId()));
    }
}
