package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.Verb;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What undoing would do as things stand; nothing is changed by asking.
 *
 * @param steps in the order in which they would be done
 * @param kept what could not be undone, and why
 */
record UndoPlan(List<Step> steps, List<Kept> kept) {

    /**
     * An action that would be taken back.
     *
     * @param order from 1
     * @param undoing what would be done, such as {@code unblock_ip}
     * @param object what was found at the connector, as a person calls it; null where nothing was
     * @param preState what the object would have again: how it was before the action; null where that was not seen
     * @param state {@code undoing} where it is on its way already
     * @param staysFor another action that needs the same effect, for which it would stay; null for none
     * @param words the same in one sentence
     */
    @Schema(name = "UndoStep")
    record Step(
            int order,
            UUID actionId,
            Verb verb,
            @Schema(example = "unblock_ip") @Nullable String undoing,
            String target,
            String connector,
            @Nullable String object,
            @Nullable JsonNode preState,
            ActionState state,
            @Nullable UUID staysFor,
            String words) {}

    /** An action that would stay as it is. */
    @Schema(name = "UndoKept")
    record Kept(UUID actionId, Verb verb, String target, String connector, ActionState state, String reason) {}
}
