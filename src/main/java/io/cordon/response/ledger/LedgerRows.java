package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ByHand;
import io.cordon.response.Verb;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an entry from its row. */
@Component
class LedgerRows implements RowMapper<LedgerEntry> {

    private final JsonMapper json;

    LedgerRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public LedgerEntry mapRow(ResultSet row, int number) throws SQLException {
        JsonNode resolved = json(row, "resolved");
        String undoTo = row.getString("undo_to");
        return new LedgerEntry(
                new OrganisationId(row.getString("organisation")),
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                Verb.of(row.getString("verb")),
                row.getString("target"),
                row.getString("target_key"),
                row.getString("connector"),
                row.getInt("generation"),
                row.getString("idem_key"),
                ActionState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("state_reason"),
                json(row, "authority"),
                row.getString("requested_by"),
                row.getString("requester"),
                row.getString("named_by"),
                row.getString("doubt"),
                row.getBoolean("after_end"),
                row.getBoolean("denied"),
                row.getBoolean("uncertain"),
                row.getBoolean("asked_again"),
                resolved == null ? null : json.treeToValue(resolved, ResolvedTarget.class),
                json(row, "pre_state"),
                json(row, "receipt"),
                byHand(row),
                instant(row, "expires_at"),
                instant(row, "due_at"),
                undoTo == null ? null : ActionState.valueOf(undoTo),
                row.getObject("undo_sent_at") != null,
                row.getInt("attempts"),
                row.getLong("fence"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("moved_at", OffsetDateTime.class).toInstant(),
                instant(row, "executing_at"),
                instant(row, "verified_at"));
    }

    private static @Nullable ByHand byHand(ResultSet row) throws SQLException {
        Instant at = instant(row, "by_hand_at");
        return at == null ? null : new ByHand(row.getString("by_hand_by"), at, row.getString("by_hand_note"));
    }

    private @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : json.readTree(text);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
