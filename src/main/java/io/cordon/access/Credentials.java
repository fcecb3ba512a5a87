package io.cordon.access;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Duration;
import java.util.List;
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

    /** As {@link #password}; and until this transaction has ended, nobody can change it. */
    boolean hasPasswordUntilCommit(PersonRef person, String hash) {
        return jdbc.sql("""
            select true from credential
             where organisation = :organisation and person = :person and password = :hash for share
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /** @param byProvider whether it was chosen with a code that the provider's people gave out for a client's person */
    void setPassword(PersonRef person, String hash, boolean byProvider) {
        jdbc.sql("""
            insert into credential (organisation, person, password, password_by_provider)
            values (:organisation, :person, :hash, :byProvider)
            on conflict (organisation, person) do update
               set password = excluded.password, password_by_provider = excluded.password_by_provider,
                   setup_code = null, code_expires = null, changed_at = now()
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .param("byProvider", byProvider)
                .update();
    }

    boolean isPasswordByProvider(PersonRef person) {
        return jdbc.sql("""
            select password_by_provider from credential where organisation = :organisation and person = :person
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** From now on the person's own, with whatever code it was chosen. */
    void makeOwn(PersonRef person) {
        jdbc.sql("""
            update credential set password_by_provider = false where organisation = :organisation and person = :person
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update();
    }

    /** A code that was given out before no longer holds. */
    void setCode(PersonRef person, byte[] hash, Duration holds, boolean byProvider) {
        jdbc.sql("""
            insert into credential (organisation, person, setup_code, code_expires, code_by_provider)
            values (:organisation, :person, :hash, now() + :seconds * interval '1 second', :byProvider)
            on conflict (organisation, person) do update
               set setup_code = excluded.setup_code, code_expires = excluded.code_expires,
                   code_by_provider = excluded.code_by_provider
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .param("seconds", holds.toSeconds())
                .param("byProvider", byProvider)
                .update();
    }

    /**
     * Codes that were given out and not yet used no longer hold, nor do passwords that were chosen with one of the
     * provider's: tells whose. NB: one statement, so that a code that is used at this moment is found as a password.
     */
    List<PersonRef> voidWhatProviderCouldKnow(OrganisationId client) {
        return jdbc
                .sql("""
                    with known as (
                        select person, password_by_provider and password is not null as password_goes
                          from credential
                         where organisation = :client and (setup_code is not null or password_by_provider)
                           for update)
                    update credential
                       set setup_code = null, code_expires = null, password_by_provider = false,
                           password = case when password_goes then null else password end
                      from known
                     where credential.organisation = :client and credential.person = known.person
                    returning credential.person, password_goes
                    """)
                .param("client", client.value())
                .query((row, n) -> row.getBoolean("password_goes")
                        ? Optional.of(new PersonRef(client, row.getString("person")))
                        : Optional.<PersonRef>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    boolean holdsCode(PersonRef person, byte[] hash) {
        return jdbc.sql("""
            select true from credential
             where organisation = :organisation and person = :person
               and setup_code = :hash and code_expires > now()
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /** Whether the provider's people gave it out; empty for all callers but one, however many come with it at once. */
    Optional<Boolean> useUpCode(PersonRef person, byte[] hash) {
        return jdbc.sql("""
            update credential set setup_code = null, code_expires = null
             where organisation = :organisation and person = :person
               and setup_code = :hash and code_expires > now()
            returning code_by_provider
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .query(Boolean.class)
                .optional();
    }
}
