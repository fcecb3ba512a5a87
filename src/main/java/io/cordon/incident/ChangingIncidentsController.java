package io.cordon.incident;

import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people do to an incident as a whole; every one of these asks for a reason. */
@RestController
@RequestMapping("/api/v1/incidents/{id}")
@Tag(name = "Incidents")
class ChangingIncidentsController {

    /** As long as a note on the timeline, where it stands. */
    private static final int LONGEST_REASON = 5_000;

    private final IncidentQueries queries;
    private final Incidents incidents;
    private final RegroupingAlerts regrouping;
    private final ApplicationEventPublisher events;

    ChangingIncidentsController(
            IncidentQueries queries,
            Incidents incidents,
            RegroupingAlerts regrouping,
            ApplicationEventPublisher events) {
        this.queries = queries;
        this.incidents = incidents;
        this.regrouping = regrouping;
        this.events = events;
    }

    /** What is asked for, as it came. */
    interface Asked {
        @Nullable
        String reason();

        /** What is wrong with it, beside its reason. */
        default List<Finding> findings() {
            return List.of();
        }
    }

    record Reason(
            @Schema(example = "The host was rebuilt and watched for a day.") @Nullable
            String reason) implements Asked {}

    record NewSeverity(
            @Schema(example = "high") @Nullable String severity,

            @Schema(example = "The file server is affected too.") @Nullable
            String reason)
            implements Asked {

        @Override
        public List<Finding> findings() {
            try {
                read();
                return List.of();
            } catch (IllegalArgumentException e) {
                return List.of(new Finding("severity", String.valueOf(e.getMessage())));
            }
        }

        Severity read() {
            return Severity.of(String.valueOf(severity));
        }
    }

    record Merge(
            @Schema(description = "The incident that goes on") @Nullable
            UUID into,

            @Schema(example = "The same intrusion.") @Nullable
            String reason)
            implements Asked {

        @Override
        public List<Finding> findings() {
            return into != null
                    ? List.of()
                    : List.of(new Finding("into", "Expected the id of the incident that goes on, but got none."));
        }
    }

    record Split(
            @Schema(description = "The alerts that become an incident of their own") @Nullable
            List<@Nullable UUID> alerts,

            @Schema(example = "Another host, another cause.") @Nullable
            String reason)
            implements Asked {

        @Override
        public List<Finding> findings() {
            return !named().isEmpty()
                    ? List.of()
                    : List.of(new Finding("alerts", "Expected the ids of the alerts to split off, but got none."));
        }

        List<UUID> named() {
            return alerts == null
                    ? List.of()
                    : alerts.stream().filter(Objects::nonNull).toList();
        }
    }

    /** Changes the incident for a reason, and tells which one to show. */
    private interface Change {
        UUID make(Incident incident, String reason);
    }

    @PostMapping("/acknowledge")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary =
                    "Say that somebody is on it; stops the acknowledgement clock, and whoever is asked for it is asked"
                            + " no more")
    @Transactional
    public IncidentView acknowledge(@PathVariable String id, Caller caller) {
        Incident incident = find(id);
        incidents.acknowledge(incident.organisation(), incident.id(), caller.name());
        events.publishEvent(new IncidentAcknowledged(incident.organisation(), incident.id(), caller.name()));
        return shown(incident.id());
    }

    @PostMapping("/severity")
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(summary = "Raise or lower the severity")
    @Transactional
    public IncidentView severity(@PathVariable String id, @RequestBody NewSeverity asked, Caller caller) {
        return change(id, asked, (incident, reason) -> {
            incidents.changeSeverity(incident.organisation(), incident.id(), asked.read(), reason, caller.name());
            return incident.id();
        });
    }

    @PostMapping("/resolve")
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(summary = "Resolve an incident by hand; its playbook ends")
    @Transactional
    public IncidentView resolve(@PathVariable String id, @RequestBody Reason asked, Caller caller) {
        return move(id, IncidentStatus.RESOLVED, asked, caller);
    }

    @PostMapping("/close")
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(summary = "Close an incident; its playbook ends")
    @Transactional
    public IncidentView close(@PathVariable String id, @RequestBody Reason asked, Caller caller) {
        return move(id, IncidentStatus.CLOSED, asked, caller);
    }

    @PostMapping("/reopen")
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Open a contained, resolved or closed incident again; its playbook starts anew, and only people"
                    + " say that it is contained")
    @Transactional
    public IncidentView reopen(@PathVariable String id, @RequestBody Reason asked, Caller caller) {
        return change(id, asked, (incident, reason) -> {
            incidents.hold(incident.organisation(), incident.id());
            if (find(id).status() == IncidentStatus.OPEN) {
                throw Problem.conflict("Expected an incident that is contained, resolved or closed, but #"
                        + incident.number() + " is open, and its playbook works on it.");
            }
            return move(incident, IncidentStatus.OPEN, reason, caller);
        });
    }

    @PostMapping("/merge")
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(summary = "Merge this incident into another of the same organisation; this one is closed")
    @Transactional
    public IncidentView merge(@PathVariable String id, @RequestBody Merge asked, Caller caller) {
        return change(id, asked, (incident, reason) -> {
            UUID target = Objects.requireNonNull(asked.into());
            regrouping.hold(incident.organisation(), List.of(incident.id(), target));
            Incident from = find(id);
            Incident into = find(target.toString());
            if (!from.organisation().equals(into.organisation())) {
                throw Problem.invalid("into", "Expected an incident of the same organisation, but got another's.");
            }
            if (from.id().equals(into.id())
                    || !into.status().isActive()
                    || !from.status().isActive()) {
                throw Problem.conflict("Expected two different active incidents, but #" + from.number() + " is "
                        + from.status().id() + " and #" + into.number() + " is "
                        + into.status().id() + ".");
            }
            regrouping.merge(from, into, reason, caller.name());
            return into.id();
        });
    }

    @PostMapping("/split")
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(summary = "Split alerts off into an incident of their own, worked by the same playbook")
    @Transactional
    public IncidentView split(@PathVariable String id, @RequestBody Split asked, Caller caller) {
        return change(id, asked, (from, reason) -> {
            regrouping.hold(from.organisation(), List.of(from.id()));
            return switch (regrouping.split(from, asked.named(), reason, caller.name())) {
                case RegroupingAlerts.Split.Done done -> done.opened();
                case RegroupingAlerts.Split.Refused refused -> throw Problem.conflict(refused.reason());
            };
        });
    }

    private IncidentView move(String id, IncidentStatus to, Reason asked, Caller caller) {
        return change(id, asked, (incident, reason) -> move(incident, to, reason, caller));
    }

    private UUID move(Incident incident, IncidentStatus to, String reason, Caller caller) {
        if (!incidents.changeStatus(incident.organisation(), incident.id(), to, reason, caller.name())) {
            throw Problem.conflict("Expected an incident that can become " + to.id() + ", but #" + incident.number()
                    + " is " + incident.status().id() + ".");
        }
        return incident.id();
    }

    /** All that is wrong is told at once, and before anybody learns whether there is such an incident. */
    private IncidentView change(String id, Asked asked, Change change) {
        List<Finding> findings = new ArrayList<>(asked.findings());
        String reason = asked.reason() == null ? "" : asked.reason().strip();
        if (reason.isEmpty()) {
            findings.add(new Finding("reason", "Expected a reason, but got none."));
        }
        if (reason.length() > LONGEST_REASON) {
            findings.add(new Finding(
                    "reason", "Expected at most " + LONGEST_REASON + " characters, but got " + reason.length() + "."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return shown(change.make(find(id), reason));
    }

    private Incident find(String id) {
        return queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
    }

    private IncidentView shown(UUID id) {
        return queries.view(id).orElseThrow(() -> Problem.notFound("incident", id));
    }
}
