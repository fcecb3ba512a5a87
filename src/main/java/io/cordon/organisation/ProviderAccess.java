package io.cordon.organisation;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether a client lets the provider in, now and before. */
@Repository
public class ProviderAccess {

    /**
     * A stretch of time in which the provider may or might reach the client.
     *
     * @param revokedAt null while it stands
     */
    record Access(
            Instant grantedAt,
            String grantedBy,
            @Nullable Instant revokedAt,
            @Nullable String revokedBy) {}

    private static final int LOCKS = 16;

    private final JdbcClient jdbc;

    public ProviderAccess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Access> of(OrganisationId client) {
        return jdbc.sql("""
            select * from provider_access where organisation = :client order by granted_at desc, id desc
            """)
                .param("client", client.value())
                .query(ProviderAccess::access)
                .list();
    }

    /**
     * Of these clients, those where it stands; nobody takes it back until this transaction has ended. To be asked first
     * of all in a transaction. NB: not by the rows themselves: taking them back would wait as long as there is always
     * one more who shares them, which is in the hand of those who are to be shut out. This lock is given in the order in
     * which it was asked for.
     */
    public Set<OrganisationId> standingUntilCommit(Set<OrganisationId> clients) {
        lock("pg_advisory_xact_lock_shared", clients);
        return jdbc.sql("select organisation from provider_access where revoked_at is null and organisation in"
                        + " (:clients)")
                .param("clients", clients.stream().map(OrganisationId::value).toList())
                .query((row, n) -> new OrganisationId(row.getString("organisation")))
                .set();
    }

    /** As {@link #standingUntilCommit}, amidst a transaction in which no change of a person is made. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean standsUntilCommit(OrganisationId client) {
        return jdbc.sql("""
            select true from provider_access where organisation = :client and revoked_at is null for share
            """)
                .param("client", client.value())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /** False where it stands already. */
    boolean grant(OrganisationId client, String by) {
        return jdbc.sql("""
            insert into provider_access (organisation, id, granted_by) values (:client, :id, :by)
            on conflict (organisation) where revoked_at is null do nothing
            """)
                        .param("client", client.value())
                        .param("id", Ids.next())
                        .param("by", by)
                        .update()
                == 1;
    }

    /** False where none stands. Waits for the changes under way of those who must be let in. */
    boolean revoke(OrganisationId client, String by) {
        lock("pg_advisory_xact_lock", Set.of(client));
        return jdbc.sql("""
            update provider_access set revoked_at = now(), revoked_by = :by
             where organisation = :client and revoked_at is null
            """).param("client", client.value()).param("by", by).update() == 1;
    }

    /** Clients share a few locks, so that one who acts for hundreds of them needs no more than those. */
    private void lock(String kind, Set<OrganisationId> clients) {
        int[] shares = clients.stream()
                .mapToInt(client -> Math.floorMod(client.value().hashCode(), LOCKS))
                .distinct()
                .sorted()
                .toArray();
        jdbc.sql("select " + kind + "(hashtext('provider access'), share) from unnest(:shares::int[]) as share")
                .param("shares", shares)
                .query(row -> {});
    }

    private static Access access(ResultSet row, int n) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new Access(
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                row.getString("granted_by"),
                revoked == null ? null : revoked.toInstant(),
                row.getString("revoked_by"));
    }
}
