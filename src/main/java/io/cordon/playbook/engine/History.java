package io.cordon.playbook.engine;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the engine remembers of its way through playbooks, for one organisation at a time. */
@Component
public class History {

    private final ProcessEngine engine;
    private final AsOrganisation as;
    private final Versions versions;

    History(ProcessEngine engine, AsOrganisation as, Versions versions) {
        this.engine = engine;
        this.as = as;
        this.versions = versions;
    }

    /**
     * An instance of a playbook.
     *
     * @param calledBy the instance that waits for it; null for one that was started by itself
     * @param passages in the order in which they began
     * @param next the elements that a job is to begin or to leave, such as one that failed
     */
    public record Instance(
            String id,
            Deployed playbook,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String calledBy,
            List<Passage> passages,
            List<String> next) {}

    /**
     * One time that something was reached.
     *
     * @param task what the engine calls the task that a person got; null for none
     * @param called the instance that was called; null for none
     * @param endedAt null while it is there
     * @param cancelled whether it was left without being done
     */
    public record Passage(
            String element,
            String type,
            String execution,
            @Nullable String task,
            @Nullable String called,
            Instant at,
            @Nullable Instant endedAt,
            boolean cancelled) {

        public boolean isDone() {
            return endedAt != null && !cancelled;
        }
    }

    /**
     * What ran and runs for an incident, each before what it called.
     *
     * @param most as many at most, newest first; what they called comes along up to the same number
     */
    public List<Instance> of(OrganisationId organisation, UUID incidentId, int most) {
        return as.call(organisation, () -> {
            Deque<HistoricProcessInstance> found = new ArrayDeque<>(started(organisation, incidentId, most));
            List<Instance> instances = new ArrayList<>();
            while (!found.isEmpty() && instances.size() < 2 * most) {
                Instance instance = read(organisation, found.removeFirst());
                instances.add(instance);
                called(organisation, instance).reversed().forEach(found::addFirst);
            }
            return instances;
        });
    }

    /** Of which instance a job is that the engine no longer tries; empty where it is tried again, or gone. */
    public Optional<String> instanceOfStuckJob(OrganisationId organisation, String job) {
        return as.call(
                organisation,
                () -> Optional.ofNullable(engine.getManagementService()
                                .createJobQuery()
                                .jobId(job)
                                .tenantIdIn(organisation.value())
                                .noRetriesLeft()
                                .singleResult())
                        .map(Job::getProcessInstanceId));
    }

    private List<HistoricProcessInstance> started(OrganisationId organisation, UUID incidentId, int most) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(incidentId.toString())
                .rootProcessInstances()
                .tenantIdIn(organisation.value())
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, most)
                .reversed();
    }

    private List<HistoricProcessInstance> called(OrganisationId organisation, Instance by) {
        Set<String> ids = by.passages().stream()
                .map(Passage::called)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        return ids.isEmpty()
                ? List.of()
                : engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceIds(ids)
                        .tenantIdIn(organisation.value())
                        .orderByProcessInstanceStartTime()
                        .asc()
                        .list();
    }

    private Instance read(OrganisationId organisation, HistoricProcessInstance instance) {
        List<Passage> passages = engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .tenantIdIn(organisation.value())
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .map(History::passage)
                .sorted(Comparator.comparing(Passage::at))
                .toList();
        return new Instance(
                instance.getId(),
                versions.get(instance.getProcessDefinitionId()),
                instance.getStartTime().toInstant(),
                instant(instance.getEndTime()),
                instance.getSuperProcessInstanceId(),
                passages,
                instance.getEndTime() == null ? next(instance.getId()) : List.of());
    }

    private static Passage passage(HistoricActivityInstance activity) {
        return new Passage(
                activity.getActivityId(),
                activity.getActivityType(),
                activity.getExecutionId(),
                activity.getTaskId(),
                activity.getCalledProcessInstanceId(),
                activity.getStartTime().toInstant(),
                instant(activity.getEndTime()),
                activity.isCanceled());
    }

    /** Empty, too, for one that has ended since. */
    private List<String> next(String instance) {
        return Optional.ofNullable(engine.getRuntimeService().getActivityInstance(instance)).stream()
                .flatMap(History::transitions)
                .map(TransitionInstance::getActivityId)
                .distinct()
                .toList();
    }

    private static Stream<TransitionInstance> transitions(ActivityInstance within) {
        return Stream.concat(
                Arrays.stream(within.getChildTransitionInstances()),
                Arrays.stream(within.getChildActivityInstances()).flatMap(History::transitions));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
