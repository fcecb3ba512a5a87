package io.cordon.incident;

import io.cordon.alert.EntityKind;
import io.cordon.response.AssetInShort;
import io.cordon.response.KnownTargets;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an incident names.
 *
 * @param role {@code attacker} acts against us, {@code target} is acted against, {@code seen} is all that is known
 * @param asset the one asset that it is; null where the inventory knows none, or more than one
 * @param protectedBy why it must never be contained; null where nothing says so
 * @param alerts how many alerts of the last 30 days name it, counted up to 1000
 * @param incidents how many incidents that alerts came in for in the last 30 days name it, this one included
 * @param firstSeen when the first of these alerts came in; where there is none, since when the incident names it
 * @param lastSeen when the last of these alerts came in
 * @param actions what was asked for against it in this incident, oldest first
 */
@Schema(name = "IncidentEntity")
record EntityView(
        EntityKind kind,
        String value,

        @Schema(allowableValues = {"attacker", "target", "seen"})
        String role,

        @Nullable AssetInShort asset,
        @Nullable String protectedBy,
        int alerts,
        int incidents,
        Instant firstSeen,
        Instant lastSeen,
        List<KnownTargets.Taken> actions) {}
