package io.cordon.playbook.run;

import io.cordon.incident.AlertsJoined;
import io.cordon.incident.Incident;
import io.cordon.incident.IncidentAcknowledged;
import io.cordon.incident.Incidents;
import io.cordon.incident.SeverityChanged;
import io.cordon.incident.StatusChanged;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.OneAtATime;
import io.cordon.playbook.run.Messages.Kept;
import io.cordon.playbook.task.AskingPeople;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the playbooks of an incident, and of that incident only, what changed about it. */
@Component
class TellingPlaybooks {

    /** What joins shall be contained within a second. */
    static final Duration BETWEEN_ENTITIES = Duration.ofMillis(300);

    private final Engine engine;
    private final Messages messages;
    private final Runs runs;
    private final WaitingExecutions waiters;
    private final OneAtATime turns;
    private final StartingPlaybooks starting;
    private final AskingPeople asking;
    private final Incidents incidents;
    private final ActingFor actingFor;
    private final ApplicationEventPublisher events;

    TellingPlaybooks(
            Engine engine,
            Messages messages,
            Runs runs,
            WaitingExecutions waiters,
            OneAtATime turns,
            StartingPlaybooks starting,
            AskingPeople asking,
            Incidents incidents,
            ActingFor actingFor,
            ApplicationEventPublisher events) {
        this.engine = engine;
        this.messages = messages;
        this.runs = runs;
        this.waiters = waiters;
        this.turns = turns;
        this.starting = starting;
        this.asking = asking;
        this.incidents = incidents;
        this.actingFor = actingFor;
        this.events = events;
    }

    /** A message was kept; whoever delivers them may begin after the commit. */
    record MessageKept(OrganisationId organisation, UUID incidentId, String message) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(SeverityChanged changed) {
        if (changed.to().isWorseThan(changed.from())) {
            keep(changed.organisation(), changed.incidentId(), Messages.SEVERITY_RAISED, changed.reason());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AlertsJoined joined) {
        if (joined.bringsNewEntities()) {
            keep(joined.organisation(), joined.incidentId(), Messages.ENTITIES_JOINED, "alerts joined");
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IncidentAcknowledged acknowledged) {
        keep(acknowledged.organisation(), acknowledged.incidentId(), Messages.ACKNOWLEDGED, acknowledged.by());
    }

    /**
     * A person who resolves or closes an incident ends its playbooks; a playbook that does so goes on to its end, and
     * only what runs beside it ends. Whatever still runs when it is opened again ends too, and begins anew.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StatusChanged changed) {
        boolean over = !changed.to().isActive();
        if (over || changed.isReopening()) {
            keep(
                    changed.organisation(),
                    changed.incidentId(),
                    over && changed.isByPlaybook() ? Messages.END_BESIDE : Messages.END,
                    changed.to().id() + " by " + changed.by() + ": " + changed.reason());
        }
    }

    private void keep(OrganisationId organisation, UUID incidentId, String message, String reason) {
        actingFor.run(organisation, () -> messages.add(organisation, incidentId, message, reason));
        events.publishEvent(new MessageKept(organisation, incidentId, message));
    }

    /** The messages that are kept for an incident, each once, oldest first; but what ends, or is worse, goes before. */
    List<String> kept(OrganisationId organisation, UUID incidentId) {
        return messages.of(organisation, incidentId).stream()
                .map(Kept::message)
                .distinct()
                .sorted(Comparator.comparingInt(TellingPlaybooks::order))
                .toList();
    }

    /** Whoever ends an incident has seen it. What begins because entities joined shall know how severe it is by now. */
    private static int order(String message) {
        if (message.equals(Messages.ACKNOWLEDGED)) {
            return 0;
        }
        return ends(message) ? 1 : message.equals(Messages.SEVERITY_RAISED) ? 2 : 3;
    }

    static boolean ends(String message) {
        return message.equals(Messages.END) || message.equals(Messages.END_BESIDE);
    }

    /** Ends, in the caller's transaction and as done where it is, what is to end in an incident: it shall not go on with anything else. */
    void deliverEnds(OrganisationId organisation, UUID incidentId) {
        deliver(organisation, incidentId, Messages.ACKNOWLEDGED);
        deliver(organisation, incidentId, Messages.END);
        deliver(organisation, incidentId, Messages.END_BESIDE);
    }

    /**
     * Delivers a message that is kept for an incident, however often, in the caller's transaction.
     *
     * @return false where it is too early for it
     */
    boolean deliver(OrganisationId organisation, UUID incidentId, String message) {
        turns.waitForTurn(organisation, incidentId);
        List<Kept> same = messages.of(organisation, incidentId).stream()
                .filter(one -> one.message().equals(message))
                .toList();
        if (same.isEmpty()) {
            return true;
        }
        Optional<Incident> incident = incidents.find(organisation, incidentId);
        boolean delivered = incident.isEmpty() || deliver(incident.get(), same.getLast());
        if (delivered) {
            messages.remove(organisation, same);
        }
        return delivered;
    }

    /** @return false where it is too early */
    private boolean deliver(Incident incident, Kept kept) {
        return switch (kept.message()) {
            case Messages.END -> end(incident, kept);
            case Messages.END_BESIDE -> endBeside(incident, kept);
            case Messages.ENTITIES_JOINED -> tellOfEntities(incident);
            case Messages.ACKNOWLEDGED -> tellOfAcknowledgement(incident, kept.reason());
            default -> tellOfSeverity(incident);
        };
    }

    private boolean tellOfSeverity(Incident incident) {
        runs.main(incident.organisation(), incident.id())
                .ifPresent(run -> engine.tell(
                        incident.organisation(),
                        run.instance(),
                        Messages.SEVERITY_RAISED,
                        StartingPlaybooks.severityFlags(incident.severity())));
        return true;
    }

    private boolean tellOfAcknowledgement(Incident incident, String by) {
        // Before the playbook takes it away as no longer needed.
        asking.acknowledged(incident.organisation(), incident.id(), by);
        engine.tellAll(incident.organisation(), incident.id(), Messages.ACKNOWLEDGED);
        return true;
    }

    private boolean tellOfEntities(Incident incident) {
        if (!incident.status().isActive()) {
            return true;
        }
        if (!runs.mayTellOfEntities(incident.organisation(), incident.id(), BETWEEN_ENTITIES)) {
            return incident.playbookVersion() == null;
        }
        boolean told = runs.main(incident.organisation(), incident.id())
                .map(run -> engine.tell(incident.organisation(), run.instance(), Messages.ENTITIES_JOINED, Map.of()))
                .orElse(false);
        if (!told) {
            starting.containBeside(incident.organisation(), incident.id(), incident.category(), incident.severity());
        }
        return true;
    }

    /** NB: only what was started before: the incident may have been opened again since. */
    private boolean end(Incident incident, Kept kept) {
        startedBefore(incident, kept).forEach(run -> end(incident, run, kept.reason()));
        waiters.removeUntil(incident.organisation(), incident.id(), kept.at());
        return true;
    }

    /** NB: who of them waited for actions is forgotten when those are settled, as whoever took another way. */
    private boolean endBeside(Incident incident, Kept kept) {
        startedBefore(incident, kept).filter(run -> !run.main()).forEach(run -> end(incident, run, kept.reason()));
        return true;
    }

    private Stream<Runs.Run> startedBefore(Incident incident, Kept kept) {
        return runs.running(incident.organisation(), incident.id()).stream()
                .filter(run -> !run.startedAt().isAfter(kept.at()));
    }

    private void end(Incident incident, Runs.Run run, String reason) {
        engine.end(incident.organisation(), run.instance(), reason);
        runs.end(incident.organisation(), run.instance());
    }
}
