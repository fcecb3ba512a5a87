package io.cordon.incident;

import io.cordon.api.Facets;
import io.cordon.api.Facets.Combination;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts incidents by what a list of them can be narrowed to. */
@Component
class IncidentFacets {

    private static final int MOST_COUNTED = 20_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    IncidentFacets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest 20,000 of those that the filters leave of which there is no facet. */
    @Transactional(readOnly = true)
    public Facets of(IncidentFilter filter) {
        filter.text().limitTime(jdbc);
        List<Combination> combinations = IncidentConditions.bind(
                        jdbc.sql("select i.organisation, i.severity, i.status, i.category, i.techniques,"
                                + " i.acknowledged_at is not null as acknowledged, " + IncidentConditions.LATE
                                + " as late, coalesce(w.parties, '{none}') as parties, count(*) as count"
                                + " from (select i.* from incident i " + IncidentConditions.ofNamed(filter)
                                + (filter.text().isEmpty() ? "" : IncidentConditions.TEXT)
                                + " order by i.id desc limit :most) i left join (select w.organisation, w.incident_id,"
                                + " array_agg(distinct w.party order by w.party) as parties from "
                                + IncidentConditions.WAITING + " w group by w.organisation, w.incident_id) w"
                                + " on w.organisation = i.organisation and w.incident_id = i.id"
                                + " group by 1, 2, 3, 4, 5, 6, 7, 8"),
                        filter,
                        clock.instant())
                .param("most", MOST_COUNTED)
                .query(IncidentFacets::combination)
                .list();
        long counted = combinations.stream().mapToLong(Combination::count).sum();
        return Facets.of(combinations, wanted(filter), counted >= MOST_COUNTED);
    }

    private static Combination combination(ResultSet row, int number) throws SQLException {
        return new Combination(
                Map.of(
                        "status", List.of(row.getString("status")),
                        "severity", List.of(row.getString("severity")),
                        "category", List.of(row.getString("category")),
                        "party", texts(row, "parties"),
                        "acknowledged", List.of(Boolean.toString(row.getBoolean("acknowledged"))),
                        "late", List.of(Boolean.toString(row.getBoolean("late"))),
                        "technique", texts(row, "techniques"),
                        "organisation", List.of(row.getString("organisation"))),
                row.getLong("count"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Map<String, Set<String>> wanted(IncidentFilter filter) {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        wanted.put("status", filter.statuses().stream().map(IncidentStatus::id).collect(Collectors.toSet()));
        wanted.put("severity", filter.severities().stream().map(Severity::id).collect(Collectors.toSet()));
        wanted.put("category", Set.copyOf(filter.categories()));
        wanted.put("party", Set.copyOf(filter.parties()));
        wanted.put("acknowledged", yesOrNo(filter.acknowledged()));
        wanted.put("late", yesOrNo(filter.late()));
        wanted.put("technique", Set.copyOf(filter.techniques()));
        wanted.put(
                "organisation",
                filter.organisations().stream().map(OrganisationId::value).collect(Collectors.toSet()));
        return wanted;
    }

    private static Set<String> yesOrNo(@Nullable Boolean asked) {
        return asked == null ? Set.of() : Set.of(Boolean.toString(asked));
    }
}
