package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The kill switches that are on. */
@Repository
class KillSwitches {

    /**
     * Somebody's hold: while there is one, nothing is changed.
     *
     * @param organisation the client; or the provider, which then stops the changes of every client
     * @param switchedAt since when
     */
    record Switch(OrganisationId organisation, Party party, String why, String switchedBy, Instant switchedAt) {}

    private final JdbcClient jdbc;

    KillSwitches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that stop the organisation's changes: the client's, the provider's, and the provider's for all. */
    List<Switch> of(OrganisationId organisation) {
        return jdbc.sql("select * from kill_switch_holds(:organisation)")
                .param("organisation", organisation.value())
                .query(KillSwitches::read)
                .list();
    }

    /** Those within reach whose changes are stopped by anybody. */
    @Transactional
    Set<OrganisationId> stopped() {
        return jdbc.sql("""
            select organisation from organisation where exists (select from kill_switch_holds(organisation))
            """).query((row, n) -> new OrganisationId(row.getString(1))).list().stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One that was set by a hand of the client's own stays as it is where the hand is not such.
     *
     * @param byProvider whether the provider's people may know what it is set with
     */
    void on(OrganisationId organisation, Party party, String why, String by, boolean byProvider) {
        jdbc.sql("""
            insert into kill_switch (organisation, party, why, switched_by, by_provider)
            values (:organisation, :party, :why, :by, :byProvider)
            on conflict (organisation, party) do update
               set why = excluded.why, switched_by = excluded.switched_by, by_provider = excluded.by_provider
             where kill_switch.by_provider or not excluded.by_provider
            """)
                .param("byProvider", byProvider)
                .param("organisation", organisation.value())
                .param("party", party.id())
                .param("why", why)
                .param("by", by)
                .update();
    }

    /** False where it was not on, or was set by a hand of the client's own, and this one is not such. */
    boolean off(OrganisationId organisation, Party party, boolean byProvider) {
        return jdbc.sql("""
            delete from kill_switch
             where organisation = :organisation and party = :party and (by_provider or not :byProvider)
            """)
                        .param("byProvider", byProvider)
                        .param("organisation", organisation.value())
                        .param("party", party.id())
                        .update()
                == 1;
    }

    boolean isOfClientsOwnHand(OrganisationId organisation) {
        return jdbc.sql("""
            select exists (select from kill_switch
                            where organisation = :organisation and party = 'client' and not by_provider)
            """)
                .param("organisation", organisation.value())
                .query(Boolean.class)
                .single();
    }

    private static Switch read(ResultSet row, int n) throws SQLException {
        return new Switch(
                new OrganisationId(row.getString("organisation")),
                Party.valueOf(row.getString("party").toUpperCase(Locale.ROOT)),
                row.getString("why"),
                row.getString("switched_by"),
                row.getObject("switched_at", OffsetDateTime.class).toInstant());
    }
}
