package io.cordon.access;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People's passkeys. */
@Repository
class Passkeys {

    /** Whose passkey it is. */
    record Key(OrganisationId organisation, UUID id) {}

    private final JdbcClient jdbc;

    Passkeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before anybody knows for which organisation to act. */
    Optional<Key> whose(byte[] credential) {
        return jdbc.sql("select organisation, id from find_passkey(:credential)")
                .param("credential", credential)
                .query((row, n) ->
                        new Key(new OrganisationId(row.getString("organisation")), row.getObject("id", UUID.class)))
                .optional();
    }

    /** Until this transaction has ended nobody can use or remove it. */
    Optional<Passkey> findUntilCommit(Key key) {
        return jdbc.sql("select * from passkey where organisation = :organisation and id = :id for update")
                .param("organisation", key.organisation().value())
                .param("id", key.id())
                .query(Passkeys::passkey)
                .optional();
    }

    /** Oldest first. */
    List<Passkey> of(PersonRef person) {
        return jdbc.sql("select * from passkey where organisation = :organisation and person = :person order by id")
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .query(Passkeys::passkey)
                .list();
    }

    /** False where the device has made it known before, whoever's it is. */
    boolean add(Passkey passkey) {
        Passkey.Credential credential = passkey.credential();
        return jdbc.sql("""
            insert into passkey (organisation, id, person, name, credential, user_handle, attested, sign_count,
                                 backup_eligible, backed_up, by_provider)
            values (:organisation, :id, :person, :name, :credential, :handle, :attested, :count,
                    :eligible, :backedUp, :byProvider)
            on conflict (credential) do nothing
            """)
                        .param("organisation", passkey.person().organisation().value())
                        .param("id", passkey.id())
                        .param("person", passkey.person().id())
                        .param("name", passkey.name())
                        .param("credential", credential.id())
                        .param("handle", credential.userHandle())
                        .param("attested", credential.attested())
                        .param("count", credential.signCount())
                        .param("eligible", credential.backupEligible())
                        .param("backedUp", passkey.backedUp())
                        .param("byProvider", passkey.byProvider())
                        .update()
                == 1;
    }

    void used(Passkey passkey, long signCount, boolean backedUp) {
        jdbc.sql("""
            update passkey set sign_count = :count, backed_up = :backedUp, last_used_at = now()
             where organisation = :organisation and id = :id
            """)
                .param("count", signCount)
                .param("backedUp", backedUp)
                .param("organisation", passkey.person().organisation().value())
                .param("id", passkey.id())
                .update();
    }

    /** False where the person has none with this id. */
    boolean rename(PersonRef person, UUID id, String name) {
        return jdbc.sql("""
            update passkey set name = :name where organisation = :organisation and person = :person and id = :id
            """)
                        .param("name", name)
                        .param("organisation", person.organisation().value())
                        .param("person", person.id())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** False where the person has none with this id. */
    boolean remove(PersonRef person, UUID id) {
        return jdbc.sql("delete from passkey where organisation = :organisation and person = :person and id = :id")
                        .param("organisation", person.organisation().value())
                        .param("person", person.id())
                        .param("id", id)
                        .update()
                == 1;
    }

    void removeAll(PersonRef person) {
        jdbc.sql("delete from passkey where organisation = :organisation and person = :person")
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update();
    }

    /** Removes those of one person that the provider's people may have made. */
    void removeByProvider(PersonRef person) {
        jdbc.sql("delete from passkey where organisation = :organisation and person = :person and by_provider")
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update();
    }

    /** Removes those that the provider's people may have made, and tells whose; a person may be named twice. */
    List<PersonRef> removeByProvider(OrganisationId client) {
        return jdbc.sql("delete from passkey where organisation = :client and by_provider returning person")
                .param("client", client.value())
                .query((row, n) -> new PersonRef(client, row.getString("person")))
                .list();
    }

    private static Passkey passkey(ResultSet row, int n) throws SQLException {
        return new Passkey(
                row.getObject("id", UUID.class),
                new PersonRef(new OrganisationId(row.getString("organisation")), row.getString("person")),
                row.getString("name"),
                new Passkey.Credential(
                        row.getBytes("credential"),
                        row.getBytes("user_handle"),
                        row.getBytes("attested"),
                        row.getLong("sign_count"),
                        row.getBoolean("backup_eligible")),
                row.getBoolean("backed_up"),
                row.getBoolean("by_provider"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_used_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
