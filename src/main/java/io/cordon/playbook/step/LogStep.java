package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes a sentence on the incident's timeline. */
@Component
class LogStep implements Step {

    private final Timeline timeline;

    LogStep(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Result run(Call call) {
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                call.required("text"),
                Map.of("step", call.element()));
        return new Result.Done(Map.of());
    }
}
