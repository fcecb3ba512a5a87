package io.cordon.playbook.step;

import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
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
    private final LeftForPeople left;
    private final OthersAtIt others;
    private final Timeline timeline;

    SetStatusStep(Incidents incidents, Actions actions, LeftForPeople left, OthersAtIt others, Timeline timeline) {
        this.incidents = incidents;
        this.actions = actions;
        this.left = left;
        this.others = others;
        this.timeline = timeline;
    }

    @Override
    public String name() {
        return "set-status";
    }

    @Override
    public Result run(Call call) {
        var status = IncidentStatus.valueOf(call.required("status").toUpperCase(Locale.ROOT));
        String reason = call.required("reason");
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

    /**
     * Beside the incident's own way, where that or people are still at it. NB: its own way never leaves it to what runs
     * beside: whoever sends alerts, of which each adds one that waits for approval, would keep the incident open.
     */
    private boolean mayNotSpeakForTheIncident(Call call) {
        return Containment.isBeside(call)
                && isOpen(call)
                && (others.isOwnWay(call) || others.arePeople(call) || !left.isContained(call));
    }

    private boolean isOpen(Call call) {
        return incidents
                .find(call.organisation(), call.incidentId())
                .filter(incident -> incident.status() == IncidentStatus.OPEN)
                .isPresent();
    }

    private String containment(Call call) {
        return Containment.inWords(actions.standing(call.organisation(), call.incidentId()));
    }
}
