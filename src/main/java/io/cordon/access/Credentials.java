package io.cordon.access;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passwords, hashed, and the codes with which people choose their first one. */
@Repository
class Credentials {

    private final JdbcClient jdbc;

    Credentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where the person has none yet. */
    Optional<String> password(PersonRef person) {
        return jdbc.sql("""
            select password from credential
             where organisation = :organisation and person = :person and password is not null
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .query(String.class)
                .optional();
    }

    void setPassword(PersonRef person, String hash) {
        jdbc.sql("""
            insert into credential (organisation, person, password) values (:organisation, :person, :hash)
            on conflict (organisation, person) do update
               set password = excluded.password, setup_code = null, code_expires = null, changed_at = now()
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .update();
    }

    /** A code that was given out before no longer holds. */
    void setCode(PersonRef person, byte[] hash, Duration holds) {
        jdbc.sql("""
            insert into credential (organisation, person, setup_code, code_expires)
            values (:organisation, :person, :hash, now() + :seconds * interval '1 second')
            on conflict (organisation, person) do update
               set setup_code = excluded.setup_code, code_expires = excluded.code_expires
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .param("seconds", holds.toSeconds())
                .update();
    }

    /** Codes that were given out and not yet used no longer hold. */
    void voidCodes(OrganisationId organisation) {
        jdbc.sql("""
            update credential set setup_code = null, code_expires = null
             where organisation = :organisation and setup_code is not null
            """).param("organisation", organisation.value()).update();
    }

    /** True for one caller only, however many come with the same code at once. */
    boolean useUpCode(PersonRef person, byte[] hash) {
        return jdbc.sql("""
            update credential set setup_code = null, code_expires = null
             where organisation = :organisation and person = :person
               and setup_code = :hash and code_expires > now()
            """)
                        .param("organisation", person.organisation().value())
                        .param("person", person.id())
                        .param("hash", hash)
                        .update()
                == 1;
    }
}
