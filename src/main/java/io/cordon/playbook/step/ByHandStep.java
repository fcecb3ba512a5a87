package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import io.cordon.playbook.task.CompletedTasks;
import io.cordon.response.ByHand;
import io.cordon.response.OpenActions;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Notes that the person who answered a task did by hand what Cordon could not. */
@Component
class ByHandStep implements Step {

    private final CompletedTasks tasks;
    private final OpenActions actions;
    private final Timeline timeline;

    ByHandStep(CompletedTasks tasks, OpenActions actions, Timeline timeline) {
        this.tasks = tasks;
        this.actions = actions;
        this.timeline = timeline;
    }

    @Override
    public String name() {
        return "by-hand";
    }

    @Override
    public Result run(Call call) {
        String about = call.required("about");
        CompletedTasks.Answer answer = tasks.newest(call.organisation(), call.incidentId(), call.playbook(), about)
                .orElseThrow(() -> new IllegalStateException("Expected the step " + call.element()
                        + " to come after an answer to " + about + ", but nobody has given one"));
        // Not up to the answer: what failed since they were asked nobody has seen.
        int many = actions.doneByHand(
                call.organisation(),
                call.incidentId(),
                CompletedTasks.seenUntil(answer.asked()),
                new ByHand(answer.by(), answer.at(), answer.words()));
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                "Contained by hand by " + answer.by() + ": "
                        + switch (many) {
                            case 0 -> "no further action counts as done by hand.";
                            case 1 -> "1 action counts as done by hand. It is taken back by hand, too.";
                            default -> many + " actions count as done by hand. They are taken back by hand, too.";
                        },
                Map.of("step", call.element()));
        return new Result.Done(Map.of());
    }
}
