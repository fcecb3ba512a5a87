package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.Runs;
import io.cordon.playbook.step.PeoplesWord.Word;
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
    private final Runs runs;
    private final Timeline timeline;

    LeftForPeople(Actions actions, PeoplesWord word, Runs runs, Timeline timeline) {
        this.actions = actions;
        this.word = word;
        this.runs = runs;
        this.timeline = timeline;
    }

    boolean isAnything(Call call) {
        Instant dealtWith =
                word.dealtWithAsOf(call).map(CompletedTasks::seenUntil).orElse(Instant.EPOCH);
        return actions.isAnythingLeft(call.organisation(), call.incidentId(), dealtWith);
    }

    /**
     * Whether nobody but people says that it is contained: somebody has opened the incident again, against what Cordon
     * held, and people have not said since that it is. No alert that joins and is contained answers for them.
     */
    boolean isForThemToSay(Call call) {
        return runs.course(call.organisation(), call.incidentId()).again() && word.last(call) != Word.BY_HAND;
    }

    /** Each time that people are asked: what was tried again may have been refused for the same reason as before. */
    void tell(Call call) {
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                (isForThemToSay(call)
                                ? "Left for people, who say whether it is contained, as it was opened again. "
                                : "Left for people. ")
                        + Containment.inWords(actions.standing(call.organisation(), call.incidentId())),
                Map.of("step", call.element()));
    }
}
