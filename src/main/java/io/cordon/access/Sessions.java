package io.cordon.access;

import io.cordon.api.Ids;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Sessions of people in a browser; they outlive a restart, and end with their person. */
@Repository
class Sessions {

    private final JdbcClient jdbc;
    private final ActingFor actingFor;

    Sessions(JdbcClient jdbc, ActingFor actingFor) {
        this.jdbc = jdbc;
        this.actingFor = actingFor;
    }

    /** Whose session this secret opens now; notes that it was used. */
    @Transactional
    public Optional<PersonRef> redeem(byte[] hash) {
        record Key(OrganisationId organisation, UUID id) {}
        return jdbc.sql("select organisation, id from find_session(:hash)")
                .param("hash", hash)
                .query((row, n) ->
                        new Key(new OrganisationId(row.getString("organisation")), row.getObject("id", UUID.class)))
                .optional()
                .map(key -> actingFor.call(key.organisation(), () -> {
                    noteUse(key.organisation(), key.id());
                    return person(key.organisation(), key.id());
                }));
    }

    void start(PersonRef person, byte[] hash) {
        jdbc.sql("""
            insert into sign_in_session (organisation, id, hash, person)
            values (:organisation, :id, :hash, :person)
            """)
                .param("organisation", person.organisation().value())
                .param("id", Ids.next())
                .param("hash", hash)
                .param("person", person.id())
                .update();
    }

    void end(byte[] hash) {
        jdbc.sql("delete from sign_in_session where hash = :hash")
                .param("hash", hash)
                .update();
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

    /** Whether the session whose secret has this hash has not been ended. */
    boolean stands(byte[] hash) {
        return jdbc.sql("select exists (select from sign_in_session where hash = :hash)")
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    /** Ends every session of a person but the one whose secret has this hash. */
    void endOthers(PersonRef person, byte[] kept) {
        jdbc.sql("""
            delete from sign_in_session where organisation = :organisation and person = :person and hash <> :kept
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("kept", kept)
                .update();
    }

    private PersonRef person(OrganisationId organisation, UUID id) {
        return new PersonRef(
                organisation,
                jdbc.sql("select person from sign_in_session where organisation = :organisation and id = :id")
                        .param("organisation", organisation.value())
                        .param("id", id)
                        .query(String.class)
                        .single());
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
