package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Grant;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what a person should know who decides about an action. Decides nothing. */
@Component
public class GatheringFacts {

    private final Contracts contracts;
    private final ProtectedTargets protectedTargets;
    private final Approvals approvals;
    private final Slots slots;
    private final Clock clock;

    GatheringFacts(
            Contracts contracts, ProtectedTargets protectedTargets, Approvals approvals, Slots slots, Clock clock) {
        this.contracts = contracts;
        this.protectedTargets = protectedTargets;
        this.approvals = approvals;
        this.slots = slots;
        this.clock = clock;
    }

    public Facts of(ActionCase action) {
        Contract contract = contracts.of(action.organisation());
        Set<String> names = new HashSet<>(Set.of(action.target()));
        @Nullable Asset asset = null;
        @Nullable String protectedBy = null;
        if (NormalTarget.read(action.verb().targetKind(), action.target())
                instanceof NormalTarget.Reading.Good(NormalTarget target)) {
            List<Asset> assets = Inventory.matching(contract, target);
            asset = assets.size() == 1 ? assets.getFirst() : null;
            names.addAll(Guard.ownNames(target, assets));
            protectedBy = protectedTargets
                    .why(target, Guard.ownNames(target, assets), contract.protectedEntries())
                    .orElse(null);
        }
        String content = Approvals.content(action);
        return new Facts(
                grant(contract, action, asset),
                contract.versions().getOrDefault("authority", 0),
                asset,
                names,
                protectedBy,
                approvals.of(action.organisation(), action.id()).stream()
                        .filter(approval -> approval.content().equals(content))
                        .map(approval -> new Facts.Given(approval.approver(), approval.party(), approval.at()))
                        .toList(),
                slots.used(action));
    }

    /** NB: as when it is judged, an asset counts only for a target that is the client's own. */
    private @Nullable Grant grant(Contract contract, ActionCase action, @Nullable Asset asset) {
        boolean isOwn = NormalTarget.read(action.verb().targetKind(), action.target())
                        instanceof NormalTarget.Reading.Good(NormalTarget target)
                && target.isOwn();
        return Authorities.deciding(contract, action.verb(), isOwn ? asset : null, clock.instant())
                        instanceof Authorities.Found.Deciding deciding
                ? deciding.grant()
                : null;
    }
}
