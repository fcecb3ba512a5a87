package io.cordon.alert;

import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads an alert from its row, with what stands beside it. */
final class AlertRow implements RowMapper<AlertView> {

    private static final TypeReference<Map<String, List<String>>> LISTS = new TypeReference<>() {};

    private final JsonMapper json;
    private final RulesInForce rules;

    AlertRow(JsonMapper json, RulesInForce rules) {
        this.rules = rules;
        // Numbers of the raw alert keep all their digits.
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    @Override
    public AlertView mapRow(ResultSet row, int number) throws SQLException {
        boolean stands = row.getObject("known_count") != null;
        byte[] raw = row.getBytes("raw");
        return new AlertView(
                row.getObject("id", UUID.class),
                new OrganisationId(row.getString("organisation")),
                row.getString("source"),
                row.getString("source_id"),
                row.getString("title"),
                instant(row, "time"),
                instant(row, "received_at"),
                Severity.of(row.getString("severity")),
                row.getString("category"),
                row.getString("disposition"),
                texts(row.getArray("techniques")),
                lists(row.getString("entities")),
                stands ? row.getInt("known_count") : row.getInt("count"),
                instant(row, "received_at"),
                instant(row, stands ? "known_last_seen" : "last_seen"),
                row.getObject("incident_id", UUID.class),
                ExplanationView.of(json.readValue(row.getString("explanation"), Explanation.class), rules),
                raw == null ? null : shown(raw));
    }

    /** JSON where it is an object, for nothing else is an alert in JSON; else text. */
    private Object shown(byte[] raw) {
        if (raw.length > 0 && raw[0] == '{') {
            try {
                return json.readTree(raw);
            } catch (JacksonException e) {
                // A line of text that begins like JSON.
            }
        }
        return new String(raw, StandardCharsets.UTF_8);
    }

    private Map<String, List<String>> lists(String entities) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Map<String, List<String>> stored = json.readValue(entities, LISTS);
        for (EntityKind kind : EntityKind.values()) {
            lists.put(kind.plural(), stored.getOrDefault(kind.plural(), List.of()));
        }
        return lists;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
