package io.cordon.playbook.run;

import io.cordon.playbook.engine.Drawing;
import io.cordon.playbook.engine.History;
import io.cordon.playbook.engine.History.Passage;
import io.cordon.playbook.engine.Versions;
import io.cordon.playbook.run.AskedActions.Place;
import io.cordon.playbook.run.PlaybookProgress.StepView;
import io.cordon.playbook.task.Tasks;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says how far the playbooks of an incident have come, and what each of their steps has led to. */
@Component
class FollowingPlaybooks {

    private static final int MOST = 50;

    private final History history;
    private final Versions versions;
    private final Runs runs;
    private final StuckSteps stuckSteps;
    private final AskedActions askedActions;
    private final Tasks tasks;

    FollowingPlaybooks(
            History history,
            Versions versions,
            Runs runs,
            StuckSteps stuckSteps,
            AskedActions askedActions,
            Tasks tasks) {
        this.history = history;
        this.versions = versions;
        this.runs = runs;
        this.stuckSteps = stuckSteps;
        this.askedActions = askedActions;
        this.tasks = tasks;
    }

    /** What the steps of an incident have led to. */
    private record LedTo(
            Map<String, Tasks.Asked> tasks,
            Map<Place, SequencedSet<UUID>> actions,
            Map<String, List<StuckSteps.Stuck>> failures) {}

    @Transactional(readOnly = true)
    public PlaybookProgress of(OrganisationId organisation, UUID incidentId) {
        List<History.Instance> instances = history.of(organisation, incidentId, MOST);
        Map<String, List<StuckSteps.Stuck>> failures = new HashMap<>();
        for (StuckSteps.Stuck stuck : stuckSteps.of(organisation, incidentId)) {
            history.instanceOfStuckJob(organisation, stuck.job())
                    .ifPresent(instance -> failures.computeIfAbsent(instance, key -> new ArrayList<>())
                            .add(stuck));
        }
        LedTo ledTo =
                new LedTo(tasks.asked(organisation, incidentId), askedActions.in(organisation, incidentId), failures);
        Set<String> main = runs.main(
                organisation,
                incidentId,
                instances.stream().map(History.Instance::id).toList());
        long shown = instances.stream()
                .filter(instance -> instance.calledBy() == null)
                .count();
        Map<String, Drawing> drawings = new HashMap<>();
        return new PlaybookProgress(
                instances.stream()
                        .map(instance -> show(
                                instance,
                                drawings.computeIfAbsent(instance.playbook().id(), versions::drawing),
                                main.contains(instance.id()),
                                ledTo))
                        .toList(),
                shown == MOST);
    }

    private static PlaybookProgress.Instance show(
            History.Instance instance, Drawing drawing, boolean main, LedTo ledTo) {
        List<StuckSteps.Stuck> failures = ledTo.failures().getOrDefault(instance.id(), List.of());
        return new PlaybookProgress.Instance(
                instance.id(),
                instance.playbook().key(),
                instance.playbook().name(),
                drawing.translations(),
                instance.playbook().version(),
                instance.playbook().versionTag(),
                instance.endedAt() != null ? "ended" : failures.isEmpty() ? "running" : "stuck",
                main,
                instance.startedAt(),
                instance.endedAt(),
                instance.calledBy(),
                steps(instance, drawing, failures, ledTo),
                FlowsTaken.of(
                        drawing,
                        instance.passages(),
                        instance.next(),
                        failures.stream().map(StuckSteps.Stuck::step).toList()));
    }

    private static List<StepView> steps(
            History.Instance instance, Drawing drawing, List<StuckSteps.Stuck> failures, LedTo ledTo) {
        Map<String, List<Passage>> reached = new LinkedHashMap<>();
        instance.passages().stream()
                .filter(passage -> drawing.elements().containsKey(passage.element()))
                .forEach(passage -> reached.computeIfAbsent(passage.element(), element -> new ArrayList<>())
                        .add(passage));
        instance.next().forEach(element -> reached.putIfAbsent(element, List.of()));
        return reached.entrySet().stream()
                .flatMap(step -> Stream.ofNullable(drawing.elements().get(step.getKey()))
                        .map(element -> step(
                                element,
                                step.getValue(),
                                instance.next().contains(element.id()),
                                failures.stream()
                                        .filter(failure -> failure.step().equals(element.id()))
                                        .findFirst()
                                        .orElse(null),
                                ledTo)))
                .toList();
    }

    private static StepView step(
            Drawing.Element element,
            List<Passage> passages,
            boolean isNext,
            StuckSteps.@Nullable Stuck failure,
            LedTo ledTo) {
        // What is still there tells more than what came and went beside it.
        @Nullable
        Passage last = passages.stream()
                .filter(passage -> passage.endedAt() == null)
                .reduce((one, later) -> later)
                .orElse(passages.isEmpty() ? null : passages.getLast());
        SequencedSet<UUID> actions = new LinkedHashSet<>();
        passages.forEach(passage -> actions.addAll(
                ledTo.actions().getOrDefault(new Place(passage.execution(), element.id()), new LinkedHashSet<>())));
        String asked = newest(passages, Passage::task);
        Tasks.@Nullable Asked task = asked == null ? null : ledTo.tasks().get(asked);
        Instant at = failure != null ? failure.at() : last == null ? null : last.at();
        return new StepView(
                element.id(),
                element.name(),
                element.translations(),
                element.type(),
                state(last, isNext, failure != null, task != null && task.completed()),
                at,
                failure != null || isNext || last == null ? null : last.endedAt(),
                passages.size(),
                task == null ? null : task.id(),
                List.copyOf(actions),
                newest(passages, Passage::called),
                failure != null ? failure.reason() : task != null && !task.completed() ? task.words() : null);
    }

    private static String state(@Nullable Passage last, boolean isNext, boolean failed, boolean answered) {
        if (failed) {
            return "failed";
        }
        if (last != null && last.endedAt() == null) {
            // What calls or holds others is at work through them; everything else that is seen to be there waits.
            return switch (last.type()) {
                case "callActivity", "subProcess" -> "running";
                default -> "waiting";
            };
        }
        return isNext || last == null ? "running" : last.cancelled() && !answered ? "cancelled" : "done";
    }

    private static @Nullable String newest(List<Passage> passages, Function<Passage, @Nullable String> what) {
        return passages.stream()
                .map(what)
                .flatMap(Stream::ofNullable)
                .reduce((one, later) -> later)
                .orElse(null);
    }
}
