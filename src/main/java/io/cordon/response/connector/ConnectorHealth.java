package io.cordon.response.connector;

import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How connectors have done: what the ledger says of their actions, and when somebody last tried them. */
@Repository
class ConnectorHealth {

    private static final int LONGEST_TEXT = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ConnectorHealth(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is known of a connector.
     *
     * @param lastUsedAt when an action last called its product
     * @param lastFailure null where no action has failed there, or each has succeeded since
     * @param waiting how many actions wait because the product is away
     * @param awaySince since when the first of them waits
     * @param lastTest null where nobody has tried it
     */
    record Health(
            @Nullable Instant lastUsedAt,
            @Nullable LastFailure lastFailure,
            int waiting,
            @Nullable Instant awaySince,
            @Nullable LastTest lastTest) {}

    /** The action that failed last, or whose outcome nobody knows. */
    record LastFailure(Instant at, String text, UUID actionId, UUID incidentId) {}

    /**
     * A try that changed nothing.
     *
     * @param current whether the set-up is still the one that was tried
     */
    record LastTest(Instant at, String by, boolean works, String text, boolean current) {}

    /** By name, of those asked for. Each reads the ends of indexes, however many actions there are. */
    Map<String, Health> of(OrganisationId organisation, Collection<String> names) {
        Map<String, Health> found = new HashMap<>();
        jdbc.sql("""
            select named.name, used.at as used_at, failed.moved_at, failed.state_reason, failed.id, failed.incident_id,
                   away.waiting, away.since, trial.tried_at, trial.tried_by, trial.works, trial.text,
                   trial.version is not distinct from coalesce(c.version, 0) as current
              from unnest(:names::text[]) as named (name)
              left join connector c on c.organisation = :org and c.name = named.name
              left join connector_trial trial on trial.organisation = :org and trial.connector = named.name
              left join lateral (
                   select max(executing_at) as at from action
                    where organisation = :org and connector = named.name and executing_at is not null) used on true
              left join lateral (
                   select id, incident_id, moved_at, coalesce(state_reason, '') as state_reason from action
                    where organisation = :org and connector = named.name and state in ('FAILED', 'UNKNOWN')
                    order by moved_at desc limit 1) failed on true
              left join lateral (
                   select count(*)::int as waiting, min(away_since) as since from action
                    where organisation = :org and connector = named.name and away_since is not null
                      and state in ('PROPOSED', 'EXECUTING', 'UNDOING')) away on true
            """)
                .param("org", organisation.value())
                .param("names", names.toArray(String[]::new))
                .query((row, number) -> found.put(row.getString("name"), health(row)))
                .list();
        return found;
    }

    void tried(OrganisationId organisation, String name, int version, Trial trial, String by) {
        boolean works = trial instanceof Trial.Works;
        jdbc.sql("""
            insert into connector_trial (organisation, connector, version, works, text, tried_by, tried_at)
            values (:org, :name, :version, :works, :text, :by, :now)
            on conflict (organisation, connector) do update
            set version = excluded.version, works = excluded.works, text = excluded.text,
                tried_by = excluded.tried_by, tried_at = excluded.tried_at
            """)
                .param("org", organisation.value())
                .param("name", name)
                .param("version", version)
                .param("works", works)
                .param("text", kept(trial))
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What was known of one that is removed says nothing of another of its name. */
    void forget(OrganisationId organisation, String name) {
        jdbc.sql("delete from connector_trial where organisation = :org and connector = :name")
                .param("org", organisation.value())
                .param("name", name)
                .update();
    }

    /** A product's words may hold what PostgreSQL cannot keep. */
    private static String kept(Trial trial) {
        String text = switch (trial) {
            case Trial.Works works -> works.found();
            case Trial.Fails fails -> fails.reason();
        };
        String storable = text.replace('\0', '\ufffd').replaceAll("\\p{Cs}", "\ufffd");
        return storable.length() <= LONGEST_TEXT ? storable : storable.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private static Health health(ResultSet row) throws SQLException {
        Instant failedAt = moment(row, "moved_at");
        Instant triedAt = moment(row, "tried_at");
        return new Health(
                moment(row, "used_at"),
                failedAt == null
                        ? null
                        : new LastFailure(
                                failedAt,
                                row.getString("state_reason"),
                                row.getObject("id", UUID.class),
                                row.getObject("incident_id", UUID.class)),
                row.getInt("waiting"),
                moment(row, "since"),
                triedAt == null
                        ? null
                        : new LastTest(
                                triedAt,
                                row.getString("tried_by"),
                                row.getBoolean("works"),
                                row.getString("text"),
                                row.getBoolean("current")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
