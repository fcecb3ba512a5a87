package io.cordon.access;

import io.cordon.api.Ids;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Sessions of people in a browser; they outlive a restart, and end with their person. */
@Repository
class Sessions {

    /** However much it is used. */
    static final Duration LONGEST = Duration.ofHours(12);

    private final JdbcClient jdbc;
    private final ActingFor actingFor;

    Sessions(JdbcClient jdbc, ActingFor actingFor) {
        this.jdbc = jdbc;
        this.actingFor = actingFor;
    }

    /** The session that this secret opens now; notes that it was used. */
    @Transactional
    public Optional<Session> redeem(byte[] hash) {
        record Key(OrganisationId organisation, UUID id) {}
        return jdbc.sql("select organisation, id from find_session(:hash)")
                .param("hash", hash)
                .query((row, n) ->
                        new Key(new OrganisationId(row.getString("organisation")), row.getObject("id", UUID.class)))
                .optional()
                .map(key -> actingFor.call(key.organisation(), () -> {
                    noteUse(key.organisation(), key.id());
                    return find(key.organisation(), key.id());
                }));
    }

    /**
     * Begins one.
     *
     * @param with what the person proved with who they are, such as {@code password+totp}
     * @param provedAt when that was; a time to come counts as now
     */
    void start(PersonRef person, byte[] hash, String with, Visitor from, Instant provedAt) {
        jdbc.sql("""
            insert into sign_in_session (organisation, id, hash, person, signed_in_with, address, user_agent,
                                         stepped_up_at)
            values (:organisation, :id, :hash, :person, :with, :address, :userAgent, least(:provedAt, now()))
            """)
                .param("organisation", person.organisation().value())
                .param("id", Ids.next())
                .param("hash", hash)
                .param("person", person.id())
                .param("with", with)
                .param("provedAt", Timestamp.from(provedAt))
                .param("address", from.address())
                .param("userAgent", from.userAgent())
                .update();
    }

    void end(byte[] hash) {
        jdbc.sql("delete from sign_in_session where hash = :hash")
                .param("hash", hash)
                .update();
    }

    void end(Session session) {
        jdbc.sql("delete from sign_in_session where organisation = :organisation and id = :id")
                .param("organisation", session.person().organisation().value())
                .param("id", session.id())
                .update();
    }

    /** Those of a person that stand, newest first. */
    List<Session> of(PersonRef person) {
        return of(person.organisation()).stream()
                .filter(session -> session.person().equals(person))
                .toList();
    }

    /** Those of all people of the organisation that stand, newest first. */
    List<Session> of(OrganisationId organisation) {
        // The same times as in find_session().
        return jdbc.sql("""
            select * from sign_in_session
             where organisation = :organisation
               and last_used_at > now() - interval '30 minutes' and started_at > now() - interval '12 hours'
             order by id desc
            """)
                .param("organisation", organisation.value())
                .query(Sessions::session)
                .list();
    }

    /** Ends every session of a person, and what is left of sessions that ran out. */
    void endAll(PersonRef person) {
        jdbc.sql("""
            delete from sign_in_session
             where organisation = :organisation
               and (person = :person or started_at < now() - interval '12 hours')
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update();
    }

    /** Whether it has not been ended. */
    boolean stands(Session session) {
        return jdbc.sql("select exists (select from sign_in_session where organisation = :organisation and id = :id)")
                .param("organisation", session.person().organisation().value())
                .param("id", session.id())
                .query(Boolean.class)
                .single();
    }

    /** Ends every session of its person but this one. */
    void endOthers(Session kept) {
        jdbc.sql("""
            delete from sign_in_session where organisation = :organisation and person = :person and id <> :kept
            """)
                .param("organisation", kept.person().organisation().value())
                .param("person", kept.person().id())
                .param("kept", kept.id())
                .update();
    }

    /** The person has proved just now to be at the keyboard. */
    void stepUp(Session session) {
        jdbc.sql("""
            update sign_in_session set stepped_up_at = now() where organisation = :organisation and id = :id
            """)
                .param("organisation", session.person().organisation().value())
                .param("id", session.id())
                .update();
    }

    private Session find(OrganisationId organisation, UUID id) {
        return jdbc.sql("select * from sign_in_session where organisation = :organisation and id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .query(Sessions::session)
                .single();
    }

    private static Session session(ResultSet row, int n) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                new PersonRef(new OrganisationId(row.getString("organisation")), row.getString("person")),
                row.getString("signed_in_with"),
                new Visitor(row.getString("address"), row.getString("user_agent")),
                instant(row, "started_at"),
                instant(row, "last_used_at"),
                instant(row, "stepped_up_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private void noteUse(OrganisationId organisation, UUID id) {
        jdbc.sql("""
            update sign_in_session set last_used_at = now()
             where organisation = :organisation and id = :id and last_used_at < now() - interval '1 minute'
            """)
                .param("organisation", organisation.value())
                .param("id", id)
                .update();
    }
}
