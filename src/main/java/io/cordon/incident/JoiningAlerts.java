package io.cordon.incident;

import io.cordon.alert.Disposition;
import io.cordon.alert.Entities;
import io.cordon.alert.EntityKind;
import io.cordon.alert.StoredAlert;
import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private static final String ACTOR = "cordon:incident";

    private final JdbcClient jdbc;
    private final StoredIncidents incidents;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Contracts contracts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration window;

    JoiningAlerts(
            JdbcClient jdbc,
            StoredIncidents incidents,
            Timeline timeline,
            AuditTrail audit,
            Contracts contracts,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${cordon.incident.window:PT24H}") Duration window) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.timeline = timeline;
        this.audit = audit;
        this.contracts = contracts;
        this.events = events;
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
        Candidates candidates = new Candidates(activeAround(organisation, relevant, now));
        Map<UUID, Group> groups = new LinkedHashMap<>();
        for (StoredAlert alert : relevant) {
            Group group = candidates.groupFor(alert, groups);
            group.alerts.add(alert);
        }
        Map<UUID, UUID> incidentOf = new HashMap<>();
        for (Group found : groups.values()) {
            Group group = stillActive(organisation, found);
            if (group.opensNew) {
                open(organisation, group, now);
            } else {
                join(organisation, group, now);
            }
            group.alerts.forEach(alert -> incidentOf.put(alert.id(), group.incident));
        }
        return incidentOf;
    }

    /** Somebody may have closed the incident since it was found: never may an alert vanish into a closed one. */
    private Group stillActive(OrganisationId organisation, Group found) {
        if (found.opensNew
                || incidents
                        .lock(organisation, found.incident)
                        .filter(incident -> incident.status().isActive())
                        .isPresent()) {
            return found;
        }
        Group opened = new Group(Ids.next(), Candidates.playbookOf(found.worst()), true, null);
        opened.alerts.addAll(found.alerts);
        return opened;
    }

    private static boolean needsIncident(StoredAlert alert) {
        return switch (alert.verdict().disposition()) {
            case INCIDENT, TRIAGE -> true;
            case LOG, SUPPRESSED -> false;
        };
    }

    private List<StoredIncidents.Match> activeAround(
            OrganisationId organisation, List<StoredAlert> alerts, Instant now) {
        Set<NamedEntity> named = new LinkedHashSet<>();
        alerts.forEach(alert -> named.addAll(correlating(alert)));
        return named.isEmpty() ? List.of() : incidents.activeNaming(organisation, named, now.minus(window));
    }

    private static List<NamedEntity> correlating(StoredAlert alert) {
        return NamedEntity.of(alert.read()).stream()
                .filter(NamedEntity::correlates)
                .toList();
    }

    private void open(OrganisationId organisation, Group group, Instant now) {
        StoredAlert worst = group.worst();
        Severity severity = worst.verdict().severity();
        Instant detectedAt = group.alerts.getFirst().receivedAt();
        Incident incident = new Incident(
                group.incident,
                organisation,
                incidents.nextNumber(organisation),
                worst.read().title(),
                severity,
                worst.verdict().category(),
                IncidentStatus.OPEN,
                group.techniques(),
                Entities.NONE,
                Set.of(),
                Set.of(),
                group.alerts.size(),
                group.occurredAt(),
                detectedAt,
                null,
                null,
                null,
                group.playbook,
                null);
        incidents.insert(incident, Promising.promisesOf(contracts.of(organisation), severity, detectedAt), now);
        incidents.addEntities(organisation, incident.id(), group.entities(), now);
        timeline.add(
                organisation,
                incident.id(),
                "alert",
                ACTOR,
                "Opened by " + describe(group.alerts) + ". "
                        + worst.verdict().explanation().text(),
                Map.of("alerts", group.alertIds()));
        if (group.related != null) {
            relate(organisation, incident.id(), group.related);
        }
        audit.append(
                organisation,
                ACTOR,
                "incident-opened",
                "incident:" + incident.id(),
                Map.of(
                        "number", incident.number(),
                        "severity", severity.id(),
                        "category", incident.category(),
                        "playbook", incident.playbook(),
                        "alerts", group.alertIds()));
        events.publishEvent(
                new IncidentOpened(organisation, incident.id(), incident.category(), severity, incident.playbook()));
    }

    private void relate(OrganisationId organisation, UUID opened, StoredIncidents.Match other) {
        String shared = other.kind().id() + " " + other.value();
        timeline.add(
                organisation,
                opened,
                "alert",
                ACTOR,
                "Related to another open incident: both name " + shared + ".",
                Map.of("incidentId", other.incident()));
        timeline.add(
                organisation,
                other.incident(),
                "alert",
                ACTOR,
                "A further incident was opened for another playbook: both name " + shared + ".",
                Map.of("incidentId", opened));
    }

    private void join(OrganisationId organisation, Group group, Instant now) {
        Incident before = incidents
                .lock(organisation, group.incident)
                .orElseThrow(() -> new IllegalStateException("Expected incident " + group.incident + " to exist"));
        boolean brings = incidents.addEntities(organisation, group.incident, group.entities(), now) > 0;
        jdbc.sql("""
            update incident
               set alert_count = alert_count + ?, last_alert_at = ?, occurred_at = least(occurred_at, ?),
                   techniques = (select array_agg(distinct t order by t)
                                   from unnest(techniques || ?::text[]) as t)
             where organisation = ? and id = ?\
            """)
                .params(
                        group.alerts.size(),
                        StoredIncidents.utc(now),
                        StoredIncidents.utc(group.occurredAt()),
                        group.techniques().toArray(String[]::new),
                        organisation.value(),
                        group.incident)
                .update();
        timeline.add(
                organisation,
                group.incident,
                "alert",
                ACTOR,
                "Joined by " + describe(group.alerts) + ".",
                Map.of("alerts", group.alertIds()));
        Severity worst = group.worst().verdict().severity();
        if (worst.isWorseThan(before.severity())) {
            raise(before, worst, group);
        }
        events.publishEvent(new AlertsJoined(organisation, group.incident, group.alertIds(), brings));
    }

    private void raise(Incident before, Severity to, Group group) {
        String reason = "A worse alert joined: " + group.worst().read().title();
        var promises = Promising.promisesOf(contracts.of(before.organisation()), to, before.detectedAt());
        MovingIncidents.writeSeverity(jdbc, before, to, promises);
        timeline.add(
                before.organisation(),
                before.id(),
                "severity",
                ACTOR,
                "Severity raised from " + before.severity().id() + " to " + to.id() + ". " + reason,
                Map.of("from", before.severity().id(), "to", to.id()));
        audit.append(
                before.organisation(),
                ACTOR,
                "severity-changed",
                "incident:" + before.id(),
                Map.of("from", before.severity().id(), "to", to.id()));
        events.publishEvent(
                new SeverityChanged(before.organisation(), before.id(), before.severity(), to, reason, ACTOR));
    }

    private static String describe(List<StoredAlert> alerts) {
        StoredAlert first = alerts.getFirst();
        String title = "'" + first.read().title() + "' from " + first.read().source();
        return alerts.size() == 1 ? "the alert " + title : alerts.size() + " alerts, the first of them " + title;
    }

    /** The alerts of one batch that belong to one incident. */
    private static final class Group {
        final UUID incident;
        final String playbook;
        final boolean opensNew;
        final StoredIncidents.@Nullable Match related;
        final List<StoredAlert> alerts = new ArrayList<>();

        Group(UUID incident, String playbook, boolean opensNew, StoredIncidents.@Nullable Match related) {
            this.incident = incident;
            this.playbook = playbook;
            this.opensNew = opensNew;
            this.related = related;
        }

        StoredAlert worst() {
            StoredAlert worst = alerts.getFirst();
            for (StoredAlert alert : alerts) {
                if (alert.verdict().severity().isWorseThan(worst.verdict().severity())) {
                    worst = alert;
                }
            }
            return worst;
        }

        Set<String> techniques() {
            Set<String> all = new LinkedHashSet<>();
            alerts.forEach(alert -> all.addAll(alert.verdict().techniques()));
            return all;
        }

        Instant occurredAt() {
            return alerts.stream()
                    .map(alert -> alert.read().time())
                    .min(Instant::compareTo)
                    .orElseThrow();
        }

        List<UUID> alertIds() {
            return alerts.stream().map(StoredAlert::id).toList();
        }

        /** Each thing once, in the strongest part that an alert gives it. */
        Collection<NamedEntity> entities() {
            Map<List<Object>, NamedEntity> strongest = new LinkedHashMap<>();
            for (StoredAlert alert : alerts) {
                for (NamedEntity entity : NamedEntity.of(alert.read())) {
                    strongest.merge(
                            List.of(entity.kind(), entity.value()),
                            entity,
                            (a, b) -> a.role().compareTo(b.role()) <= 0 ? a : b);
                }
            }
            return strongest.values();
        }
    }

    /** The incidents that alerts of this batch may join: those of the database and those this batch opens. */
    private static final class Candidates {
        private final Map<List<Object>, List<StoredIncidents.Match>> byEntity = new HashMap<>();

        Candidates(List<StoredIncidents.Match> matches) {
            matches.forEach(this::add);
        }

        private void add(StoredIncidents.Match match) {
            byEntity.computeIfAbsent(key(match.kind(), match.value()), k -> new ArrayList<>())
                    .add(match);
        }

        Group groupFor(StoredAlert alert, Map<UUID, Group> groups) {
            String playbook = playbookOf(alert);
            List<NamedEntity> named = correlating(alert);
            StoredIncidents.Match other = null;
            for (NamedEntity entity : named) {
                for (StoredIncidents.Match match :
                        byEntity.getOrDefault(key(entity.kind(), entity.value()), List.of())) {
                    if (match.playbook().equals(playbook) || alert.verdict().disposition() == Disposition.TRIAGE) {
                        return remember(groups, match, named);
                    }
                    other = other == null ? match : other;
                }
            }
            UUID id = Ids.next();
            Group opened = new Group(id, playbook, true, other);
            groups.put(id, opened);
            named.forEach(entity -> add(new StoredIncidents.Match(
                    id, playbook, alert.verdict().severity(), entity.kind(), entity.value())));
            return opened;
        }

        /** What a joining alert names leads further alerts of the batch to the same incident. */
        private Group remember(Map<UUID, Group> groups, StoredIncidents.Match match, List<NamedEntity> named) {
            named.forEach(entity -> add(new StoredIncidents.Match(
                    match.incident(), match.playbook(), match.severity(), entity.kind(), entity.value())));
            return groups.computeIfAbsent(match.incident(), id -> new Group(id, match.playbook(), false, null));
        }

        private static List<Object> key(EntityKind kind, String value) {
            return List.of(kind, value.toLowerCase(Locale.ROOT));
        }

        private static String playbookOf(StoredAlert alert) {
            String playbook = alert.verdict().playbook();
            return playbook == null ? TRIAGE_PLAYBOOK : playbook;
        }
    }
}
