package io.cordon.report;

import io.cordon.api.Ids;
import io.cordon.report.Figures.Day;
import io.cordon.report.Figures.OfClient;
import io.cordon.report.Figures.Technique;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** How many there were: the same ones by day, and by client. */
    record Counts(List<Day> perDay, List<OfClient> perClient) {}

    /**
     * NB: in one scan of the index, as 100,000 alerts are too many to read by day and then by client; and the days in a
     * query of their own, which is run once. Beside the column, a prepared statement reads them anew for each alert.
     */
    Counts counts(FiguresAsked asked) {
        Map<Integer, Long> byDay = new HashMap<>();
        Map<String, Long> byClient = new TreeMap<>();
        bind(jdbc.sql("""
            select width_bucket(a.id, (select :starts::uuid[])) as day, a.organisation, count(*) as count
              from alert a
             where a.organisation = any (case when cardinality(:organisations::text[]) > 0 then :organisations::text[]
                                              else acting_for() end)
               and a.id >= :from::uuid and a.id < :to::uuid
             group by 1, 2
            """), asked)
                .param(
                        "starts",
                        asked.days().stream()
                                .map(day -> Ids.first(day.from()).toString())
                                .toArray(String[]::new))
                .query(row -> {
                    byDay.merge(row.getInt("day"), row.getLong("count"), Long::sum);
                    byClient.merge(row.getString("organisation"), row.getLong("count"), Long::sum);
                });
        return new Counts(asked.perDay(byDay), perClient(asked, byClient));
    }

    private static List<OfClient> perClient(FiguresAsked asked, Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(client -> new OfClient(
                        client.getKey(), client.getValue(), asked.filterOfSpan("organisation", client.getKey())))
                .toList();
    }

    List<Technique> techniques(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select technique, sum(alike.count)::bigint as count
              from (select a.techniques, count(*) as count
                      from alert a
                     where a.organisation = any (case when cardinality(:organisations::text[]) > 0
                                                      then :organisations::text[] else acting_for() end)
                       and a.techniques <> '{}' and a.id >= :from::uuid and a.id < :to::uuid
                     group by a.techniques) alike
             cross join lateral unnest(alike.techniques) as technique
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
