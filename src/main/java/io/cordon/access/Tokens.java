package io.cordon.access;

import io.cordon.api.Sha256;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tokens of the interface; the secret itself is never kept. */
@Repository
class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A token without its secret.
     *
     * @param byProvider whether somebody of the provider made it in a client's organisation, or came with a token that
     *     somebody of the provider had made
     */
    record Token(
            OrganisationId organisation,
            UUID id,
            String name,
            Role role,
            @Nullable String person,
            Instant createdAt,
            String createdBy,
            boolean byProvider,
            @Nullable Instant expires,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}

    private final JdbcClient jdbc;
    private final ActingFor actingFor;

    Tokens(JdbcClient jdbc, ActingFor actingFor) {
        this.jdbc = jdbc;
        this.actingFor = actingFor;
    }

    static String newSecret() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return "cordon_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The token that opens with this secret now, whosever it is; notes that it was used. */
    @Transactional
    public Optional<Token> redeem(byte[] hash) {
        record Key(OrganisationId organisation, UUID id) {}
        return jdbc.sql("select organisation, id from find_token(:hash)")
                .param("hash", hash)
                .query((row, n) ->
                        new Key(new OrganisationId(row.getString("organisation")), row.getObject("id", UUID.class)))
                .optional()
                .map(key -> actingFor.call(key.organisation(), () -> {
                    noteUse(key.organisation(), key.id());
                    return find(key.organisation(), key.id()).orElseThrow();
                }));
    }

    Optional<Token> find(OrganisationId organisation, UUID id) {
        return jdbc.sql("select * from token where organisation = :organisation and id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .query(Tokens::token)
                .optional();
    }

    /** Oldest first, revoked ones included. */
    List<Token> of(OrganisationId organisation) {
        return jdbc.sql("select * from token where organisation = :organisation order by id")
                .param("organisation", organisation.value())
                .query(Tokens::token)
                .list();
    }

    /** What a hand of the provider's makes while it is out was made with what the client kept, and is kept too. */
    void add(Token token, byte[] hash) {
        jdbc.sql("""
            insert into token (organisation, id, hash, name, role, person, created_by, by_provider, kept, expires_at)
            values (:organisation, :id, :hash, :name, :role, :person, :by, :byProvider,
                    :byProvider and not exists (select from provider_access
                                                 where organisation = :organisation and revoked_at is null),
                    :expires)
            """)
                .param("organisation", token.organisation().value())
                .param("id", token.id())
                .param("hash", hash)
                .param("name", token.name())
                .param("role", token.role().id())
                .param("person", token.person())
                .param("by", token.createdBy())
                .param("byProvider", token.byProvider())
                .param("expires", token.expires() == null ? null : Timestamp.from(token.expires()))
                .update();
    }

    /** False where there is none, or it is revoked already. */
    boolean revoke(OrganisationId organisation, UUID id) {
        return jdbc.sql("""
            update token set revoked_at = now()
             where organisation = :organisation and id = :id and revoked_at is null
            """)
                        .param("organisation", organisation.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Opens also while the provider is out, whoever made it. */
    void keep(OrganisationId client, UUID id) {
        jdbc.sql("update token set kept = true where organisation = :client and id = :id")
                .param("client", client.value())
                .param("id", id)
                .update();
    }

    /** What the provider's people made and still opens. */
    List<Token> ofProvider(OrganisationId client) {
        return of(client).stream()
                .filter(token -> token.byProvider() && token.revokedAt() == null)
                .toList();
    }

    // To the minute is enough, and spares a write for every request.
    private void noteUse(OrganisationId organisation, UUID id) {
        jdbc.sql("""
            update token set last_used_at = now()
             where organisation = :organisation and id = :id
               and (last_used_at is null or last_used_at < now() - interval '1 minute')
            """)
                .param("organisation", organisation.value())
                .param("id", id)
                .update();
    }

    private static Token token(ResultSet row, int n) throws SQLException {
        return new Token(
                new OrganisationId(row.getString("organisation")),
                row.getObject("id", UUID.class),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                row.getString("person"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getBoolean("by_provider"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
