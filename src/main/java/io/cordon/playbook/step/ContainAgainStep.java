package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import io.cordon.playbook.run.Containment;
import io.cordon.response.Actions;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Begins a containment anew: the steps behind it ask again for what was refused, failed or expired. */
@Component
class ContainAgainStep implements Step {

    private final Actions actions;
    private final Timeline timeline;

    ContainAgainStep(Actions actions, Timeline timeline) {
        this.actions = actions;
        this.timeline = timeline;
    }

    @Override
    public String name() {
        return "contain-again";
    }

    @Override
    public Result run(Call call) {
        actions.lookAgain(
                call.organisation(), call.incidentId(), "people want it tried again", "playbook:" + call.playbook());
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                "What was refused, failed or expired, or is uncertain, is asked for again, but for what a person"
                        + " denied, did or took back.",
                Map.of("step", call.element()));
        return new Result.Done(Containment.begunAnew());
    }
}
