package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ByHand;
import io.cordon.response.Verb;
import io.cordon.response.connector.Deed;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.guard.ActionCase;
import io.cordon.response.guard.Judgement;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One action as it stands.
 *
 * @param target as written
 * @param targetKey the target in its normal spelling, by which actions on the same thing are found
 * @param reason why it was asked for
 * @param stateReason what the last move says; null where the move needs no words
 * @param requester the person who asked, as {@code organisation/id}; null for a playbook
 * @param namedBy who named the target by hand, where a playbook asks; null for nobody
 * @param doubt why a person must decide whether this is the right target; null where nothing is in doubt
 * @param afterEnd whether a person asked for it when the incident was over already
 * @param uncertain whether an earlier attempt may have taken effect, and nobody could tell
 * @param askedAgain whether it was asked for again since nobody knew what became of it, and nothing was sent since
 * @param byHand what a person did since Cordon could not; null for nothing
 * @param dueAt when the worker looks at it next; null for not by itself
 * @param undoTo where an undoing leads: undone by a person, expired by time
 * @param fence grows with every claim: an outcome is recorded only under the fence it was claimed with
 */
record LedgerEntry(
        OrganisationId organisation,
        UUID id,
        UUID incidentId,
        Verb verb,
        String target,
        String targetKey,
        String connector,
        int generation,
        String idempotencyKey,
        ActionState state,
        String reason,
        @Nullable String stateReason,
        @Nullable JsonNode authority,
        String requestedBy,
        @Nullable String requester,
        @Nullable String namedBy,
        @Nullable String doubt,
        boolean afterEnd,
        boolean denied,
        boolean uncertain,
        boolean askedAgain,
        @Nullable ResolvedTarget resolved,
        @Nullable JsonNode preState,
        @Nullable JsonNode receipt,
        @Nullable ByHand byHand,
        @Nullable Instant expiresAt,
        @Nullable Instant dueAt,
        @Nullable ActionState undoTo,
        boolean undoSent,
        int attempts,
        long fence,
        Instant createdAt,
        Instant movedAt,
        @Nullable Instant executingAt,
        @Nullable Instant verifiedAt) {

    /** On whose word it is asked for, and who therefore cannot approve it; null where no person has said it. */
    @Nullable
    String asker() {
        return requester == null ? namedBy : requester;
    }

    @Nullable
    PersonRef askerRef() {
        String asker = asker();
        return asker == null ? null : PersonRef.of(asker);
    }

    ActionCase asCase() {
        return new ActionCase(
                organisation, id, incidentId, verb, target, connector, generation, asker(), doubt, afterEnd);
    }

    /** What the connector is asked to do; only for an action that was resolved. */
    Deed deed() {
        return new Deed(
                id,
                incidentId,
                verb,
                Objects.requireNonNull(resolved, () -> "Expected action " + id + " to be resolved"),
                idempotencyKey,
                preState == null ? JsonNodeFactory.instance.objectNode() : preState,
                receipt,
                reason,
                expiresAt);
    }

    /** The same action under the same claim, as the guard's yes leaves it. */
    record Start(ResolvedTarget resolved, JsonNode preState, Judgement.Authority authority) {}
}
