package io.cordon.response.ledger;

import io.cordon.organisation.Grant;
import io.cordon.response.AssetInShort;
import io.cordon.response.guard.Facts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person should know who decides about an action.
 *
 * @param lapsesAt until when it can be approved
 * @param onSilence what happens if nobody decides
 * @param protectedBy why the target must never be contained; null where nothing says so
 */
@Schema(name = "ApprovalFacts")
record ApprovalView(
        AuthorityView authority,
        @Nullable Instant lapsesAt,

        @Schema(example = "If nobody decides until then, it lapses: nothing is changed.")
        String onSilence,

        BlastRadius blastRadius,
        @Nullable String protectedBy) {

    /**
     * Where the right to act comes from.
     *
     * @param grant null where no grant of the client's holds now
     * @param version of the authority document
     * @param mode of the grant; null without one
     */
    @Schema(name = "ApprovalAuthority")
    record AuthorityView(
            @Nullable Grant grant,
            int version,
            Grant.@Nullable Mode mode,
            Needed approversNeeded,
            List<Facts.Given> given) {}

    /** How many people of each party; where both are 0, one person of either. */
    @Schema(name = "ApproversNeeded")
    record Needed(int client, int provider) {}

    /**
     * What else is hit.
     *
     * @param asset the one asset that the target means; null where the inventory knows none, or several
     * @param alsoNamedIn how many other incidents that are not over name it
     * @param targetsOfThisIncident on how many different targets of the incident actions are in effect or asked for
     * @param limits null where the grant sets none
     */
    @Schema(name = "BlastRadius")
    record BlastRadius(
            @Nullable AssetInShort asset,
            int alsoNamedIn,
            int targetsOfThisIncident,
            @Nullable Limits limits) {}

    /** How many different targets an hour the grant allows, and what is left of it now. */
    @Schema(name = "HourlyLimit")
    record Limits(int maxPerHour, int left) {}
}
