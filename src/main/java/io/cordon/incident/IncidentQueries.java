package io.cordon.incident;

import io.cordon.api.Page;
import io.cordon.incident.StoredIncidents.Row;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people ask about incidents. */
@Component
class IncidentQueries {

    /** As many alert ids as a view carries; the rest is under {@code /alerts}. */
    private static final int ALERTS_SHOWN = 100;

    private final JdbcClient jdbc;
    private final StoredIncidents incidents;
    private final Clock clock;

    IncidentQueries(JdbcClient jdbc, StoredIncidents incidents, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** What to list; null means every. */
    record Filter(
            @Nullable OrganisationId organisation,
            @Nullable IncidentStatus status,
            @Nullable Severity severity,
            @Nullable Party party,
            @Nullable String text) {}

    /** The incident in whatever organisations the work acts for. */
    @Transactional(readOnly = true)
    public Optional<Row> find(UUID id) {
        return incidents.findInReach(id);
    }

    @Transactional(readOnly = true)
    public Optional<IncidentView> view(UUID id) {
        return incidents.findInReach(id).map(row -> views(List.of(row)).getFirst());
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Page<IncidentView> list(Filter filter, @Nullable String behind, int limit) {
        List<Row> rows = jdbc.sql("select " + StoredIncidents.COLUMNS + """

             from incident i
            where (:organisation::text is null or organisation = :organisation)
              and (:status::text is null or status = :status)
              and (:severity::text is null or severity = :severity)
              and (:text::text is null or search @@ websearch_to_tsquery('simple', :text))
              and (:party::text is null or exists (
                    select from task t
                     where t.organisation = i.organisation and t.incident_id = i.id
                       and t.party = :party and t.state in ('open', 'claimed')))
              and (:behind::uuid is null or id < :behind::uuid)
            order by id desc limit :limit\
            """)
                .param(
                        "organisation",
                        filter.organisation() == null
                                ? null
                                : filter.organisation().value(),
                        Types.VARCHAR)
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().id(),
                        Types.VARCHAR)
                .param(
                        "severity",
                        filter.severity() == null ? null : filter.severity().id(),
                        Types.VARCHAR)
                .param("party", filter.party() == null ? null : filter.party().id(), Types.VARCHAR)
                .param("text", filter.text(), Types.VARCHAR)
                .param("behind", behind, Types.VARCHAR)
                .param("limit", limit + 1)
                .query(StoredIncidents.ROW)
                .list();
        Page<Row> page = Page.of(rows, limit, row -> row.incident().id().toString());
        return new Page<>(views(incidents.withEntities(page.items())), page.next());
    }

    private List<IncidentView> views(List<Row> rows) {
        Map<UUID, List<UUID>> alerts = alertsOf(rows);
        Instant now = clock.instant();
        return rows.stream()
                .map(row ->
                        IncidentView.of(row, alerts.getOrDefault(row.incident().id(), List.of()), now))
                .toList();
    }

    private Map<UUID, List<UUID>> alertsOf(List<Row> rows) {
        Map<UUID, List<UUID>> alerts = new HashMap<>();
        jdbc.sql("""
            select i.organisation, i.id, a.alert_id
              from unnest(?::text[], ?::text[]) as wanted (organisation, id)
              join incident i on i.organisation = wanted.organisation and i.id = wanted.id::uuid
             cross join lateral (select alert_id from alert_incident a
                                  where a.organisation = i.organisation and a.incident_id = i.id
                                  order by alert_id limit ?) as a\
            """)
                .params(
                        rows.stream()
                                .map(row -> row.incident().organisation().value())
                                .toArray(String[]::new),
                        rows.stream().map(row -> row.incident().id().toString()).toArray(String[]::new),
                        ALERTS_SHOWN)
                .query(rs -> {
                    alerts.computeIfAbsent(rs.getObject("id", UUID.class), k -> new ArrayList<>())
                            .add(rs.getObject("alert_id", UUID.class));
                });
        return alerts;
    }
}
