package io.cordon.response.ledger;

import io.cordon.api.Page;
import io.cordon.response.ActionState;
import io.cordon.response.ByHand;
import io.cordon.response.Decider;
import io.cordon.response.HostedLists;
import io.cordon.response.Listing;
import io.cordon.response.Verb;
import io.cordon.response.guard.Guard;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Actions as the public interface shows them. */
@Repository
class ActionViews {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final LedgerRows rows;
    private final ApprovalRule rule;
    private final ShowingApprovals approvals;
    private final HostedLists hostedLists;

    ActionViews(
            JdbcClient jdbc,
            Ledger ledger,
            LedgerRows rows,
            ApprovalRule rule,
            ShowingApprovals approvals,
            HostedLists hostedLists) {
        this.hostedLists = hostedLists;
        this.rule = rule;
        this.approvals = approvals;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.rows = rows;
    }

    /**
     * One action, in the contract's field names.
     *
     * @param reason why it stands where it stands; the asker's reason where the state needs no other
     * @param requestReason why it was asked for
     * @param byHand what a person says to have done since Cordon could not; null for nothing
     * @param approveBy when it lapses unless it is approved; null where it waits for nobody
     * @param nextAttemptAt when the product is tried or looked at next; null where nothing is to be tried
     * @param undoing the name of its undoing, such as {@code unblock_ip}; null where there is none
     * @param mayApprove whether the caller's approval would count now
     * @param askedAgain the newest action that was asked for in its place since; null for none
     * @param mayAskAgain whether the caller may ask for it again, and what refused it may be gone: no person denied it,
     *     and nothing is stopped now
     * @param forPeople whether it was refused because nothing serves it, so that people do it by hand
     * @param listing how its target stands on a hosted list now; null for other connectors, and where it never did
     * @param deciders whom it waits for, first those who are asked first; empty where it waits for nobody
     * @param approval what to know before deciding; null where it waits for nobody, and in lists: ask for the one action
     */
    record ActionView(
            UUID id,
            OrganisationId organisation,
            UUID incidentId,
            Verb verb,
            String target,
            String connector,
            ActionState state,
            String reason,
            String requestReason,
            @Nullable JsonNode authority,
            String requestedBy,
            List<String> approvedBy,
            @Nullable ByHand byHand,
            @Nullable JsonNode preState,
            @Nullable Instant expiresAt,
            @Nullable Instant approveBy,

            @Schema(
                    description =
                            "when the product is tried or looked at next, in the past where that is under way; null"
                                    + " where nothing is to be tried")
            @Nullable
            Instant nextAttemptAt,

            @Nullable String undoing,
            int generation,
            int attempts,
            Instant createdAt,
            @Nullable Instant executingAt,
            @Nullable Instant verifiedAt,
            boolean mayApprove,
            List<Decider> deciders,
            @Nullable ApprovalView approval,
            @Nullable UUID askedAgain,
            boolean mayAskAgain,
            boolean forPeople,

            @Schema(
                    description = "of a block on a hosted list: whether it stands there, and whether a firewall has"
                            + " pulled the list since; null for all others")
            @Nullable
            Listing listing,

            List<HistoryView> history) {}

    /** One move. */
    record HistoryView(@Nullable ActionState from, ActionState to, Instant at, String by, String reason) {}

    /** What a list is narrowed to; null for anything. */
    record Filter(
            @Nullable OrganisationId organisation,
            @Nullable UUID incident,
            @Nullable String state,
            @Nullable Verb verb,
            @Nullable String connector) {}

    private record Seen(UUID action, HistoryView move) {}

    private record Newer(UUID action, UUID newest) {}

    /** What stands beside an entry. */
    private record Beside(
            List<Seen> moves,
            List<Yes> approvals,
            ApprovalRule.Waiting waiting,
            @Nullable ApprovalView approval,
            @Nullable UUID askedAgain,
            boolean mayAskAgain,
            @Nullable Listing listing) {}

    private record Yes(UUID action, String approver) {}

    /** One action, with what to know before deciding about it. */
    Optional<ActionView> find(UUID id, Caller caller) {
        return ledger.find(id)
                .map(entry -> complete(
                                List.of(entry), caller, approvals.of(entry).orElse(null))
                        .getFirst());
    }

    List<ActionView> find(List<UUID> ids, Caller caller) {
        return complete(ids.stream().flatMap(id -> ledger.find(id).stream()).toList(), caller, null);
    }

    /** Newest first. */
    Page<ActionView> list(Filter filter, @Nullable String after, int limit, Caller caller) {
        List<String> states = filter.state() == null
                ? List.of()
                : Arrays.stream(ActionState.values())
                        .filter(state -> state.id().equals(filter.state()))
                        .map(Enum::name)
                        .toList();
        List<LedgerEntry> found = jdbc.sql("""
            select * from action
            where (:org::text is null or organisation = :org::text)
              and (:incident::uuid is null or incident_id = :incident::uuid)
              and (:anyState or state = any (:states))
              and (:verb::text is null or verb = :verb::text)
              and (:connector::text is null or connector = :connector::text)
              and (:after::uuid is null or id < :after::uuid)
            order by id desc limit :limit
            """)
                .param(
                        "org",
                        filter.organisation() == null
                                ? null
                                : filter.organisation().value())
                .param(
                        "incident",
                        filter.incident() == null ? null : filter.incident().toString())
                .param("anyState", filter.state() == null)
                .param("states", states.toArray(String[]::new))
                .param("verb", filter.verb() == null ? null : filter.verb().id())
                .param("connector", filter.connector())
                .param("after", after)
                .param("limit", limit + 1)
                .query(rows)
                .list();
        Page<LedgerEntry> page = Page.of(found, limit, entry -> entry.id().toString());
        return new Page<>(complete(page.items(), caller, null), page.next());
    }

    private List<ActionView> complete(List<LedgerEntry> entries, Caller caller, @Nullable ApprovalView approval) {
        UUID[] ids = entries.stream().map(LedgerEntry::id).toArray(UUID[]::new);
        Map<UUID, List<Seen>> moves = jdbc.sql("""
            select action_id, from_state, to_state, reason, moved_by, moved_at from action_history
            where action_id = any (:ids) order by action_id, seq
            """).param("ids", ids).query(ActionViews::move).list().stream()
                .collect(Collectors.groupingBy(Seen::action));
        Map<UUID, List<Yes>> yes = jdbc
                .sql("""
                    select action_id, approver from action_approval where action_id = any (:ids)
                    group by action_id, approver order by action_id, min(approved_at)
                    """)
                .param("ids", ids)
                .query((row, i) -> new Yes(row.getObject("action_id", UUID.class), row.getString("approver")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Yes::action));
        Map<UUID, Listing> listings = hostedLists.of(Arrays.asList(ids));
        Map<UUID, UUID> newer = newer(ids);
        Set<UUID> again = rule.mayBeAskedAgain(
                entries.stream().filter(entry -> !newer.containsKey(entry.id())).toList(), caller);
        return entries.stream()
                .map(entry -> view(
                        entry,
                        new Beside(
                                moves.getOrDefault(entry.id(), List.of()),
                                yes.getOrDefault(entry.id(), List.of()),
                                rule.waiting(entry, caller),
                                approval,
                                newer.get(entry.id()),
                                again.contains(entry.id()),
                                listings.get(entry.id()))))
                .toList();
    }

    /** The newest action in place of each that no longer stands, as {@code standing_action} has it. */
    private Map<UUID, UUID> newer(UUID[] ids) {
        return jdbc
                .sql("""
                    select a.id, newest.id as newest from action a
                    cross join lateral (
                        select newer.id from action newer
                        where newer.organisation = a.organisation and newer.incident_id = a.incident_id
                          and newer.verb = a.verb and newer.target_key = a.target_key
                          and (newer.connector = a.connector and newer.generation > a.generation
                               or a.connector = 'none' and newer.connector <> 'none'
                                  and newer.created_at >= a.created_at)
                        order by newer.id desc limit 1) newest
                    where a.id = any (:ids)
                    """)
                .param("ids", ids)
                .query((row, i) -> new Newer(row.getObject("id", UUID.class), row.getObject("newest", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Newer::action, Newer::newest));
    }

    private static ActionView view(LedgerEntry entry, Beside beside) {
        return new ActionView(
                entry.id(),
                entry.organisation(),
                entry.incidentId(),
                entry.verb(),
                entry.target(),
                entry.connector(),
                entry.state(),
                entry.stateReason() == null ? entry.reason() : entry.stateReason(),
                entry.reason(),
                entry.authority(),
                entry.requestedBy(),
                beside.approvals().stream().map(Yes::approver).toList(),
                entry.byHand(),
                entry.preState(),
                entry.expiresAt(),
                entry.state() == ActionState.AWAITING_APPROVAL ? entry.dueAt() : null,
                nextAttemptAt(entry),
                entry.verb().undoing(),
                entry.generation(),
                entry.attempts(),
                entry.createdAt(),
                entry.executingAt(),
                entry.verifiedAt(),
                beside.waiting().mayApprove(),
                beside.waiting().deciders(),
                beside.approval(),
                beside.askedAgain(),
                beside.mayAskAgain(),
                entry.state() == ActionState.REFUSED
                        && entry.byHand() == null
                        && Guard.isForPeople(entry.stateReason()),
                beside.listing(),
                beside.moves().stream().map(Seen::move).toList());
    }

    private static @Nullable Instant nextAttemptAt(LedgerEntry entry) {
        return switch (entry.state()) {
            case PROPOSED, EXECUTING, UNKNOWN, UNDOING -> entry.dueAt();
            // Due, if at all, for its end.
            case AWAITING_APPROVAL, REFUSED, VERIFIED, FAILED, UNDONE, EXPIRED, SIMULATED -> null;
        };
    }

    private static Seen move(ResultSet row, int number) throws SQLException {
        String from = row.getString("from_state");
        return new Seen(
                row.getObject("action_id", UUID.class),
                new HistoryView(
                        from == null ? null : ActionState.valueOf(from),
                        ActionState.valueOf(row.getString("to_state")),
                        row.getObject("moved_at", OffsetDateTime.class).toInstant(),
                        row.getString("moved_by"),
                        row.getString("reason")));
    }

    /** Whether a text is one of the contract's states. */
    static boolean isState(String text) {
        return Arrays.stream(ActionState.values()).anyMatch(state -> state.id().equals(text.toLowerCase(Locale.ROOT)));
    }
}
