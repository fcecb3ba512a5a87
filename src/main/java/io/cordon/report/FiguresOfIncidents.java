package io.cordon.report;

import io.cordon.api.Days;
import io.cordon.report.Figures.Automation;
import io.cordon.report.Figures.Day;
import io.cordon.report.Figures.OfClient;
import io.cordon.report.Figures.Open;
import io.cordon.report.Figures.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Counts incidents, and how long people and playbooks took for them. */
@Repository
class FiguresOfIncidents {

    /** From the youngest on; what is older than all of them comes last. */
    private static final List<Age> AGES = List.of(
            new Age("under-1h", Duration.ofHours(1)),
            new Age("under-4h", Duration.ofHours(4)),
            new Age("under-1d", Duration.ofDays(1)),
            new Age("under-1w", Duration.ofDays(7)));

    private static final String OLDER = "older";

    private record Age(String name, Duration under) {}

    private final JdbcClient jdbc;

    FiguresOfIncidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** NB: the days in a query of their own, which is run once. Beside the column, they are read anew for each incident. */
    List<Day> perDay(FiguresAsked asked) {
        Map<Integer, Long> counts = new HashMap<>();
        bind(jdbc.sql("""
            select width_bucket(i.detected_at, (select :starts::timestamptz[])) as day, count(*) as count
              from incident i
             where i.detected_at >= :from and i.detected_at < :to
               and (cardinality(:organisations::text[]) = 0 or i.organisation = any (:organisations::text[]))
             group by 1
            """), asked).param("starts", Days.starts(asked.days())).query(row -> {
            counts.put(row.getInt("day"), row.getLong("count"));
        });
        return asked.perDay(counts);
    }

    List<OfClient> perClient(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select i.organisation, count(*) as count
              from incident i
             where i.detected_at >= :from and i.detected_at < :to
               and (cardinality(:organisations::text[]) = 0 or i.organisation = any (:organisations::text[]))
             group by i.organisation
             order by count desc, i.organisation
            """), asked)
                .query((row, number) -> new OfClient(
                        row.getString("organisation"),
                        row.getLong("count"),
                        asked.filterOfSpan("organisation", row.getString("organisation"))))
                .list();
    }

    List<OfClient> openPerClient(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select i.organisation, count(*) as count
              from incident i
             where i.status in ('open', 'contained')
               and (cardinality(:organisations::text[]) = 0 or i.organisation = any (:organisations::text[]))
             group by i.organisation
             order by count desc, i.organisation
            """), asked)
                .query((row, number) -> new OfClient(
                        row.getString("organisation"),
                        row.getLong("count"),
                        asked.filter("status", "open,contained", "organisation", row.getString("organisation"))))
                .list();
    }

    List<Open> open(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select width_bucket(i.detected_at, (select :starts::timestamptz[])) as stretch, i.severity,
                   count(*) as count
              from incident i
             where i.status in ('open', 'contained')
               and (cardinality(:organisations::text[]) = 0 or i.organisation = any (:organisations::text[]))
             group by 1, 2, severity_rank(i.severity)
             order by 1 desc, severity_rank(i.severity) desc
            """), asked)
                .param(
                        "starts",
                        AGES.reversed().stream()
                                .map(age -> asked.asOf().minus(age.under()).toString())
                                .toArray(String[]::new))
                .query((row, number) -> open(
                        asked, AGES.size() - row.getInt("stretch"), row.getString("severity"), row.getLong("count")))
                .list();
    }

    private static Open open(FiguresAsked asked, int age, String severity, long count) {
        Map<String, String> filter = asked.filter("status", "open,contained", "severity", severity);
        if (age < AGES.size()) {
            filter.put("from", asked.asOf().minus(AGES.get(age).under()).toString());
        }
        if (age > 0) {
            filter.put("to", asked.asOf().minus(AGES.get(age - 1).under()).toString());
        }
        return new Open(age < AGES.size() ? AGES.get(age).name() : OLDER, severity, count, filter);
    }

    List<Times> times(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select step.name, i.severity, i.organisation, grouping(i.severity, i.organisation) as grouped,
                   count(*) as count,
                   percentile_cont(array[0.5, 0.9]) within group (
                       order by extract(epoch from step.at - i.detected_at)::double precision) as percentiles
              from incident i
             cross join lateral (values ('acknowledge', i.acknowledged_at), ('contain', i.contained_at),
                                        ('resolve', i.resolved_at)) as step (name, at)
             where step.at is not null and i.detected_at >= :from and i.detected_at < :to
               and (cardinality(:organisations::text[]) = 0 or i.organisation = any (:organisations::text[]))
             group by grouping sets ((step.name), (step.name, i.severity), (step.name, i.organisation))
             order by step.name, grouped desc, severity_rank(i.severity) desc, i.organisation
            """), asked)
                .query((row, number) -> times(asked, row))
                .list();
    }

    private static Times times(FiguresAsked asked, ResultSet row) throws SQLException {
        String step = row.getString("name");
        String happened = switch (step) {
            case "acknowledge" -> "acknowledged";
            case "contain" -> "contained";
            default -> "resolved";
        };
        Map<String, String> filter = asked.filterOfSpan(happened, "true");
        String severity = row.getString("severity");
        String organisation = row.getString("organisation");
        if (severity != null) {
            filter.put("severity", severity);
        }
        if (organisation != null) {
            filter.put("organisation", organisation);
        }
        Double[] percentiles = (Double[]) row.getArray("percentiles").getArray();
        return new Times(
                step,
                severity != null ? "severity" : organisation != null ? "organisation" : "all",
                Stream.of(severity, organisation)
                        .filter(value -> value != null)
                        .findFirst()
                        .orElse(""),
                row.getLong("count"),
                percentiles[0],
                percentiles[1],
                filter);
    }

    Automation automation(FiguresAsked asked) {
        return bind(jdbc.sql("""
            select count(*) as contained, count(*) filter (where not touched) as automatic
              from (select exists (select from timeline_entry e
                                    where e.organisation = i.organisation and e.incident_id = i.id
                                      and e.at <= i.contained_at and is_somebody(e.actor)) as touched
                      from incident i
                     where i.contained_at is not null and i.detected_at >= :from and i.detected_at < :to
                       and (cardinality(:organisations::text[]) = 0
                            or i.organisation = any (:organisations::text[]))) contained
            """), asked)
                .query((row, number) -> {
                    long contained = row.getLong("contained");
                    long automatic = row.getLong("automatic");
                    return new Automation(
                            contained,
                            asked.filterOfSpan("contained", "true"),
                            automatic,
                            asked.filterOfSpan("automatic", "true"),
                            contained == 0 ? null : (double) automatic / contained);
                })
                .single();
    }

    private static StatementSpec bind(StatementSpec statement, FiguresAsked asked) {
        return statement
                .param("organisations", asked.organisationIds())
                .param("from", utc(asked.from()))
                .param("to", utc(asked.to()));
    }

    private static Object utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
