package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.task.CompletedTasks;
import io.cordon.playbook.task.Tasks;
import io.cordon.response.Actions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Says in {@code whatIsLeft} whether people must be asked about what is not contained: {@code with-people} where this
 * playbook asks some already, as theirs is the whole incident and a task for each alert that joins would bury them;
 * {@code nothing} where they have dealt with all of it since, or the incident is over; else {@code something}.
 */
@Component
class PeopleAtItStep implements Step {

    /** By step, the answer with which people have dealt with all that was left when they were asked. */
    private static final Map<String, String> DEALT_WITH =
            Map.of("finish-by-hand", "by-hand", "decide-about-rest", "accept");

    private final Incidents incidents;
    private final Tasks tasks;
    private final CompletedTasks completed;
    private final Actions actions;
    private final Timeline timeline;
    private final OneAtATime turns;

    PeopleAtItStep(
            Incidents incidents,
            Tasks tasks,
            CompletedTasks completed,
            Actions actions,
            Timeline timeline,
            OneAtATime turns) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.completed = completed;
        this.actions = actions;
        this.timeline = timeline;
        this.turns = turns;
    }

    @Override
    public String name() {
        return "people-at-it";
    }

    @Override
    public Result run(Call call) {
        // Two that look at the same moment would each find nobody.
        turns.waitForTurn(call.organisation(), call.incidentId());
        String left = whatIsLeft(call);
        if (left.equals("something")) {
            tell(call);
        }
        return new Result.Done(Map.of("whatIsLeft", left));
    }

    /** Each time that people are asked: what was tried again may have been refused for the same reason as before. */
    private void tell(Call call) {
        timeline.add(
                call.organisation(),
                call.incidentId(),
                "playbook",
                "playbook:" + call.playbook(),
                "Left for people. " + Containment.inWords(actions.standing(call.organisation(), call.incidentId())),
                Map.of("step", call.element()));
    }

    private String whatIsLeft(Call call) {
        if (!isActive(call)) {
            return "nothing";
        }
        if (call.required("notAsked").equals("true")) {
            // The ledger knows nothing of it: nobody would find out.
            return "something";
        }
        boolean asked = tasks.waiting(call.organisation(), call.incidentId()).stream()
                .anyMatch(task -> task.playbook().equals(call.playbook()));
        if (asked) {
            return "with-people";
        }
        return actions.isAnythingLeft(call.organisation(), call.incidentId(), dealtWithUntil(call))
                ? "something"
                : "nothing";
    }

    private boolean isActive(Call call) {
        return incidents
                .find(call.organisation(), call.incidentId())
                .map(Incident::status)
                .filter(status -> status.isActive())
                .isPresent();
    }

    private Instant dealtWithUntil(Call call) {
        return DEALT_WITH.entrySet().stream()
                .map(dealt -> completed.newestAsked(
                        call.organisation(), call.incidentId(), call.playbook(), dealt.getKey(), dealt.getValue()))
                .flatMap(Optional::stream)
                .map(CompletedTasks::seenUntil)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
