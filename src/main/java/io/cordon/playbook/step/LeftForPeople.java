package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.task.CompletedTasks;
import io.cordon.playbook.task.CompletedTasks.Sought;
import io.cordon.response.Actions;
import io.cordon.response.Standing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What of an incident's actions is left for people. */
@Component
class LeftForPeople {

    /** The answers with which people have dealt with all that was left when they were asked. */
    private static final List<Sought> DEALT_WITH = List.of(
            new Sought("finish-by-hand", "outcome", "by-hand"), new Sought("decide-about-rest", "rest", "accept"));

    private final Actions actions;
    private final CompletedTasks completed;
    private final Timeline timeline;

    LeftForPeople(Actions actions, CompletedTasks completed, Timeline timeline) {
        this.actions = actions;
        this.completed = completed;
        this.timeline = timeline;
    }

    boolean isAnything(Call call) {
        return actions.isAnythingLeft(call.organisation(), call.incidentId(), dealtWithUntil(call));
    }

    /** Whether everything holds that was asked for. */
    boolean doesAllHold(Call call) {
        List<Standing> standing = actions.standing(call.organisation(), call.incidentId());
        return !standing.isEmpty() && Containment.doAllHold(standing);
    }

    /** Each time that people are asked: what was tried again may have been refused for the same reason as before. */
    void tell(Call call) {
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                "Left for people. " + Containment.inWords(actions.standing(call.organisation(), call.incidentId())),
                Map.of("step", call.element()));
    }

    private Instant dealtWithUntil(Call call) {
        return DEALT_WITH.stream()
                .map(dealt -> completed.newestAsked(call.organisation(), call.incidentId(), call.playbook(), dealt))
                .flatMap(Optional::stream)
                .map(CompletedTasks::seenUntil)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
