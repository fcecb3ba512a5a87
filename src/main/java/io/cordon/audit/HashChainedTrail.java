package io.cordon.audit;

import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Appends through the one function of the database that can. */
@Component
class HashChainedTrail implements AuditTrail {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HashChainedTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(
            OrganisationId organisation, String actor, String action, String subject, Map<String, ?> detail) {
        jdbc.sql("select append_audit(:organisation, :actor, :action, :subject, :detail)")
                .param("organisation", organisation.value())
                .param("actor", storable(actor))
                .param("action", storable(action))
                .param("subject", storable(subject))
                .param("detail", storable(json.writeValueAsString(detail)))
                .query(Long.class)
                .single();
    }

    // PostgreSQL's text has no NUL; a name that carries one must not make its action unrecordable.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
