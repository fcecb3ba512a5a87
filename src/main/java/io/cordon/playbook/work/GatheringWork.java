package io.cordon.playbook.work;

import io.cordon.incident.IncidentBrief;
import io.cordon.incident.Incidents;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.playbook.task.TasksOfCaller;
import io.cordon.playbook.task.TasksOfCaller.Asked;
import io.cordon.response.Decider;
import io.cordon.response.WaitingApprovals;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what waits for a caller. */
@Component
class GatheringWork {

    /** Of each kind: more than anybody works off before looking again. */
    private static final int MOST = 500;

    /** Who looks first says that they have seen it. */
    private static final String FIRST_LINE = "incident-response-first-line";

    private final TasksOfCaller tasks;
    private final WaitingApprovals approvals;
    private final Incidents incidents;
    private final Contracts contracts;
    private final Clock clock;

    GatheringWork(
            TasksOfCaller tasks, WaitingApprovals approvals, Incidents incidents, Contracts contracts, Clock clock) {
        this.tasks = tasks;
        this.approvals = approvals;
        this.incidents = incidents;
        this.contracts = contracts;
        this.clock = clock;
    }

    List<WorkItem> of(Caller caller) {
        if (!caller.has(Role.RESPONDER) && !caller.has(Role.LEAD) && !caller.has(Role.ADMIN)) {
            return questions(caller).sorted(WorkItem.FIRST_DUE_FIRST).toList();
        }
        List<WorkItem> tasks = tasks(caller).toList();
        // To acknowledge is one thing to do: the playbook's task asks for it where there is one.
        Set<UUID> asked = tasks.stream()
                .filter(WorkItem::acknowledges)
                .map(WorkItem::incidentId)
                .collect(Collectors.toSet());
        return Stream.of(
                        tasks.stream(),
                        approvals(caller),
                        questions(caller),
                        acknowledgements(caller).filter(item -> !asked.contains(item.incidentId())))
                .flatMap(items -> items)
                .sorted(WorkItem.FIRST_DUE_FIRST)
                .toList();
    }

    private Stream<WorkItem> tasks(Caller caller) {
        return asked("task", caller, tasks.tasks(caller, MOST));
    }

    private Stream<WorkItem> questions(Caller caller) {
        return asked("question", caller, tasks.questions(caller, MOST));
    }

    private Stream<WorkItem> asked(String kind, Caller caller, List<Asked> asked) {
        Map<UUID, IncidentBrief> known =
                incidents.briefly(asked.stream().map(Asked::incidentId).toList());
        return asked.stream()
                .flatMap(each -> Stream.ofNullable(known.get(each.incidentId()))
                        .map(incident -> new WorkItem(
                                kind,
                                each.id(),
                                incident.id(),
                                brief(incident),
                                incident.organisation(),
                                each.name(),
                                first(each.due(), incident.promised()),
                                each.since(),
                                caller.party(),
                                each.claimedBy(),
                                each.about(),
                                each.acknowledges(),
                                null,
                                each.reply(),
                                named(each.translations()))));
    }

    /** NB: what nobody set a time for, and what runs out in days, holds up what was promised of the incident. */
    private static @Nullable Instant first(@Nullable Instant due, @Nullable Instant promised) {
        return Stream.of(due, promised)
                .flatMap(Stream::ofNullable)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Lists say no more of a task than its name. */
    private static Map<String, Map<String, String>> named(Map<String, Map<String, String>> translations) {
        Map<String, Map<String, String>> names = new HashMap<>();
        translations.forEach((language, texts) -> {
            String name = texts.get("name");
            if (name != null) {
                names.put(language, Map.of("name", name));
            }
        });
        return names;
    }

    private Stream<WorkItem> approvals(Caller caller) {
        List<WaitingApprovals.Waiting> waiting = approvals.of(caller, MOST);
        Map<UUID, IncidentBrief> known = incidents.briefly(
                waiting.stream().map(WaitingApprovals.Waiting::incidentId).toList());
        return waiting.stream()
                .flatMap(action -> Stream.ofNullable(known.get(action.incidentId()))
                        .map(incident -> new WorkItem(
                                "approval",
                                action.id(),
                                incident.id(),
                                brief(incident),
                                incident.organisation(),
                                action.verb().id() + " " + action.target(),
                                first(action.until(), incident.promised()),
                                action.since(),
                                caller.party(),
                                null,
                                List.of(),
                                false,
                                new WorkItem.Deed(action.verb().id(), action.target(), others(action, caller)),
                                null,
                                Map.of())));
    }

    private static List<Decider> others(WaitingApprovals.Waiting action, Caller caller) {
        return action.deciders().stream()
                .filter(decider -> !new PersonRef(decider.organisation(), decider.id()).equals(caller.person()))
                .toList();
    }

    private Stream<WorkItem> acknowledgements(Caller caller) {
        List<WorkItem> items = new ArrayList<>();
        // Each is asked of the database.
        Map<OrganisationId, Boolean> ours = new HashMap<>();
        for (Incidents.Unacknowledged unseen : incidents.unacknowledged(MOST)) {
            IncidentBrief incident = unseen.incident();
            if (ours.computeIfAbsent(incident.organisation(), organisation -> looksFirst(organisation, caller))) {
                items.add(new WorkItem(
                        "acknowledgement",
                        incident.id(),
                        incident.id(),
                        brief(incident),
                        incident.organisation(),
                        incident.title(),
                        unseen.due(),
                        unseen.detectedAt(),
                        caller.party(),
                        null,
                        List.of(),
                        true,
                        null,
                        null,
                        Map.of()));
            }
        }
        return items.stream();
    }

    private boolean looksFirst(OrganisationId organisation, Caller caller) {
        Contract contract = contracts.of(organisation);
        return contract.assign(FIRST_LINE, clock.instant()).party() == caller.party();
    }

    private static WorkItem.OfIncident brief(IncidentBrief incident) {
        return new WorkItem.OfIncident(
                incident.number(), incident.title(), incident.severity(), incident.organisation());
    }
}
