package io.cordon.report;

import io.cordon.api.Ids;
import io.cordon.report.Figures.Day;
import io.cordon.report.Figures.OfClient;
import io.cordon.report.Figures.Technique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Counts alerts. When one was received is in its id, and so in the index of the key. */
@Repository
class FiguresOfAlerts {

    private static final int MOST_TECHNIQUES = 300;

    private final JdbcClient jdbc;
    private final Techniques techniques;

    FiguresOfAlerts(JdbcClient jdbc, Techniques techniques) {
        this.jdbc = jdbc;
        this.techniques = techniques;
    }

    List<Day> perDay(FiguresAsked asked) {
        Map<Integer, Long> counts = new HashMap<>();
        bind(jdbc.sql("""
            select width_bucket(a.id, :starts::uuid[]) as day, count(*) as count
              from alert a
             where a.organisation = any (case when cardinality(:organisations::text[]) > 0 then :organisations::text[]
                                              else acting_for() end)
               and a.id >= :from::uuid and a.id < :to::uuid
             group by 1
            """), asked)
                .param(
                        "starts",
                        asked.days().stream()
                                .map(day -> Ids.first(day.from()).toString())
                                .toArray(String[]::new))
                .query(row -> {
                    counts.put(row.getInt("day"), row.getLong("count"));
                });
        return asked.perDay(counts);
    }

    List<OfClient> perClient(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select a.organisation, count(*) as count
              from alert a
             where a.organisation = any (case when cardinality(:organisations::text[]) > 0 then :organisations::text[]
                                              else acting_for() end)
               and a.id >= :from::uuid and a.id < :to::uuid
             group by a.organisation
             order by count desc, a.organisation
            """), asked)
                .query((row, number) -> new OfClient(
                        row.getString("organisation"),
                        row.getLong("count"),
                        asked.filterOfSpan("organisation", row.getString("organisation"))))
                .list();
    }

    List<Technique> techniques(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select technique, count(*) as count
              from alert a
             cross join lateral unnest(a.techniques) as technique
             where a.organisation = any (case when cardinality(:organisations::text[]) > 0 then :organisations::text[]
                                              else acting_for() end)
               and a.techniques <> '{}' and a.id >= :from::uuid and a.id < :to::uuid
             group by technique
             order by count desc, technique
             limit :most
            """), asked)
                .param("most", MOST_TECHNIQUES)
                .query((row, number) -> technique(asked, row.getString("technique"), row.getLong("count")))
                .list();
    }

    private Technique technique(FiguresAsked asked, String id, long count) {
        return new Technique(
                id, techniques.name(id), techniques.tactics(id), count, asked.filterOfSpan("technique", id));
    }

    private static StatementSpec bind(StatementSpec statement, FiguresAsked asked) {
        return statement
                .param("organisations", asked.organisationIds())
                .param("from", Ids.first(asked.from()))
                .param("to", Ids.first(asked.to()));
    }
}
