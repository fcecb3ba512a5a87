package io.cordon.response.ledger;

import io.cordon.response.connector.ResolvedTarget;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What other actions have to do with the object that an action has found at its connector. */
@Repository
class SharedObjects {

    private final JdbcClient jdbc;
    private final LedgerRows rows;

    SharedObjects(JdbcClient jdbc, LedgerRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * Others that hold the same effect on the same object: while one does, it is not taken away. What they were asked
     * for by may differ: bob, ACME\bob and bob@acme.example are one account.
     */
    List<LedgerEntry> sharers(LedgerEntry entry, ResolvedTarget object) {
        return jdbc.sql("""
            select * from action
            where organisation = :org and connector = :connector and verb = :verb and id <> :id
              and md5(resolved ->> 'id') = md5(:object)
              and state in ('EXECUTING', 'VERIFIED', 'UNKNOWN', 'UNDOING')
            order by executing_at
            """)
                .param("org", entry.organisation().value())
                .param("connector", entry.connector())
                .param("verb", entry.verb().id())
                .param("object", object.id())
                .param("id", entry.id())
                .query(rows)
                .list();
    }

    /**
     * Whether a person has released this object in the incident or one that it came from, by whatever name, and nobody
     * has asked for it since.
     */
    boolean isReleased(LedgerEntry entry, ResolvedTarget object) {
        return jdbc.sql("""
            with asked as (
                select *, coalesce(decided_at, by_hand_at, moved_at) as decision_at,
                       coalesce(asked_at, created_at) as request_at,
                       coalesce(md5(resolved ->> 'id') = md5(:object) and executing_at is not null, false) as here
                from action join incidents_behind(:org, :incident) on source = incident_id
                where organisation = :org and connector = :connector and verb = :verb and id <> :id)
            select exists (
                select from asked released
                where here and state = 'UNDONE' and decision_at <= until
                  and not exists (
                      select from asked later
                      where later.here and later.executing_at > released.executing_at
                            and later.executing_at <= later.until
                         or (later.requester is not null or later.asked_at is not null) and later.target_key = :key
                            and later.request_at > released.decision_at and later.request_at <= later.until))
            """)
                .param("org", entry.organisation().value())
                .param("incident", entry.incidentId())
                .param("connector", entry.connector())
                .param("verb", entry.verb().id())
                .param("object", object.id())
                .param("id", entry.id())
                .param("key", entry.targetKey())
                .query(Boolean.class)
                .single();
    }

    /** Lets one transaction at a time begin something at a connector's object. */
    void lock(LedgerEntry entry, ResolvedTarget object) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                .param("lock", "cordon-target|" + entry.organisation() + "|" + entry.connector() + "|" + object.id())
                .query((row, i) -> true)
                .single();
    }
}
