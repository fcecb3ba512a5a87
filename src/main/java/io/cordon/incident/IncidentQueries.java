package io.cordon.incident;

import io.cordon.api.Page;
import io.cordon.incident.StoredIncidents.Row;
import io.cordon.notification.OutgoingMail;
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

    /** Through so many incidents the search for words goes at a time. */
    private static final int MOST_SEARCHED = 5_000;

    private final JdbcClient jdbc;
    private final StoredIncidents incidents;
    private final Waits waits;
    private final OutgoingMail mail;
    private final Clock clock;

    IncidentQueries(JdbcClient jdbc, StoredIncidents incidents, Waits waits, OutgoingMail mail, Clock clock) {
        this.mail = mail;
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.waits = waits;
        this.clock = clock;
    }

    /** The incident in whatever organisations the work acts for. */
    @Transactional(readOnly = true)
    public Optional<Row> find(UUID id) {
        return incidents.findInReach(id);
    }

    @Transactional(readOnly = true)
    public Optional<IncidentView> view(UUID id) {
        return incidents
                .findInReach(id)
                .map(row -> views(List.of(row), clock.instant()).getFirst());
    }

    /**
     * A stretch of the list. Words are looked for in so many incidents at a time, so that there may be a next page where
     * this one is short, or empty.
     */
    @Transactional(readOnly = true)
    public Page<IncidentView> list(IncidentFilter filter, IncidentSort sort, @Nullable String cursor, int limit) {
        filter.text().limitTime(jdbc);
        IncidentOrder order = IncidentOrder.of(sort, cursor, clock.instant());
        String looked = " from incident i " + IncidentConditions.of(filter) + order.condition();
        Optional<Row> last = Optional.empty();
        String found = looked;
        if (!filter.text().isEmpty()) {
            last = rows(looked + order.clause() + " offset :most - 1 limit 1", filter, order, 1).stream()
                    .findFirst();
            found = " from (select i.* " + looked + order.clause() + " limit :most) i where true "
                    + IncidentConditions.TEXT;
        }
        Page<Row> page = Page.of(
                rows(found + order.clause() + " limit :limit", filter, order, limit + 1),
                limit,
                row -> key(order, row),
                last.map(row -> key(order, row)).orElse(null));
        return new Page<>(views(incidents.withEntities(page.items()), order.now()), page.next());
    }

    private List<Row> rows(String source, IncidentFilter filter, IncidentOrder order, int limit) {
        return order.bind(IncidentConditions.bind(
                        jdbc.sql("select " + StoredIncidents.COLUMNS + source), filter, order.now()))
                .param("most", MOST_SEARCHED)
                .param("limit", limit)
                .query(StoredIncidents.ROW)
                .list();
    }

    private static String key(IncidentOrder order, Row row) {
        return order.key(
                IncidentView.nextOf(IncidentView.clocksOf(row, order.now()))
                        .map(IncidentView.NextClock::due)
                        .orElse(null),
                row.incident().severity().rank(),
                row.incident().id());
    }

    private List<IncidentView> views(List<Row> rows, Instant now) {
        Map<UUID, List<UUID>> alerts = alertsOf(rows);
        Map<UUID, List<Wait>> waiting = waits.of(
                rows.stream().map(row -> row.incident().organisation()).toList(),
                rows.stream().map(row -> row.incident().id()).toList());
        return rows.stream()
                .map(row -> IncidentView.of(
                        row,
                        alerts.getOrDefault(row.incident().id(), List.of()),
                        waiting.getOrDefault(row.incident().id(), List.of()),
                        mail.isSetUp(),
                        now))
                .toList();
    }

    private static String[] organisations(List<Row> rows) {
        return rows.stream().map(row -> row.incident().organisation().value()).toArray(String[]::new);
    }

    private static String[] ids(List<Row> rows) {
        return rows.stream().map(row -> row.incident().id().toString()).toArray(String[]::new);
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
            """).params(organisations(rows), ids(rows), ALERTS_SHOWN).query(rs -> {
            alerts.computeIfAbsent(rs.getObject("id", UUID.class), k -> new ArrayList<>())
                    .add(rs.getObject("alert_id", UUID.class));
        });
        return alerts;
    }
}
