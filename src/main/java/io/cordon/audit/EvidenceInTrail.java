package io.cordon.audit;

import io.cordon.tenancy.OrganisationId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EvidenceInTrail implements EvidenceTrail {

    private final JdbcClient jdbc;

    EvidenceInTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Handled> of(OrganisationId organisation, UUID evidence, int most) {
        // NB: the second condition is what lets the partial index be used.
        return jdbc.sql("""
            select number, at, actor, action from audit_entry
             where organisation = ? and subject = ? and subject like 'evidence:%'
             order by number desc limit ?
            """)
                .params(organisation.value(), "evidence:" + evidence, most)
                .query((row, n) -> new Handled(
                        row.getLong("number"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action")))
                .list()
                .reversed();
    }
}
