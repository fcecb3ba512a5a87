package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ApprovalAsked;
import io.cordon.response.Standing;
import io.cordon.response.Verb;
import io.cordon.response.connector.BuiltIn;
import io.cordon.response.guard.Judgement;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the ledger, and writes new intents; what moves an action on is {@link Moves}. */
@Repository
class Ledger {

    private final JdbcClient jdbc;
    private final LedgerRows rows;

    Ledger(JdbcClient jdbc, LedgerRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Writes an intent; false where another transaction has written the same one. */
    boolean add(LedgerEntry entry, @Nullable Long expiresSeconds) {
        return jdbc.sql("""
            insert into action (organisation, id, incident_id, verb, target, target_key, connector, generation, idem_key,
                                state, reason, requested_by, requester, named_by, doubt, after_end, expires_seconds,
                                expires_at, due_at)
            values (:org, :id, :incident, :verb, :target, :key, :connector, :generation, :idemKey, 'PROPOSED', :reason,
                    :by, :requester, :namedBy, :doubt, :afterEnd, :expires::bigint,
                    now() + :expires::bigint * interval '1 second', now())
            on conflict (organisation, idem_key) do nothing
            """)
                        .param("org", entry.organisation().value())
                        .param("id", entry.id())
                        .param("incident", entry.incidentId())
                        .param("verb", entry.verb().id())
                        .param("target", entry.target())
                        .param("key", entry.targetKey())
                        .param("connector", entry.connector())
                        .param("generation", entry.generation())
                        .param("idemKey", entry.idempotencyKey())
                        .param("reason", entry.reason())
                        .param("by", entry.requestedBy())
                        .param("requester", entry.requester())
                        .param("namedBy", entry.namedBy())
                        .param("doubt", entry.doubt())
                        .param("afterEnd", entry.afterEnd())
                        .param("expires", expiresSeconds)
                        .update()
                == 1;
    }

    Optional<LedgerEntry> find(UUID id) {
        return jdbc.sql("select * from action where id = :id")
                .param("id", id)
                .query(rows)
                .optional();
    }

    Map<UUID, Standing> standing(List<UUID> ids) {
        return jdbc
                .sql("select id, state, by_hand_by from action where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), standing(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<ApprovalAsked> approvalAsked(UUID id) {
        return jdbc.sql("select * from action where id = :id")
                .param("id", id)
                .query((row, number) -> new ApprovalAsked(
                        row.getInt("asked_client"),
                        row.getInt("asked_provider"),
                        rows.mapRow(row, number).askerRef(),
                        LedgerRows.instant(row, "due_at")))
                .optional();
    }

    /** Finds and holds the row until the transaction ends. */
    Optional<LedgerEntry> lock(UUID id) {
        return jdbc.sql("select * from action where id = :id for update")
                .param("id", id)
                .query(rows)
                .optional();
    }

    /**
     * Keeps an incident from being resolved, closed or opened again until the transaction ends; tells whether it is over.
     * NB: before any of its actions is locked. Whoever ends it locks in that order, too.
     */
    boolean holdIncident(OrganisationId organisation, UUID incident) {
        return jdbc.sql("""
            select status in ('resolved', 'closed') from incident where organisation = ? and id = ? for share
            """)
                .params(organisation.value(), incident)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** The row of a claim; empty where somebody else has claimed it since. */
    Optional<LedgerEntry> lock(LedgerEntry claimed) {
        return lock(claimed.id()).filter(now -> now.fence() == claimed.fence());
    }

    /** The newest generation of the same request. */
    Optional<LedgerEntry> newest(OrganisationId organisation, UUID incident, Verb verb, String key, String connector) {
        return jdbc.sql("""
            select * from action
            where organisation = :org and incident_id = :incident and verb = :verb and target_key = :key
              and connector = :connector
            order by generation desc limit 1
            """)
                .param("org", organisation.value())
                .param("incident", incident)
                .param("verb", verb.id())
                .param("key", key)
                .param("connector", connector)
                .query(rows)
                .optional();
    }

    /**
     * What a person has denied, done by hand or taken back of the same request, at this connector or at any other, in
     * the incident or in one that it came from, and no person has asked for at that connector since. Where there was
     * none, for the one or the other, whatever was asked for since counts. NB: a server of an older version, which may
     * run beside this one, writes no {@code decided_at}.
     */
    Optional<LedgerEntry> decidedByAPerson(
            OrganisationId organisation, UUID incident, Verb verb, String key, String connector) {
        return jdbc.sql("""
            with asked as (
                select *, coalesce(decided_at, by_hand_at, moved_at) as decision_at, coalesce(asked_at, created_at) as request_at
                from action join incidents_behind(:org, :incident) on source = incident_id
                where organisation = :org and verb = :verb and target_key = :key)
            select * from asked decided
            where decision_at <= until
              and (denied or by_hand_by is not null or state = 'UNDONE'
                   or state in ('UNDOING', 'UNKNOWN') and undo_to = 'UNDONE')
              and not exists (select from asked later
                              where (later.requester is not null or later.asked_at is not null)
                                and (later.connector = decided.connector or :none in (later.connector, decided.connector))
                                and later.request_at > decided.decision_at and later.request_at <= later.until)
            order by connector = :connector desc, decision_at desc limit 1
            """)
                .param("org", organisation.value())
                .param("incident", incident)
                .param("verb", verb.id())
                .param("key", key)
                .param("connector", connector)
                .param("none", BuiltIn.NONE)
                .query(rows)
                .optional();
    }

    /** What people are asked about an action that waits for them. */
    Judgement.Question question(LedgerEntry entry) {
        return jdbc.sql("""
            select questions, asked_client, asked_provider, state_reason from action
            where organisation = :org and id = :id
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .query((row, i) -> new Judgement.Question(
                        Set.of(row.getString("questions").split(",")),
                        row.getInt("asked_client"),
                        row.getInt("asked_provider"),
                        row.getString("state_reason")))
                .single();
    }

    List<Standing> standing(OrganisationId organisation, UUID incident) {
        return jdbc.sql("""
            select state, by_hand_by from action join standing_action using (organisation, id)
            where organisation = ? and incident_id = ?
            """)
                .params(organisation.value(), incident)
                .query((row, n) -> standing(row))
                .list();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(ActionState.valueOf(row.getString("state")), row.getString("by_hand_by") != null);
    }

    /** What waits in an incident, for approval or for its turn: locked in one order. */
    List<LedgerEntry> lockWaiting(OrganisationId organisation, UUID incident) {
        return jdbc.sql("""
            select * from action
            where organisation = ? and incident_id = ? and state in ('AWAITING_APPROVAL', 'PROPOSED')
            order by id for update
            """).params(organisation.value(), incident).query(rows).list();
    }

    /** What came to its end in an incident by a moment without taking effect, locked in one order. */
    List<LedgerEntry> lockUndone(OrganisationId organisation, UUID incident, Instant until) {
        return jdbc.sql("""
            select action.* from action join standing_action using (organisation, id)
            where organisation = :org and incident_id = :incident and moved_at <= :until
              and state in ('REFUSED', 'FAILED', 'UNKNOWN', 'EXPIRED') and verified_at is null
              and not denied and by_hand_by is null
            order by id for update of action
            """)
                .param("org", organisation.value())
                .param("incident", incident)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(rows)
                .list();
    }

    /** Of what nobody knows in an incident whether it took effect, locked in one order. */
    List<LedgerEntry> lockUnknown(OrganisationId organisation, UUID incident) {
        return jdbc.sql("""
            select action.* from action join standing_action using (organisation, id)
            where organisation = ? and incident_id = ? and state = 'UNKNOWN'
            order by id for update of action
            """).params(organisation.value(), incident).query(rows).list();
    }

    /** Whether anything came to its end in an incident since a moment without taking effect, and was not done by hand. */
    boolean isAnythingLeft(OrganisationId organisation, UUID incident, Instant since) {
        return jdbc.sql("""
            select exists (
                select from action join standing_action using (organisation, id)
                where organisation = :org and incident_id = :incident and moved_at > :since
                  and state in ('REFUSED', 'FAILED', 'UNKNOWN', 'EXPIRED') and verified_at is null
                  and by_hand_by is null)
            """)
                .param("org", organisation.value())
                .param("incident", incident)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Whether a newer action of the incident is being undone for the first time: it goes before this one. */
    boolean hasNewerUndoing(LedgerEntry entry) {
        return jdbc.sql("""
            select exists (select from action
                           where organisation = :org and incident_id = :incident and state = 'UNDOING' and attempts <= 1
                             and undo_to = :end and (executing_at, id) > (:since, :id))
            """)
                .param("org", entry.organisation().value())
                .param("incident", entry.incidentId())
                .param("end", String.valueOf(entry.undoTo()))
                .param(
                        "since",
                        entry.executingAt() == null ? null : entry.executingAt().atOffset(ZoneOffset.UTC))
                .param("id", entry.id())
                .query(Boolean.class)
                .single();
    }

    /** The actions of an incident that hold or may hold, newest first, locked in that order. */
    List<LedgerEntry> lockHolding(UUID incident) {
        return jdbc.sql("""
            select * from action
            where incident_id = :incident and state in ('VERIFIED', 'UNKNOWN')
            order by executing_at desc, id desc for update
            """).param("incident", incident).query(rows).list();
    }

    /** As {@link #lockHolding}, without holding anything, and with what is being undone. */
    List<LedgerEntry> holding(UUID incident) {
        return jdbc.sql("""
            select * from action
            where incident_id = :incident and state in ('VERIFIED', 'UNKNOWN', 'UNDOING')
            order by executing_at desc, id desc
            """).param("incident", incident).query(rows).list();
    }

    /** The organisation that an incident in reach belongs to. */
    Optional<OrganisationId> organisationOf(UUID incident) {
        return jdbc.sql("select organisation from incident where id = :id")
                .param("id", incident)
                .query(String.class)
                .optional()
                .map(OrganisationId::new);
    }
}
