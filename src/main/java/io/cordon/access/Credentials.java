package io.cordon.access;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

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
                   changed_at = now()
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .param("byProvider", byProvider)
                .update();
    }

    @Transactional(readOnly = true)
    public boolean isPasswordByProvider(PersonRef person) {
        return jdbc.sql("""
            select password_by_provider from credential where organisation = :organisation and person = :person
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Beside those that the person has and that still hold; {@link #voidCodes} ends them. */
    void addCode(PersonRef person, byte[] hash, Duration holds, boolean byProvider) {
        jdbc.sql("""
            delete from setup_code where organisation = :organisation and person = :person and expires <= now()
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update();
        jdbc.sql("""
            insert into setup_code (organisation, person, hash, expires, by_provider)
            values (:organisation, :person, :hash, now() + :seconds * interval '1 second', :byProvider)
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .param("seconds", holds.toSeconds())
                .param("byProvider", byProvider)
                .update();
    }

    /** Codes that were given out before no longer hold. */
    void voidCodes(PersonRef person) {
        jdbc.sql("delete from setup_code where organisation = :organisation and person = :person")
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update();
    }

    /** Those who have a password that was chosen with no code of the provider's. */
    Set<PersonRef> withPasswordOfTheirOwn(OrganisationId organisation) {
        return jdbc.sql("""
            select person from credential
             where organisation = :organisation and password is not null and not password_by_provider
            """)
                .param("organisation", organisation.value())
                .query((row, n) -> new PersonRef(organisation, row.getString("person")))
                .set();
    }

    /**
     * Codes that were given out and not yet used no longer hold, nor do passwords that were chosen with one of the
     * provider's: tells whose. NB: the codes first, which waits for whoever uses one at this moment: the password that
     * was chosen with it is then found as one.
     *
     * @param kept whose session stays, and is still the provider's hand
     */
    List<Voided> voidWhatProviderCouldKnow(OrganisationId client, @Nullable PersonRef kept) {
        jdbc.sql("delete from setup_code where organisation = :client")
                .param("client", client.value())
                .update();
        return jdbc.sql("""
            with before as (select organisation, person, password is not null as password from credential
                             where organisation = :client and password_by_provider for update)
            update credential set password = null, password_by_provider = coalesce(credential.person = :kept, false)
              from before
             where credential.organisation = before.organisation and credential.person = before.person
            returning credential.person, before.password
            """)
                .param("client", client.value())
                .param("kept", kept == null ? null : kept.id(), Types.VARCHAR)
                .query((row, n) ->
                        new Voided(new PersonRef(client, row.getString("person")), row.getBoolean("password")))
                .list();
    }

    /** @param password false where an earlier shut-out had voided it, and only a session was left */
    record Voided(PersonRef person, boolean password) {}

    boolean holdsCode(PersonRef person, byte[] hash) {
        return jdbc.sql("""
            select true from setup_code
             where organisation = :organisation and person = :person and hash = :hash and expires > now()
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /**
     * Whether the provider's people gave it out; empty for all callers but one, however many come at once with it or
     * with another of the person's codes, which all end.
     */
    Optional<Boolean> useUpCode(PersonRef person, byte[] hash) {
        return jdbc.sql("""
            with used as (
                delete from setup_code
                 where organisation = :organisation and person = :person
                   and exists (select from setup_code given
                                where given.organisation = :organisation and given.person = :person
                                  and given.hash = :hash and given.expires > now())
                returning hash, by_provider)
            select by_provider from used where hash = :hash
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .param("hash", hash)
                .query(Boolean.class)
                .optional();
    }
}
