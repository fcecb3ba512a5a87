package io.cordon.playbook.run;

import io.cordon.playbook.engine.Engine.Started;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which instances of playbooks work on which incident. */
@Repository
public class Runs {

    /** How often new entities are told one soon after the other, before it is a storm. */
    private static final int OFTEN = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    Runs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param main true for the playbook of the incident, false for one that was started beside it */
    record Run(String instance, String playbook, boolean main, Instant startedAt) {}

    void add(OrganisationId organisation, UUID incidentId, Started started, boolean main) {
        if (main) {
            stepAside(organisation, incidentId);
        }
        jdbc.sql("""
            insert into playbook_run (organisation, instance, incident_id, playbook, version, main, started_at)
            values (:organisation, :instance, :incident, :playbook, :version, :main, :now)
            """)
                .param("organisation", organisation.value())
                .param("instance", started.instance())
                .param("incident", incidentId)
                .param("playbook", started.key())
                .param("version", started.version())
                .param("main", main)
                .param("now", now())
                .update();
    }

    /** Of an incident that is opened again, the former playbook may not have been ended yet. */
    private void stepAside(OrganisationId organisation, UUID incidentId) {
        jdbc.sql("""
            update playbook_run set main = false
            where organisation = ? and incident_id = ? and main and ended_at is null
            """).params(organisation.value(), incidentId).update();
    }

    List<Run> running(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("""
            select instance, playbook, main, started_at from playbook_run
            where organisation = :organisation and incident_id = :incident and ended_at is null
            order by main desc, started_at
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .query((row, number) -> new Run(
                        row.getString("instance"),
                        row.getString("playbook"),
                        row.getBoolean("main"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * From one opening of an incident to the next.
     *
     * @param id of the playbook that runs for it, or ran; empty where none was there
     * @param again whether the incident was opened before
     * @param since when that playbook was started
     */
    public record Course(String id, boolean again, Instant since) {}

    /** The newest course of an incident. */
    public Course course(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("""
            select instance, started_at, exists (select from playbook_run earlier
                                     where (earlier.organisation, earlier.incident_id) = (run.organisation, run.incident_id)
                                       and earlier.started_at < run.started_at) as again
            from playbook_run run
            where organisation = :organisation and incident_id = :incident and main
            order by started_at desc limit 1
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .query((row, number) -> new Course(
                        row.getString("instance"),
                        row.getBoolean("again"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(new Course("", false, Instant.EPOCH));
    }

    /** Whether the incident was opened again since an instance was started for it: that one is about to be ended. */
    public boolean isOfBefore(OrganisationId organisation, UUID incidentId, String instance) {
        return jdbc.sql("""
            select exists (select from playbook_run run
                           join playbook_run newer using (organisation, incident_id)
                           where organisation = :organisation and incident_id = :incident and run.instance = :instance
                             and newer.main and newer.started_at > run.started_at)
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .param("instance", instance)
                .query(Boolean.class)
                .single();
    }

    Optional<Run> main(OrganisationId organisation, UUID incidentId) {
        return running(organisation, incidentId).stream().filter(Run::main).findFirst();
    }

    /** Those of some instances that are, or were last, an incident's own way. */
    Set<String> main(OrganisationId organisation, UUID incidentId, List<String> instances) {
        return Set.copyOf(jdbc.sql("""
            select instance from playbook_run
            where organisation = :organisation and incident_id = :incident and main and instance = any (:instances)
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .param("instances", instances.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    void end(OrganisationId organisation, String instance) {
        jdbc.sql("""
            update playbook_run set ended_at = :now
            where organisation = :organisation and instance = :instance and ended_at is null
            """)
                .param("now", now())
                .param("organisation", organisation.value())
                .param("instance", instance)
                .update();
    }

    /**
     * Whether new entities may be told now: at once the first time, then once in a while; where that goes on and on, at
     * most once a second, so that a storm of alerts is few containments.
     */
    boolean mayTellOfEntities(OrganisationId organisation, UUID incidentId, Duration atMostEvery) {
        return jdbc.sql("""
            update playbook_run
               set joined_at = :now,
                   joined_times = case when joined_at > :now - interval '1 minute' then joined_times + 1 else 1 end
            where organisation = :organisation and incident_id = :incident and main
              and (joined_at is null
                   or joined_at <= :now - case when joined_times < :often then :pause * interval '1 millisecond'
                                               else interval '1 second' end)
            """)
                        .param("now", now())
                        .param("often", OFTEN)
                        .param("pause", atMostEvery.toMillis())
                        .param("organisation", organisation.value())
                        .param("incident", incidentId)
                        .update()
                > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
