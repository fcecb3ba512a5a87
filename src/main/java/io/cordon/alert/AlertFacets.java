package io.cordon.alert;

import io.cordon.api.Facets;
import io.cordon.api.Facets.Combination;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts alerts by what a list of them can be narrowed to. */
@Repository
class AlertFacets {

    /** The newest alerts, whose values stand in an index; where words, rules or techniques are asked for, fewer. */
    private static final int MOST_COUNTED = 200_000;

    private static final String ORGANISATION = "organisation";
    private static final List<String> NAMES = List.of("severity", "category", "disposition", "source", ORGANISATION);

    private final JdbcClient jdbc;

    AlertFacets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Counted(List<Combination> combinations, boolean capped) {}

    Facets of(AlertFilter filter) {
        filter.text().limitTime(jdbc);
        Map<String, Set<String>> wanted = wanted(filter);
        Counted everywhere = count(filter, new String[0]);
        Facets facets = Facets.of(everywhere.combinations(), wanted, everywhere.capped());
        if (!everywhere.capped() || filter.organisations().isEmpty()) {
            return facets;
        }
        // Among the newest of all may be few of those organisations: theirs are counted by themselves.
        Counted there = count(filter, AlertConditions.organisations(filter));
        Facets theirs = Facets.of(there.combinations(), wanted, true);
        return new Facets(
                theirs.total(),
                true,
                Stream.concat(
                                theirs.facets().stream()
                                        .filter(facet -> !facet.name().equals(ORGANISATION)),
                                facets.facets().stream()
                                        .filter(facet -> facet.name().equals(ORGANISATION)))
                        .toList());
    }

    private Counted count(AlertFilter filter, String[] organisations) {
        boolean visitsRows = filter.isSearch() || !filter.techniques().isEmpty();
        String looked = AlertConditions.ofNamed(filter);
        if (!visitsRows) {
            List<Combination> all = combinations(filter, organisations, looked + " limit :most + 1 ", null);
            if (all.stream().mapToLong(Combination::count).sum() <= MOST_COUNTED) {
                return new Counted(all, false);
            }
        }
        String until = last(filter, organisations, looked, visitsRows ? AlertSearch.MOST_SEARCHED : MOST_COUNTED);
        String counted =
                looked + (until == null ? "" : " and a.id >= :until::uuid ") + AlertConditions.searched(filter);
        return new Counted(combinations(filter, organisations, counted, until), until != null);
    }

    private List<Combination> combinations(
            AlertFilter filter, String[] organisations, String counted, @Nullable String until) {
        return AlertConditions.bind(
                        jdbc.sql("select organisation, severity, category, disposition, source, count(*) as count"
                                + " from (select a.organisation, a.severity, a.category, a.disposition, a.source"
                                + " from alert a where " + AlertConditions.OF_REACHED + counted
                                + ") counted group by organisation, severity, category, disposition, source"),
                        filter)
                .param("organisations", organisations)
                .param("until", until)
                .param("most", MOST_COUNTED)
                .query(AlertFacets::combination)
                .list();
    }

    /** The oldest of the newest ones, those that are counted; null where that is all there are. */
    private @Nullable String last(AlertFilter filter, String[] organisations, String looked, int most) {
        return AlertConditions.bind(
                        jdbc.sql("select f.id::text from " + AlertConditions.REACHED
                                + " cross join lateral (select a.id from alert a"
                                + " where a.organisation = reached.organisation " + looked
                                + " order by a.id desc offset "
                                + AlertConditions.EACH + " - 1 limit 1) f order by f.id desc limit 1"),
                        filter)
                .param("organisations", organisations)
                .param("most", most)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static Combination combination(ResultSet row, int number) throws SQLException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String name : NAMES) {
            values.put(name, List.of(row.getString(name)));
        }
        return new Combination(values, row.getLong("count"));
    }

    private static Map<String, Set<String>> wanted(AlertFilter filter) {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        wanted.put("severity", filter.severities().stream().map(Severity::id).collect(Collectors.toSet()));
        wanted.put("category", Set.copyOf(filter.categories()));
        wanted.put("disposition", Set.copyOf(filter.dispositions()));
        wanted.put("source", Set.copyOf(filter.sources()));
        wanted.put(
                ORGANISATION,
                filter.organisations().stream().map(OrganisationId::value).collect(Collectors.toSet()));
        return wanted;
    }
}
