package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import io.cordon.playbook.run.Containment;
import io.cordon.response.Actions;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes a sentence on the incident's timeline, and with {@code actions} = {@code count} how many actions hold. */
@Component
class LogStep implements Step {

    private final Timeline timeline;
    private final Actions actions;

    LogStep(Timeline timeline, Actions actions) {
        this.timeline = timeline;
        this.actions = actions;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Result run(Call call) {
        String count = call.orElse("actions", "").equals("count")
                ? " " + Containment.inWords(actions.standing(call.organisation(), call.incidentId()))
                : "";
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                call.required("text") + count,
                Map.of("step", call.element()));
        return new Result.Done(Map.of());
    }
}
