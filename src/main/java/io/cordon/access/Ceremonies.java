package io.cordon.access;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.security.SecureRandom;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Challenges that people's devices are to sign, each once and soon. */
@Repository
class Ceremonies {

    static final Duration HOLDS = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHALLENGE_BYTES = 32;
    // Of people who are not signed in: so that strangers cannot fill the table.
    private static final int MOST_AT_ONCE = 100_000;

    enum Purpose {
        REGISTERING("registering"),
        SIGNING_IN("signing-in"),
        STEPPING_UP("stepping-up");

        private final String id;

        Purpose(String id) {
            this.id = id;
        }
    }

    private final JdbcClient jdbc;

    Ceremonies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For a person who is not signed in; empty where too many of these are under way. */
    Optional<Ceremony> beginAnonymously() {
        return begin(OrganisationId.PROVIDER, Purpose.SIGNING_IN, null);
    }

    Ceremony begin(Session session, Purpose purpose) {
        return begin(session.person().organisation(), purpose, session.id()).orElseThrow();
    }

    private Optional<Ceremony> begin(OrganisationId organisation, Purpose purpose, @Nullable UUID session) {
        jdbc.sql("delete from passkey_ceremony where organisation = :organisation and expires <= now()")
                .param("organisation", organisation.value())
                .update();
        Ceremony ceremony = new Ceremony(Ids.next(), challenge());
        int begun = jdbc.sql("""
            insert into passkey_ceremony (organisation, id, purpose, session, challenge, expires)
            select :organisation, :id, :purpose, cast(:session as uuid), :challenge, now() + :seconds * interval '1 second'
             where cast(:session as uuid) is not null
                or (select count(*) from passkey_ceremony where organisation = :organisation) < :most
            """)
                .param("organisation", organisation.value())
                .param("id", ceremony.id())
                .param("purpose", purpose.id)
                .param("session", session, Types.OTHER)
                .param("challenge", ceremony.challenge().clone())
                .param("seconds", HOLDS.toSeconds())
                .param("most", MOST_AT_ONCE)
                .update();
        return begun == 1 ? Optional.of(ceremony) : Optional.empty();
    }

    /** The challenge of one that a person who is not signed in has begun; whoever comes second finds none. */
    Optional<byte[]> endAnonymous(UUID id) {
        return end(OrganisationId.PROVIDER, id, Purpose.SIGNING_IN, null);
    }

    /** The challenge of one that was begun in this very session; whoever comes second finds none. */
    Optional<byte[]> end(Session session, UUID id, Purpose purpose) {
        return end(session.person().organisation(), id, purpose, session.id());
    }

    private Optional<byte[]> end(OrganisationId organisation, UUID id, Purpose purpose, @Nullable UUID session) {
        return jdbc.sql("""
            delete from passkey_ceremony
             where organisation = :organisation and id = :id and purpose = :purpose
               and session is not distinct from cast(:session as uuid) and expires > now()
            returning challenge
            """)
                .param("organisation", organisation.value())
                .param("id", id)
                .param("purpose", purpose.id)
                .param("session", session, Types.OTHER)
                .query(byte[].class)
                .optional();
    }

    private static byte[] challenge() {
        byte[] bits = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(bits);
        return bits;
    }

    /** What a device is to sign, and the id under which its answer is expected. */
    record Ceremony(UUID id, byte[] challenge) {}
}
