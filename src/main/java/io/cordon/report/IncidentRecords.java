package io.cordon.report;

import io.cordon.organisation.Contracts;
import io.cordon.organisation.Severity;
import io.cordon.report.PostIncidentReport.Alert;
import io.cordon.report.PostIncidentReport.Entity;
import io.cordon.report.PostIncidentReport.Entry;
import io.cordon.report.PostIncidentReport.Rule;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the records of an incident: itself, its timeline, its alerts, and what they name. */
@Repository
class IncidentRecords {

    /** Further alerts are counted, and told to be left out. */
    static final int MOST_ALERTS = 100;

    /** Of the timeline, the earliest. */
    static final int MOST_ENTRIES = 2000;

    /**
     * An incident as its row tells it.
     *
     * @param openedAgain who opened it again last, and why; null where nobody has
     * @param names of those who may have had to do with it
     */
    record Found(
            OrganisationId organisation,
            String organisationName,
            ZoneId timeZone,
            UUID id,
            int number,
            String title,
            Severity severity,
            String category,
            String status,
            List<String> techniques,
            int alertCount,
            String playbook,
            @Nullable Integer playbookVersion,
            Instant occurredAt,
            Instant detectedAt,
            Moments met,
            Moments due,
            @Nullable Instant overSince,
            @Nullable String openedAgain,
            Names names) {}

    /** The four moments of a service level; null where one did not come, or was not promised. */
    record Moments(
            @Nullable Instant notified,
            @Nullable Instant acknowledged,
            @Nullable Instant contained,
            @Nullable Instant resolved) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Contracts contracts;

    IncidentRecords(JdbcClient jdbc, JsonMapper json, Contracts contracts) {
        this.jdbc = jdbc;
        this.json = json;
        this.contracts = contracts;
    }

    Optional<Found> find(UUID incident) {
        return jdbc.sql("""
            select i.*, coalesce(i.resolved_at, i.closed_at) as over_since, o.name as organisation_name, o.time_zone
            from incident i join organisation o on o.organisation = i.organisation
            where i.id = ?
            """).param(incident).query((row, n) -> found(row)).optional();
    }

    List<Entry> timeline(Found incident) {
        return jdbc.sql("""
            select at, kind, actor, text from timeline_entry
            where organisation = ? and incident_id = ? order by at, id limit ?
            """)
                .params(incident.organisation().value(), incident.id(), MOST_ENTRIES)
                .query((row, n) -> new Entry(
                        Rows.surely(row, "at"), row.getString("kind"), row.getString("actor"), row.getString("text")))
                .list();
    }

    List<Entity> entities(Found incident) {
        return jdbc.sql("""
            select kind, value, role from incident_entity
            where organisation = ? and incident_id = ?
            order by case role when 'attacker' then 1 when 'target' then 2 else 3 end, kind, value
            """)
                .params(incident.organisation().value(), incident.id())
                .query((row, n) -> new Entity(row.getString("kind"), row.getString("value"), row.getString("role")))
                .list();
    }

    /** The earliest first; how often each was delivered stands beside it while its identity is alive. */
    List<Alert> alerts(Found incident) {
        return jdbc.sql("""
            select a.id, a.source, a.title, a.time, a.received_at, a.severity, a.explanation,
                   coalesce(i.count, a.count) as deliveries
            from alert_incident ai
            join alert a on a.organisation = ai.organisation and a.id = ai.alert_id
            left join alert_identity i
              on i.organisation = a.organisation and i.fingerprint = a.fingerprint and i.alert_id = a.id
            where ai.organisation = ? and ai.incident_id = ?
            order by a.time, a.id limit ?
            """)
                .params(incident.organisation().value(), incident.id(), MOST_ALERTS)
                .query((row, n) -> alert(row))
                .list();
    }

    private Found found(ResultSet row) throws SQLException {
        OrganisationId organisation = new OrganisationId(row.getString("organisation"));
        Names names = Names.of(contracts.of(organisation));
        return new Found(
                organisation,
                row.getString("organisation_name"),
                ZoneId.of(row.getString("time_zone")),
                row.getObject("id", UUID.class),
                row.getInt("number"),
                row.getString("title"),
                Severity.of(row.getString("severity")),
                row.getString("category"),
                row.getString("status"),
                Rows.texts(row, "techniques"),
                row.getInt("alert_count"),
                row.getString("playbook"),
                row.getObject("playbook_version", Integer.class),
                Rows.surely(row, "occurred_at"),
                Rows.surely(row, "detected_at"),
                new Moments(
                        Rows.at(row, "notified_at"),
                        Rows.at(row, "acknowledged_at"),
                        Rows.at(row, "contained_at"),
                        Rows.at(row, "resolved_at")),
                new Moments(
                        Rows.at(row, "notify_due"),
                        Rows.at(row, "acknowledge_due"),
                        Rows.at(row, "contain_due"),
                        Rows.at(row, "resolve_due")),
                Rows.at(row, "over_since"),
                openedAgain(row, names),
                names);
    }

    private static @Nullable String openedAgain(ResultSet row, Names names) throws SQLException {
        String by = row.getString("reopened_by");
        return by == null ? null : names.who(by) + ": " + row.getString("reopened_reason");
    }

    private Alert alert(ResultSet row) throws SQLException {
        JsonNode explanation = json.readTree(row.getString("explanation"));
        return new Alert(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("title"),
                Rows.surely(row, "time"),
                Rows.surely(row, "received_at"),
                Severity.of(row.getString("severity")),
                row.getInt("deliveries"),
                explanation.path("text").asString(""),
                StreamSupport.stream(explanation.path("rules").spliterator(), false)
                        .map(IncidentRecords::rule)
                        .toList());
    }

    private static Rule rule(JsonNode rule) {
        return new Rule(
                rule.path("name").asString(""),
                rule.path("effect").asString(""),
                StreamSupport.stream(rule.path("values").spliterator(), false)
                        .map(value -> value.asString(""))
                        .toList());
    }
}
