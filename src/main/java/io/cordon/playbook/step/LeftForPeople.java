package io.cordon.playbook.step;

import io.cordon.incident.Timeline;
import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.Runs;
import io.cordon.playbook.run.Runs.Course;
import io.cordon.playbook.task.CompletedTasks;
import io.cordon.playbook.task.CompletedTasks.Sought;
import io.cordon.response.Actions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What of an incident's actions is left for people. */
@Component
class LeftForPeople {

    /** The answers with which people have dealt with all that was left when they were asked. */
    private static final Sought BY_HAND = new Sought("finish-by-hand", "outcome", "by-hand");

    private static final Sought ACCEPTED = new Sought("decide-about-rest", "rest", "accept");

    private final Actions actions;
    private final CompletedTasks completed;
    private final Runs runs;
    private final Timeline timeline;

    LeftForPeople(Actions actions, CompletedTasks completed, Runs runs, Timeline timeline) {
        this.actions = actions;
        this.completed = completed;
        this.runs = runs;
        this.timeline = timeline;
    }

    boolean isAnything(Call call) {
        Instant dealtWith = Stream.of(answered(BY_HAND, call), answered(ACCEPTED, call))
                .flatMap(Optional::stream)
                .map(CompletedTasks::seenUntil)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return actions.isAnythingLeft(call.organisation(), call.incidentId(), dealtWith);
    }

    /**
     * Whether nobody but people says that it is contained: somebody has opened the incident again, against what Cordon
     * held, and people have not said since that it is. No alert that joins and is contained answers for them.
     */
    boolean isForThemToSay(Call call) {
        return course(call).again() && !isByHandTheirLastWord(call);
    }

    /** Whether people have dealt with what was left since the incident was opened. */
    boolean haveAnswered(Call call) {
        return answered(BY_HAND, call).isPresent() || answered(ACCEPTED, call).isPresent();
    }

    /** Whether people said last that they have contained by hand what Cordon could not. */
    boolean isByHandTheirLastWord(Call call) {
        Optional<Instant> accepted = answered(ACCEPTED, call);
        return answered(BY_HAND, call)
                .filter(byHand -> accepted.filter(byHand::isBefore).isEmpty())
                .isPresent();
    }

    /** Since the incident was opened last: what is opened again begins anew. */
    private Optional<Instant> answered(Sought answer, Call call) {
        Instant since = course(call).since();
        return completed
                .newestAsked(call.organisation(), call.incidentId(), call.playbook(), answer)
                .filter(asked -> !asked.isBefore(since));
    }

    private Course course(Call call) {
        return runs.course(call.organisation(), call.incidentId());
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
