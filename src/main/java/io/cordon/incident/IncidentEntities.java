package io.cordon.incident;

import io.cordon.alert.EntityKind;
import io.cordon.alert.EntityRef;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What incidents name, and which of them name the same. */
@Component
class IncidentEntities implements NamedByHand {

    private final JdbcClient jdbc;

    IncidentEntities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what alerts name, and tells what of it the incident did not name before, or not in this part. */
    List<NamedEntity> add(OrganisationId organisation, UUID incident, Collection<NamedEntity> entities, Instant at) {
        if (entities.isEmpty()) {
            return List.of();
        }
        List<NamedEntity> rows = List.copyOf(entities);
        return jdbc.sql("""
            insert into incident_entity as e (organisation, incident_id, kind, value, role, first_seen)
            select ?, ?, kind, value, role, ?
              from unnest(?::text[], ?::text[], ?::text[]) as named (kind, value, role)
            on conflict (organisation, incident_id, kind, value) do update
               set role = excluded.role where e.role = 'named' and excluded.role <> 'named'
            returning e.kind, e.value, e.role\
            """)
                .params(
                        organisation.value(),
                        incident,
                        StoredIncidents.utc(at),
                        rows.stream().map(e -> e.kind().id()).toArray(String[]::new),
                        rows.stream().map(NamedEntity::value).toArray(String[]::new),
                        rows.stream().map(e -> e.role().id()).toArray(String[]::new))
                .query((rs, n) -> new NamedEntity(
                        kind(rs.getString("kind")),
                        rs.getString("value"),
                        NamedEntity.Role.valueOf(rs.getString("role").toUpperCase(Locale.ROOT))))
                .list();
    }

    /** Adds what a person names who opens an incident. */
    void addByHand(
            OrganisationId organisation,
            UUID incident,
            Collection<NamedEntity> entities,
            @Nullable PersonRef by,
            Instant at) {
        jdbc.sql("""
            insert into incident_entity (organisation, incident_id, kind, value, role, first_seen, by_hand, named_by)
            select ?, ?, kind, value, role, ?, true, ?
              from unnest(?::text[], ?::text[], ?::text[]) as named (kind, value, role)\
            """)
                .params(organisation.value(), incident, StoredIncidents.utc(at))
                .param(by == null ? null : by.toString())
                .params(
                        entities.stream().map(e -> e.kind().id()).toArray(String[]::new),
                        entities.stream().map(NamedEntity::value).toArray(String[]::new),
                        entities.stream().map(e -> e.role().id()).toArray(String[]::new))
                .update();
    }

    @Override
    public Map<String, PersonRef> peopleNaming(OrganisationId organisation, UUID incident) {
        return jdbc
                .sql("""
                    select value, min(named_by) as named_by from incident_entity
                     where organisation = ? and incident_id = ? and named_by is not null
                     group by value\
                    """)
                .params(organisation.value(), incident)
                .query((rs, n) -> Map.entry(rs.getString("value"), PersonRef.of(rs.getString("named_by"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What is still active, was touched after a moment, and names one of these things. */
    List<Match> activeNaming(OrganisationId organisation, Collection<NamedEntity> entities, Instant touchedAfter) {
        List<NamedEntity> rows = List.copyOf(entities);
        return jdbc.sql("""
            select distinct i.id, i.playbook, i.severity, i.last_alert_at, e.kind, e.value
              from unnest(?::text[], ?::text[]) as named (kind, value)
              join incident_entity e on e.organisation = ? and e.kind = named.kind
                   and md5(lower(e.value)) = md5(lower(named.value)) and lower(e.value) = lower(named.value)
              join incident i on i.organisation = e.organisation and i.id = e.incident_id
             where i.status in ('open', 'contained') and i.last_alert_at > ?
             order by i.last_alert_at desc, i.id\
            """)
                .params(
                        rows.stream().map(e -> e.kind().id()).toArray(String[]::new),
                        rows.stream().map(NamedEntity::value).toArray(String[]::new),
                        organisation.value(),
                        StoredIncidents.utc(touchedAfter))
                .query((rs, n) -> new Match(
                        rs.getObject("id", UUID.class),
                        rs.getString("playbook"),
                        Severity.of(rs.getString("severity")),
                        kind(rs.getString("kind")),
                        rs.getString("value")))
                .list();
    }

    /** An active incident that names something an alert names too. */
    record Match(UUID incident, String playbook, Severity severity, EntityKind kind, String value) {}

    /** What an incident names, attackers and targets first, then in the order in which they were seen. */
    List<Seen> of(OrganisationId organisation, UUID incident) {
        return jdbc.sql("""
            select kind, value, role, first_seen from incident_entity
             where organisation = ? and incident_id = ?
             order by role = 'named', role, first_seen, kind, value\
            """)
                .params(organisation.value(), incident)
                .query((rs, n) -> new Seen(
                        new NamedEntity(
                                kind(rs.getString("kind")),
                                rs.getString("value"),
                                NamedEntity.Role.valueOf(rs.getString("role").toUpperCase(Locale.ROOT))),
                        StoredIncidents.instant(rs, "first_seen")))
                .list();
    }

    /** Something that an incident names, and since when. */
    record Seen(NamedEntity entity, Instant since) {}

    /** How many incidents that alerts came in for since a moment name each of these. */
    Map<EntityRef, Integer> incidentsNaming(
            OrganisationId organisation, Collection<EntityRef> entities, Instant since) {
        List<EntityRef> asked = entities.stream().distinct().toList();
        Map<EntityRef, Integer> naming = new HashMap<>();
        jdbc.sql("""
            select named.kind, named.value, count(distinct i.id) as incidents
              from unnest(?::text[], ?::text[]) as named (kind, value)
              join incident_entity e on e.organisation = ? and e.kind = named.kind
                   and md5(lower(e.value)) = md5(named.value) and lower(e.value) = named.value
              join incident i on i.organisation = e.organisation and i.id = e.incident_id
             where i.last_alert_at >= ?
             group by named.kind, named.value\
            """)
                .params(
                        asked.stream().map(e -> e.kind().id()).toArray(String[]::new),
                        asked.stream().map(EntityRef::value).toArray(String[]::new),
                        organisation.value(),
                        StoredIncidents.utc(since))
                .query(rs -> {
                    naming.put(
                            new EntityRef(kind(rs.getString("kind")), rs.getString("value")), rs.getInt("incidents"));
                });
        return naming;
    }

    private static EntityKind kind(String stored) {
        return EntityKind.valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
