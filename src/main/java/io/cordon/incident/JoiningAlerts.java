package io.cordon.incident;

import io.cordon.alert.StoredAlert;
import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Puts alerts into incidents: into an active one of the same client that names the same thing, was touched within
 * the window and is worked by the playbook the alert calls for; else into a new one.
 *
 * <p>An alert that calls for another playbook opens its own incident, and both say that they are related: a
 * ransomware alert must not wait inside somebody's "please have a look".
 */
@Component
public class JoiningAlerts {

    static final String TRIAGE_PLAYBOOK = "triage-by-a-person";

    private final StoredIncidents incidents;
    private final IncidentEntities entities;
    private final OpeningIncidents opening;
    private final BringingAlerts bringing;
    private final Clock clock;
    private final Duration window;

    JoiningAlerts(
            StoredIncidents incidents,
            IncidentEntities entities,
            OpeningIncidents opening,
            BringingAlerts bringing,
            Clock clock,
            @Value("${cordon.incident.window:PT24H}") Duration window) {
        this.incidents = incidents;
        this.entities = entities;
        this.opening = opening;
        this.bringing = bringing;
        this.clock = clock;
        this.window = window;
    }

    /**
     * Opens or joins an incident for every alert whose disposition asks for one, in the current transaction.
     *
     * @return the incident of each alert that got one, by the alert's id
     */
    public Map<UUID, UUID> openOrJoin(OrganisationId organisation, List<StoredAlert> alerts) {
        List<StoredAlert> relevant =
                alerts.stream().filter(JoiningAlerts::needsIncident).toList();
        if (relevant.isEmpty()) {
            return Map.of();
        }
        // One batch of a client at a time: two at once would each open an incident for the same host.
        incidents.waitForTurn(organisation);
        Instant now = clock.instant();
        JoinableIncidents joinable = new JoinableIncidents(activeAround(organisation, relevant, now));
        relevant.forEach(joinable::put);
        Map<UUID, UUID> incidentOf = new HashMap<>();
        for (AlertGroup found : joinable.groups()) {
            AlertGroup group = stillActive(organisation, found);
            if (group.opensNew) {
                opening.open(organisation, group, now);
            } else {
                bringing.join(organisation, group, now);
            }
            group.alerts.forEach(alert -> incidentOf.put(alert.id(), group.incident));
        }
        return incidentOf;
    }

    /** Somebody may have closed the incident since it was found: never may an alert vanish into a closed one. */
    private AlertGroup stillActive(OrganisationId organisation, AlertGroup found) {
        if (found.opensNew
                || incidents
                        .lock(organisation, found.incident)
                        .filter(incident -> incident.status().isActive())
                        .isPresent()) {
            return found;
        }
        AlertGroup opened = new AlertGroup(Ids.next(), JoinableIncidents.playbookOf(found.worst()), true, null);
        opened.alerts.addAll(found.alerts);
        return opened;
    }

    private static boolean needsIncident(StoredAlert alert) {
        return switch (alert.verdict().disposition()) {
            case INCIDENT, TRIAGE -> true;
            case LOG, SUPPRESSED -> false;
        };
    }

    private List<IncidentEntities.Match> activeAround(
            OrganisationId organisation, List<StoredAlert> alerts, Instant now) {
        Set<NamedEntity> named = new LinkedHashSet<>();
        alerts.forEach(alert -> named.addAll(NamedEntity.correlating(alert.read())));
        return named.isEmpty() ? List.of() : entities.activeNaming(organisation, named, now.minus(window));
    }
}
