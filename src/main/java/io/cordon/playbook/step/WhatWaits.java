package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.organisation.Approvers;
import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.task.Tasks;
import io.cordon.playbook.task.Tasks.Waiting;
import io.cordon.response.Actions;
import io.cordon.response.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a step of the kind {@code notify} is about, by its inputs {@code about}, {@code unless} and {@code actions}. */
@Component
class WhatWaits {

    private final Tasks tasks;
    private final Actions actions;

    WhatWaits(Tasks tasks, Actions actions) {
        this.tasks = tasks;
        this.actions = actions;
    }

    /**
     * What waits.
     *
     * @param functions those that are late, whose Accountable answer for it
     * @param values for the text of an escalation
     * @param task the one that the step names; null where it names none
     * @param takenBy who has claimed that one; null for nobody
     */
    record Found(
            List<String> functions,
            Map<String, Object> values,
            @Nullable UUID task,
            @Nullable String takenBy) {}

    /** Empty where what the step names is done since the clock ran out: there is nothing to tell. */
    Optional<Found> of(Call call, Incident incident) {
        if (call.orElse("actions", "").equals("waiting")) {
            return unsettled(call);
        }
        List<Waiting> waiting = tasks.waiting(call.organisation(), call.incidentId());
        String about = call.orElse("about", "");
        if (about.isEmpty()) {
            return Optional.of(new Found(functions(waiting), values(waiting), null, null));
        }
        List<Waiting> named = waiting.stream()
                .filter(task ->
                        task.playbook().equals(call.playbook()) && task.step().equals(about))
                .filter(task -> !isSomebodyAtIt(call, incident, waiting, task))
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(
                        functions(named),
                        values(named),
                        named.getFirst().id(),
                        named.getFirst().takenBy()));
    }

    /** Whoever takes another task of the incident is at it, too: there is no need to look for the next one. */
    private static boolean isSomebodyAtIt(Call call, Incident incident, List<Waiting> all, Waiting task) {
        Instant acknowledged = incident.acknowledgedAt();
        return call.orElse("unless", "").equals("acknowledged")
                && ((acknowledged != null && !acknowledged.isBefore(task.since()))
                        || all.stream().anyMatch(other -> other.takenBy() != null));
    }

    private Optional<Found> unsettled(Call call) {
        List<Standing> all = actions.standing(call.organisation(), call.incidentId());
        return Containment.areSettled(all)
                ? Optional.empty()
                : Optional.of(new Found(
                        List.of(Approvers.FUNCTION),
                        Map.of(
                                "step",
                                "the containment. " + Containment.inWords(all),
                                "reason",
                                "The containment is not settled in the time that was agreed.",
                                "asked",
                                "See in the incident's actions what they wait for: an approval, a product that does not"
                                        + " answer, or their turn. Give it, or reach the people who can."),
                        null,
                        null));
    }

    private static List<String> functions(List<Waiting> waiting) {
        return waiting.stream().map(Waiting::function).distinct().toList();
    }

    /** Of what waits longest. */
    private static Map<String, Object> values(List<Waiting> waiting) {
        Map<String, Object> values = new HashMap<>();
        if (!waiting.isEmpty()) {
            Waiting longest = waiting.getFirst();
            values.put("step", longest.name());
            values.put("waitingFor", String.join(", ", longest.people()));
            values.put("since", longest.since());
            if (longest.takenBy() != null) {
                values.put("takenBy", longest.takenBy());
            }
        }
        return values;
    }
}
