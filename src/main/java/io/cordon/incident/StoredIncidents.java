package io.cordon.incident;

import io.cordon.alert.Entities;
import io.cordon.alert.EntityKind;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of incidents; {@link IncidentEntities} has what they name. */
@Component
class StoredIncidents {

    private static final String BRIEFLY = """
        organisation, id, number, title, severity,
        case when status = 'open' and contained_at is null then coalesce(contain_due, resolve_due)
             when resolved_at is null and closed_at is null then resolve_due end as promised\
        """;

    static final String COLUMNS = """
        organisation, id, number, title, severity, category, status, techniques, alert_count, playbook,
        playbook_version, occurred_at, detected_at, notified_at, acknowledged_at, contained_at, resolved_at,
        coalesce(resolved_at, closed_at) as over_since, owner, owner_name, notify_due, acknowledge_due, contain_due, resolve_due\
        """;

    private final JdbcClient jdbc;

    StoredIncidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An incident with the times that were promised.
     *
     * @param overSince when it was resolved, or closed without that; null while it is worked on
     * @param owner who looks after it; null where nobody has said so
     */
    record Row(
            Incident incident,
            @Nullable Instant notifiedAt,
            @Nullable Instant overSince,
            @Nullable Someone owner,
            Promises promises) {}

    /** When each clock is due; null where nothing was promised. */
    record Promises(
            @Nullable Instant notified,
            @Nullable Instant acknowledged,
            @Nullable Instant contained,
            @Nullable Instant resolved) {}

    Optional<Row> find(OrganisationId organisation, UUID id) {
        return withEntities(jdbc.sql("select " + COLUMNS + " from incident where organisation = ? and id = ?")
                        .params(organisation.value(), id)
                        .query(ROW)
                        .list())
                .stream()
                .findFirst();
    }

    /** Finds by id alone, in whatever organisations the work acts for. */
    Optional<Row> findInReach(UUID id) {
        return withEntities(jdbc.sql("select " + COLUMNS + " from incident where id = ?")
                        .param(id)
                        .query(ROW)
                        .list())
                .stream()
                .findFirst();
    }

    /** By their ids, in whatever organisations the work acts for. */
    Map<UUID, IncidentBrief> briefly(Collection<UUID> ids) {
        return jdbc
                .sql("select " + BRIEFLY + " from incident where id = any (:ids)")
                .param("ids", ids.stream().distinct().toArray(UUID[]::new))
                .query((rs, n) -> brief(rs))
                .list()
                .stream()
                .collect(Collectors.toMap(IncidentBrief::id, Function.identity()));
    }

    /** Open ones that nobody has acknowledged, in whatever organisations the work acts for; first due first. */
    List<Incidents.Unacknowledged> unacknowledged(int most) {
        return jdbc.sql("""
            select %s, detected_at, acknowledge_due from incident
             where status in ('open', 'contained') and acknowledged_at is null
             order by acknowledge_due nulls last, id limit ?\
            """.formatted(BRIEFLY))
                .param(most)
                .query((rs, n) -> new Incidents.Unacknowledged(
                        brief(rs), instant(rs, "detected_at"), instantOrNull(rs, "acknowledge_due")))
                .list();
    }

    private static IncidentBrief brief(ResultSet rs) throws SQLException {
        return new IncidentBrief(
                rs.getObject("id", UUID.class),
                new OrganisationId(rs.getString("organisation")),
                rs.getInt("number"),
                rs.getString("title"),
                Severity.of(rs.getString("severity")),
                instantOrNull(rs, "promised"));
    }

    /**
     * Locks the row until the transaction ends, so that two moves of one incident follow one another.
     *
     * <p>NB: not its key. Who writes on the timeline holds the key, such as a move of an action, for which a change of
     * status in turn may wait.
     */
    Optional<Incident> lock(OrganisationId organisation, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from incident where organisation = ? and id = ? for no key update")
                .params(organisation.value(), id)
                .query(ROW)
                .optional()
                .map(Row::incident);
    }

    /** Lets one transaction of the organisation at a time decide which alerts belong together. */
    void waitForTurn(OrganisationId organisation) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('cordon-incident'), hashtext(?))")
                .param(organisation.value())
                .query(rs -> {});
    }

    int nextNumber(OrganisationId organisation) {
        return jdbc.sql("""
            insert into incident_number as n (organisation, last) values (?, 1)
            on conflict (organisation) do update set last = n.last + 1
            returning last\
            """).param(organisation.value()).query(Integer.class).single();
    }

    void insert(Incident incident, Promises promises, Instant lastAlertAt) {
        var statement = jdbc.sql("""
            insert into incident (organisation, id, number, title, severity, category, status, techniques,
                alert_count, playbook, occurred_at, detected_at, last_alert_at,
                notify_due, acknowledge_due, contain_due, resolve_due)
            values (:organisation, :id, :number, :title, :severity, :category, :status, :techniques,
                :alertCount, :playbook, :occurredAt, :detectedAt, :lastAlertAt,
                :notifyDue, :acknowledgeDue, :containDue, :resolveDue)\
            """);
        withPromises(statement, promises)
                .param("organisation", incident.organisation().value())
                .param("id", incident.id())
                .param("number", incident.number())
                .param("title", incident.title())
                .param("severity", incident.severity().id())
                .param("category", incident.category())
                .param("status", incident.status().id())
                .param("techniques", incident.techniques().toArray(String[]::new))
                .param("alertCount", incident.alertCount())
                .param("playbook", incident.playbook())
                .param("occurredAt", utc(incident.occurredAt()))
                .param("detectedAt", utc(incident.detectedAt()))
                .param("lastAlertAt", utc(lastAlertAt))
                .update();
    }

    /** Counts alerts that joined, and takes up what they tell of times and techniques. */
    void addAlerts(OrganisationId organisation, UUID incident, AlertGroup group, Instant now) {
        jdbc.sql("""
            update incident
               set alert_count = alert_count + ?, last_alert_at = ?, occurred_at = least(occurred_at, ?),
                   techniques = (select coalesce(array_agg(distinct t order by t), '{}')
                                   from unnest(techniques || ?::text[]) as t)
             where organisation = ? and id = ?\
            """)
                .params(
                        group.alerts.size(),
                        utc(now),
                        utc(group.occurredAt()),
                        group.techniques().toArray(String[]::new),
                        organisation.value(),
                        incident)
                .update();
    }

    /** Fills in what the incidents name, in one query. */
    List<Row> withEntities(List<Row> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<UUID, Map<EntityKind, List<String>>> named = new HashMap<>();
        Map<UUID, Set<String>> attackers = new HashMap<>();
        Map<UUID, Set<String>> targets = new HashMap<>();
        jdbc.sql("""
            select incident_id, kind, value, role from incident_entity
             where organisation = any (?) and incident_id = any (?::uuid[])
             order by first_seen, kind, value\
            """)
                .params(
                        rows.stream()
                                .map(r -> r.incident().organisation().value())
                                .distinct()
                                .toArray(String[]::new),
                        rows.stream().map(r -> r.incident().id().toString()).toArray(String[]::new))
                .query(rs -> {
                    UUID id = rs.getObject("incident_id", UUID.class);
                    EntityKind kind = EntityKind.valueOf(rs.getString("kind").toUpperCase(java.util.Locale.ROOT));
                    String value = rs.getString("value");
                    named.computeIfAbsent(id, k -> new EnumMap<>(EntityKind.class))
                            .computeIfAbsent(kind, k -> new ArrayList<>())
                            .add(value);
                    switch (rs.getString("role")) {
                        case "attacker" ->
                            attackers
                                    .computeIfAbsent(id, k -> new LinkedHashSet<>())
                                    .add(value);
                        case "target" ->
                            targets.computeIfAbsent(id, k -> new LinkedHashSet<>())
                                    .add(value);
                        default -> {}
                    }
                });
        return rows.stream()
                .map(row -> {
                    Incident i = row.incident();
                    return new Row(
                            new Incident(
                                    i.id(),
                                    i.organisation(),
                                    i.number(),
                                    i.title(),
                                    i.severity(),
                                    i.category(),
                                    i.status(),
                                    i.techniques(),
                                    new Entities(named.getOrDefault(i.id(), Map.of())),
                                    attackers.getOrDefault(i.id(), Set.of()),
                                    targets.getOrDefault(i.id(), Set.of()),
                                    i.alertCount(),
                                    i.occurredAt(),
                                    i.detectedAt(),
                                    i.acknowledgedAt(),
                                    i.containedAt(),
                                    i.resolvedAt(),
                                    i.playbook(),
                                    i.playbookVersion()),
                            row.notifiedAt(),
                            row.overSince(),
                            row.owner(),
                            row.promises());
                })
                .toList();
    }

    static final RowMapper<Row> ROW = (rs, n) -> new Row(
            new Incident(
                    rs.getObject("id", UUID.class),
                    new OrganisationId(rs.getString("organisation")),
                    rs.getInt("number"),
                    rs.getString("title"),
                    Severity.of(rs.getString("severity")),
                    rs.getString("category"),
                    IncidentStatus.of(rs.getString("status")),
                    Set.of((String[]) rs.getArray("techniques").getArray()),
                    Entities.NONE,
                    Set.of(),
                    Set.of(),
                    rs.getInt("alert_count"),
                    instant(rs, "occurred_at"),
                    instant(rs, "detected_at"),
                    instantOrNull(rs, "acknowledged_at"),
                    instantOrNull(rs, "contained_at"),
                    instantOrNull(rs, "resolved_at"),
                    rs.getString("playbook"),
                    rs.getObject("playbook_version", Integer.class)),
            instantOrNull(rs, "notified_at"),
            instantOrNull(rs, "over_since"),
            owner(rs),
            new Promises(
                    instantOrNull(rs, "notify_due"),
                    instantOrNull(rs, "acknowledge_due"),
                    instantOrNull(rs, "contain_due"),
                    instantOrNull(rs, "resolve_due")));

    private static @Nullable Someone owner(ResultSet rs) throws SQLException {
        String owner = rs.getString("owner");
        return owner == null ? null : new Someone(owner, rs.getString("owner_name"));
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Binds what was promised as {@code :notifyDue} and its like. */
    static JdbcClient.StatementSpec withPromises(JdbcClient.StatementSpec statement, Promises promises) {
        return statement
                .param("notifyDue", utcOrNull(promises.notified()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("acknowledgeDue", utcOrNull(promises.acknowledged()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("containDue", utcOrNull(promises.contained()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("resolveDue", utcOrNull(promises.resolved()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }
}
