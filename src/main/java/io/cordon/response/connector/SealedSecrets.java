package io.cordon.response.connector;

import io.cordon.storage.Sealing;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps connectors' secrets, each sealed and bound to organisation, connector and field. */
@Component
class SealedSecrets {

    private final JdbcClient jdbc;
    private final Sealing sealing;

    SealedSecrets(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    void put(OrganisationId organisation, String connector, String field, String secret) {
        byte[] sealed = sealing.of(organisation).seal(binding(organisation, connector, field), secret);
        jdbc.sql("""
            insert into connector_secret (organisation, connector, field, sealed) values (:org, :connector, :field, :sealed)
            on conflict (organisation, connector, field) do update set sealed = excluded.sealed
            """)
                .param("org", organisation.value())
                .param("connector", connector)
                .param("field", field)
                .param("sealed", sealed)
                .update();
    }

    void removeAll(OrganisationId organisation, String connector) {
        jdbc.sql("delete from connector_secret where organisation = :org and connector = :connector")
                .param("org", organisation.value())
                .param("connector", connector)
                .update();
    }

    /** The secrets by field, in the clear. */
    Map<String, String> open(OrganisationId organisation, String connector) {
        List<Map.Entry<String, byte[]>> kept = jdbc.sql(
                        "select field, sealed from connector_secret where organisation = :org and connector ="
                                + " :connector")
                .param("org", organisation.value())
                .param("connector", connector)
                .query((row, i) -> Map.entry(row.getString("field"), row.getBytes("sealed")))
                .list();
        if (kept.isEmpty()) {
            return Map.of();
        }
        Sealing.Seal seal = sealing.of(organisation);
        Map<String, String> secrets = new TreeMap<>();
        for (Map.Entry<String, byte[]> each : kept) {
            secrets.put(each.getKey(), seal.open(binding(organisation, connector, each.getKey()), each.getValue()));
        }
        return secrets;
    }

    private static String binding(OrganisationId organisation, String connector, String field) {
        return organisation + "|" + connector + "|" + field;
    }
}
