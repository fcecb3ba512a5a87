package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.task.CompletedTasks;
import io.cordon.response.Actions;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What of an incident's actions is left for people. */
@Component
class LeftForPeople {

    private final Actions actions;
    private final PeoplesWord word;
    private final Timeline timeline;

    LeftForPeople(Actions actions, PeoplesWord word, Timeline timeline) {
        this.actions = actions;
        this.word = word;
        this.timeline = timeline;
    }

    boolean isAnything(Call call) {
        Instant dealtWith =
                word.dealtWithAsOf(call).map(CompletedTasks::seenUntil).orElse(Instant.EPOCH);
        return actions.isAnythingLeft(call.organisation(), call.incidentId(), dealtWith);
    }

    /** Each time that people are asked: what was tried again may have been refused for the same reason as before. */
    void tell(Call call) {
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                (word.isAwaited(call)
                                ? "Left for people, who say whether it is contained, as it was opened again. "
                                : "Left for people. ")
                        + Containment.inWords(actions.standing(call.organisation(), call.incidentId())),
                Map.of("step", call.element()));
    }
}
