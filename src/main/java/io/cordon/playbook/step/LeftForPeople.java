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
    private final Timeline timeline;

    LeftForPeople(Actions actions, CompletedTasks completed, Timeline timeline) {
        this.actions = actions;
        this.completed = completed;
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

    boolean isAnythingUnsettled(Call call) {
        return !Containment.areSettled(actions.standing(call.organisation(), call.incidentId()));
    }

    /** Whether everything holds that was asked for, or people said last that they have contained the rest by hand. */
    boolean isAllContained(Call call) {
        List<Standing> standing = actions.standing(call.organisation(), call.incidentId());
        return !standing.isEmpty()
                && Containment.areSettled(standing)
                && (Containment.doAllHold(standing) || isByHandTheirLastWord(call));
    }

    private boolean isByHandTheirLastWord(Call call) {
        Optional<Instant> accepted = answered(ACCEPTED, call);
        return answered(BY_HAND, call)
                .filter(byHand -> accepted.filter(byHand::isBefore).isEmpty())
                .isPresent();
    }

    private Optional<Instant> answered(Sought answer, Call call) {
        return completed.newestAsked(call.organisation(), call.incidentId(), call.playbook(), answer);
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
}
