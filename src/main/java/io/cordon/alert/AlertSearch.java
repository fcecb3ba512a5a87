package io.cordon.alert;

import io.cordon.api.Page;
import io.cordon.api.Place;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Finds alerts of the organisations that the transaction acts for. */
@Repository
public class AlertSearch {

    /** Raw bytes in a list stay below 8 MB whatever is asked for. */
    private static final int LARGEST_RAW_IN_LIST = 16_384;

    /** Through so many alerts a search goes at a time for what stands in no index, whose cost intake would bear. */
    static final int MOST_SEARCHED = 20_000;

    private static final String COLUMNS = """
        select a.organisation, a.id, a.source, a.source_id, a.title, a.time, a.received_at, a.severity, a.category,
               a.disposition, a.techniques, a.entities, a.count, a.last_seen, a.explanation,
               case when octet_length(a.raw) <= :largest then a.raw end as raw,
               belongs.incident_id, known.count as known_count, known.last_seen as known_last_seen
        """;

    private static final String BESIDE = """
          left join alert_incident belongs
                 on belongs.organisation = a.organisation and belongs.alert_id = a.id
          left join alert_identity known
                 on known.organisation = a.organisation and known.fingerprint = a.fingerprint
                and known.alert_id = a.id
        """;

    private final JdbcClient jdbc;
    private final AlertRow row;

    AlertSearch(JdbcClient jdbc, JsonMapper json, RulesInForce rules) {
        this.jdbc = jdbc;
        this.row = new AlertRow(json, rules);
    }

    /** Newest first. */
    public Page<AlertView> page(AlertFilter filter, @Nullable String cursor, int limit) {
        return page(filter, AlertSort.NEWEST, cursor, limit, true);
    }

    /**
     * A stretch of the list. Words and rules are looked for among so many alerts at a time, so that there may be a next page
     * where this one is short, or empty.
     *
     * @param raw whether to show the alerts as they came
     */
    Page<AlertView> page(AlertFilter filter, AlertSort sort, @Nullable String cursor, int limit, boolean raw) {
        filter.text().limitTime(jdbc);
        Place behind = Place.read(cursor, sort.id());
        String looked = AlertConditions.of(filter) + (behind == null ? "" : behind(sort));
        Place until = filter.isSearch() ? searchedUntil(filter, sort, behind, looked) : null;
        String found = looked + AlertConditions.searched(filter) + (until == null ? "" : until(sort));
        // NB: one organisation after the other, each in the order of its key, and then the newest of all. Asked for the
        // newest of several organisations, PostgreSQL reads and sorts every alert of theirs.
        List<AlertView> rows = bind(
                        jdbc.sql("with found as (select f.organisation, f.id from " + AlertConditions.REACHED
                                + " cross join lateral (select a.organisation, a.id, a.severity from alert a " + found
                                + order(sort, "a") + " limit :limit) f " + order(sort, "f") + " limit :limit) "
                                + COLUMNS
                                + " from found join alert a on a.organisation = found.organisation and a.id = found.id "
                                + BESIDE + order(sort, "a")),
                        filter,
                        behind,
                        until)
                .param("largest", raw ? LARGEST_RAW_IN_LIST : -1)
                .param("limit", limit + 1)
                .query(row)
                .list();
        return Page.of(rows, limit, alert -> place(sort, alert).key(), until == null ? null : until.key());
    }

    public Optional<AlertView> find(UUID id) {
        return jdbc.sql(COLUMNS + " from alert a " + BESIDE + " where a.id = :id")
                .param("largest", Integer.MAX_VALUE)
                .param("id", id)
                .query(row)
                .optional();
    }

    /** The last of the alerts that are looked at for one page; null where that is the end of the list. */
    private @Nullable Place searchedUntil(AlertFilter filter, AlertSort sort, @Nullable Place behind, String looked) {
        return bind(
                        jdbc.sql("select f.id, severity_rank(f.severity) as rank from " + AlertConditions.REACHED
                                + " cross join lateral (select a.id, a.severity from alert a " + looked
                                + order(sort, "a") + " offset " + AlertConditions.EACH + " - 1 limit 1) f "
                                + order(sort, "f") + " limit 1"),
                        filter,
                        behind,
                        null)
                .param("most", MOST_SEARCHED)
                .query((last, number) ->
                        new Place(sort.id(), rank(sort, last.getInt("rank")), last.getObject("id", UUID.class)))
                .optional()
                .orElse(null);
    }

    private static StatementSpec bind(
            StatementSpec statement, AlertFilter filter, @Nullable Place behind, @Nullable Place until) {
        return AlertConditions.bind(statement, filter)
                .param("behind", behind == null ? null : behind.id().toString())
                .param("behindRank", number(behind))
                .param("until", until == null ? null : until.id().toString())
                .param("untilRank", number(until));
    }

    private static @Nullable Integer number(@Nullable Place place) {
        return place == null || place.rank().isEmpty() ? null : place.number();
    }

    private static Place place(AlertSort sort, AlertView alert) {
        return new Place(sort.id(), rank(sort, alert.severity().rank()), alert.id());
    }

    private static String rank(AlertSort sort, int rank) {
        return switch (sort) {
            case NEWEST -> "";
            case SEVERITY -> Integer.toString(rank);
        };
    }

    private static String behind(AlertSort sort) {
        return switch (sort) {
            case NEWEST -> " and a.id < :behind::uuid ";
            case SEVERITY -> " and (severity_rank(a.severity), a.id) < (:behindRank::integer, :behind::uuid) ";
        };
    }

    private static String until(AlertSort sort) {
        return switch (sort) {
            case NEWEST -> " and a.id >= :until::uuid ";
            case SEVERITY -> " and (severity_rank(a.severity), a.id) >= (:untilRank::integer, :until::uuid) ";
        };
    }

    private static String order(AlertSort sort, String of) {
        return switch (sort) {
            case NEWEST -> " order by " + of + ".id desc ";
            case SEVERITY -> " order by severity_rank(" + of + ".severity) desc, " + of + ".id desc ";
        };
    }
}
