package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Incidents that name the same, in whatever organisations the work acts for. */
@Repository
class RelatedIncidents {

    private static final int MOST = 100;

    private final JdbcClient jdbc;

    RelatedIncidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Another incident.
     *
     * @param shared how many things both name
     * @param entities what these are, 20 at most
     */
    @Schema(name = "RelatedIncident")
    record Related(
            UUID id,
            OrganisationId organisation,
            int number,
            String title,
            Severity severity,
            IncidentStatus status,
            Instant detectedAt,
            int shared,
            List<Entity> entities) {

        @Schema(name = "SharedEntity")
        record Entity(@Schema(example = "ip") String kind, String value) {}
    }

    /**
     * Who shares the most first, up to {@value #MOST}. A file's or a process's name is on every machine and relates
     * nothing; of what is everywhere, the newest incidents are looked at.
     */
    List<Related> of(Incident incident) {
        return jdbc.sql("""
            with mine as (
                select distinct on (kind, lower(value)) kind, lower(value) as value from incident_entity
                 where organisation = :organisation and incident_id = :incident and kind not in ('file', 'process')
                 order by kind, lower(value) limit 500),
            sharing as (
                select o.organisation, o.incident_id, count(*) as shared,
                       (array_agg(mine.kind order by mine.kind, mine.value))[1\\:20] as kinds,
                       (array_agg(mine.value order by mine.kind, mine.value))[1\\:20] as names
                  from mine
                 cross join lateral (
                       select distinct e.organisation, e.incident_id
                         from (select organisation, incident_id from incident_entity
                                where organisation = any (:reach) and kind = mine.kind
                                  and md5(lower(value)) = md5(mine.value) and lower(value) = mine.value
                                  and incident_id <> :incident
                                order by first_seen desc limit 200) e) o
                 group by o.organisation, o.incident_id)
            select i.id, i.organisation, i.number, i.title, i.severity, i.status, i.detected_at, s.shared, s.kinds, s.names
              from sharing s
              join incident i on i.organisation = s.organisation and i.id = s.incident_id
             order by s.shared desc, i.id desc limit :most
            """)
                .param("organisation", incident.organisation().value())
                .param("incident", incident.id())
                .param(
                        "reach",
                        ActingFor.current().stream().map(OrganisationId::value).toArray(String[]::new))
                .param("most", MOST)
                .query((rs, n) -> {
                    List<String> kinds =
                            Arrays.asList((String[]) rs.getArray("kinds").getArray());
                    List<String> names =
                            Arrays.asList((String[]) rs.getArray("names").getArray());
                    return new Related(
                            rs.getObject("id", UUID.class),
                            new OrganisationId(rs.getString("organisation")),
                            rs.getInt("number"),
                            rs.getString("title"),
                            Severity.of(rs.getString("severity")),
                            IncidentStatus.of(rs.getString("status")),
                            StoredIncidents.instant(rs, "detected_at"),
                            rs.getInt("shared"),
                            IntStream.range(0, kinds.size())
                                    .mapToObj(i -> new Related.Entity(kinds.get(i), names.get(i)))
                                    .toList());
                })
                .list();
    }
}
