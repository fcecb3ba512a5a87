package io.cordon.playbook.run;

import io.cordon.audit.AuditTrail;
import io.cordon.incident.IncidentOpened;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.organisation.Severity;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.Engine.Started;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts the playbook of an incident in the transaction that opens it. */
@Component
class StartingPlaybooks {

    /** What a person gets who must first find out what it is; also where the asked for playbook is not there. */
    static final String BY_A_PERSON = "triage-by-a-person";

    private static final Logger LOG = LoggerFactory.getLogger(StartingPlaybooks.class);

    private final Engine engine;
    private final Runs runs;
    private final Incidents incidents;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final ActingFor actingFor;

    StartingPlaybooks(
            Engine engine, Runs runs, Incidents incidents, Timeline timeline, AuditTrail audit, ActingFor actingFor) {
        this.engine = engine;
        this.runs = runs;
        this.incidents = incidents;
        this.timeline = timeline;
        this.audit = audit;
        this.actingFor = actingFor;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IncidentOpened opened) {
        actingFor.run(opened.organisation(), () -> start(opened));
    }

    private void start(IncidentOpened opened) {
        OrganisationId organisation = opened.organisation();
        UUID incidentId = opened.incidentId();
        Map<String, Object> flags = flags(opened.category(), opened.severity());
        Optional<Started> started = engine.start(organisation, opened.playbook(), incidentId, flags);
        if (started.isEmpty()) {
            LOG.warn(
                    "Expected a playbook '{}' for incident {}, but there is none; a person decides",
                    opened.playbook(),
                    incidentId);
            started = engine.start(organisation, BY_A_PERSON, incidentId, flags);
        }
        started.ifPresentOrElse(
                run -> {
                    runs.add(organisation, incidentId, run, true);
                    incidents.runsPlaybook(organisation, incidentId, run.key(), run.version());
                    record(organisation, incidentId, run);
                },
                () -> timeline.add(
                        organisation,
                        incidentId,
                        "playbook",
                        "cordon:playbook",
                        "No playbook '" + opened.playbook() + "' is there, so nothing was started. Work on it by hand.",
                        Map.of()));
    }

    /**
     * Contains new entities beside a playbook that does not itself listen for them, and beside a containment that runs
     * already: what that one has asked for before is found again.
     */
    void containBeside(OrganisationId organisation, UUID incidentId, String category, Severity severity) {
        Map<String, Object> flags = flags(category, severity);
        // What the shared playbook asks for; the client's grants decide about each.
        for (String kind :
                new String[] {"blockAddresses", "blockDomains", "blockUrls", "isolateHosts", "disableAccounts"}) {
            flags.put(kind, "true");
        }
        for (String kind : new String[] {"revokeSessions", "quarantineFiles", "quarantineEmails"}) {
            flags.put(kind, "false");
        }
        flags.putAll(Containment.begunAnew());
        engine.start(organisation, Containment.PLAYBOOK, incidentId, flags).ifPresent(run -> {
            runs.add(organisation, incidentId, run, false);
            record(organisation, incidentId, run);
        });
    }

    private void record(OrganisationId organisation, UUID incidentId, Started run) {
        timeline.add(
                organisation,
                incidentId,
                "playbook",
                "cordon:playbook",
                "Playbook " + run.key() + ", version " + run.version() + ", started.",
                Map.of("playbook", run.key(), "version", run.version()));
        audit.append(
                organisation,
                "cordon:playbook",
                "playbook-started",
                "incident:" + incidentId,
                Map.of("playbook", run.key(), "version", run.version(), "instance", run.instance()));
    }

    static Map<String, Object> flags(String category, Severity severity) {
        Map<String, Object> flags = new HashMap<>();
        flags.put("category", category);
        flags.put("contained", false);
        // A containment that has nothing to ask for asks for all of it.
        flags.put("notAsked", false);
        flags.putAll(severityFlags(severity));
        return flags;
    }

    /** The escalation table: how long nobody may have acted before the next one is asked. */
    static Map<String, Object> severityFlags(Severity severity) {
        return Map.of(
                "severity",
                severity.id(),
                "escalateAfter",
                switch (severity) {
                    case CRITICAL -> "PT15M";
                    case HIGH -> "PT1H";
                    case MEDIUM -> "P1D";
                    case LOW, INFORMATIONAL -> "P3D";
                });
    }
}
