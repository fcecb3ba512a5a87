package io.cordon.report;

import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.ByHand;
import io.cordon.report.PostIncidentReport.Move;
import io.cordon.response.ActionState;
import io.cordon.response.HostedLists;
import io.cordon.response.Listing;
import io.cordon.response.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the ledger: what was done to the outside for an incident, by whose authority, with what proof. */
@Repository
class ActionRecords {

    private record Moved(UUID action, Move move) {}

    private record Approved(UUID action, String approver) {}

    private final JdbcClient jdbc;
    private final HostedLists hostedLists;
    private final JsonMapper json;

    ActionRecords(JdbcClient jdbc, HostedLists hostedLists, JsonMapper json) {
        this.hostedLists = hostedLists;
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Action> of(Found incident) {
        Map<UUID, List<Move>> history = history(incident);
        Map<UUID, List<String>> approvals = approvals(incident);
        Map<UUID, Listing> listings = hostedLists.of(history.keySet());
        return jdbc.sql("""
            select action.*, standing_action.id is null as overtaken
            from action left join standing_action using (organisation, id)
            where organisation = ? and incident_id = ? order by id
            """)
                .params(incident.organisation().value(), incident.id())
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return action(
                            row,
                            approvals.getOrDefault(id, List.of()),
                            listings.get(id),
                            history.getOrDefault(id, List.of()));
                })
                .list();
    }

    private Action action(ResultSet row, List<String> approvers, @Nullable Listing listing, List<Move> history)
            throws SQLException {
        Verb verb = Verb.of(row.getString("verb"));
        ActionState state = ActionState.valueOf(row.getString("state"));
        JsonNode authority = json(row, "authority");
        JsonNode outcome = json(row, "outcome");
        return new Action(
                row.getObject("id", UUID.class),
                verb.id(),
                row.getString("target"),
                row.getString("connector"),
                state.id(),
                state == ActionState.UNKNOWN,
                Rows.orEmpty(row.getString("state_reason")),
                row.getString("requested_by"),
                row.getString("reason"),
                Rows.surely(row, "created_at"),
                authority == null
                        ? null
                        : authority.path("grant").path("mode").asString("").toLowerCase(java.util.Locale.ROOT),
                authority == null ? null : authority.path("documentVersion").asInt(),
                approvers,
                Rows.at(row, "executing_at"),
                Rows.at(row, "verified_at"),
                Rows.at(row, state == ActionState.AWAITING_APPROVAL ? "due_at" : "expires_at"),
                outcome == null ? json(row, "receipt") : outcome,
                listing,
                byHand(row),
                row.getBoolean("withdrawn"),
                row.getBoolean("overtaken"),
                verb.undoing(),
                history);
    }

    private Map<UUID, List<Move>> history(Found incident) {
        return jdbc
                .sql("""
                    select * from action_history
                    where organisation = :organisation
                      and action_id = any (array(
                          select id from action where organisation = :organisation and incident_id = :incident))
                    order by action_id, seq
                    """)
                .param("organisation", incident.organisation().value())
                .param("incident", incident.id())
                .query((row, n) -> new Moved(row.getObject("action_id", UUID.class), move(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Moved::action, Collectors.mapping(Moved::move, Collectors.toList())));
    }

    private Map<UUID, List<String>> approvals(Found incident) {
        return jdbc
                .sql("""
                    select action_id, coalesce(given_as, approver) as approver from action_approval
                    where organisation = :organisation
                      and action_id = any (array(
                          select id from action where organisation = :organisation and incident_id = :incident))
                    group by action_id, coalesce(given_as, approver) order by min(approved_at)
                    """)
                .param("organisation", incident.organisation().value())
                .param("incident", incident.id())
                .query((row, n) -> new Approved(row.getObject("action_id", UUID.class), row.getString("approver")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Approved::action, Collectors.mapping(Approved::approver, Collectors.toList())));
    }

    private static @Nullable ByHand byHand(ResultSet row) throws SQLException {
        Instant at = Rows.at(row, "by_hand_at");
        return at == null ? null : new ByHand(row.getString("by_hand_by"), at, row.getString("by_hand_note"));
    }

    private static Move move(ResultSet row) throws SQLException {
        String from = row.getString("from_state");
        return new Move(
                from == null ? null : ActionState.valueOf(from).id(),
                ActionState.valueOf(row.getString("to_state")).id(),
                Rows.surely(row, "moved_at"),
                row.getString("moved_by"),
                row.getString("reason"));
    }

    private @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : json.readTree(text);
    }
}
