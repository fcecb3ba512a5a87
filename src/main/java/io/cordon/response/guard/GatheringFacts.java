package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Grant;
import io.cordon.response.Verb.TargetKind;
import io.cordon.tenancy.OrganisationId;
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

    /**
     * What something means by the client's documents.
     *
     * @param key its normal spelling; as written where it has none
     * @param asset the one asset that it means; null where the inventory knows none, or more than one
     * @param names all by which it is known, itself included
     * @param protectedBy why it must never be contained; null where nothing says so
     */
    public record Meant(
            String key,
            @Nullable Asset asset,
            Set<String> names,
            @Nullable String protectedBy) {}

    /** One look at a client's documents, for as much as is looked at. */
    public final class Look {
        private final Contract contract;

        private Look(Contract contract) {
            this.contract = contract;
        }

        public Meant at(TargetKind kind, String written) {
            if (!(NormalTarget.read(kind, written) instanceof NormalTarget.Reading.Good(NormalTarget target))) {
                return new Meant(written, null, Set.of(written), null);
            }
            List<Asset> assets = Inventory.matching(contract, target);
            Set<String> own = Guard.ownNames(target, assets);
            Set<String> names = new HashSet<>(own);
            names.add(written);
            return new Meant(
                    target.key(),
                    assets.size() == 1 ? assets.getFirst() : null,
                    names,
                    protectedTargets
                            .why(target, own, contract.protectedEntries())
                            .orElse(null));
        }
    }

    public Look look(OrganisationId organisation) {
        return new Look(contracts.of(organisation));
    }

    public Facts of(ActionCase action) {
        Look look = look(action.organisation());
        Meant meant = look.at(action.verb().targetKind(), action.target());
        String content = Approvals.content(action);
        return new Facts(
                grant(look.contract, action, meant.asset()),
                look.contract.versions().getOrDefault("authority", 0),
                meant.asset(),
                meant.names(),
                meant.protectedBy(),
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
