package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.task.Tasks;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Says in {@code peopleAtIt} whether people are asked by this playbook already, in a run that goes beside another: they
 * look at the whole incident, and a task for each alert that joins it would bury them.
 */
@Component
class PeopleAtItStep implements Step {

    private final Tasks tasks;
    private final OneAtATime turns;
    private final Timeline timeline;

    PeopleAtItStep(Tasks tasks, OneAtATime turns, Timeline timeline) {
        this.tasks = tasks;
        this.turns = turns;
        this.timeline = timeline;
    }

    @Override
    public String name() {
        return "people-at-it";
    }

    @Override
    public Result run(Call call) {
        // Two that run beside at the same moment would each find nobody.
        turns.waitForTurn(call.organisation(), call.incidentId());
        List<Tasks.Waiting> asked = call.required("beside").equals("true")
                ? tasks.waiting(call.organisation(), call.incidentId()).stream()
                        .filter(task -> task.playbook().equals(call.playbook()))
                        .toList()
                : List.of();
        if (!asked.isEmpty()) {
            timeline.add(
                    call.organisation(),
                    call.incidentId(),
                    "playbook",
                    "playbook:" + call.playbook(),
                    "Not everything that joined later is contained. It belongs to the task that waits already: "
                            + asked.getFirst().name() + ".",
                    Map.of("step", call.element(), "taskId", asked.getFirst().id()));
        }
        return new Result.Done(Map.of("peopleAtIt", !asked.isEmpty()));
    }
}
