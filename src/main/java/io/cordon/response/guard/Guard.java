package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.response.Verb.TargetKind;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Target;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stands between every intent and the world. No playbook, rule, request or administrator goes around it: the move to
 * {@code executing} happens in the transaction in which it has said yes, on what the documents say at that moment.
 */
@Component
public class Guard {

    private final Contracts contracts;
    private final ProtectedTargets protectedTargets;
    private final Approvals approvals;
    private final Outdated outdated;
    private final Authorising authorising;
    private final MeterRegistry meters;

    Guard(
            Contracts contracts,
            ProtectedTargets protectedTargets,
            Approvals approvals,
            Outdated outdated,
            Authorising authorising,
            MeterRegistry meters) {
        this.contracts = contracts;
        this.protectedTargets = protectedTargets;
        this.approvals = approvals;
        this.outdated = outdated;
        this.authorising = authorising;
        this.meters = meters;
    }

    /** Says early what would become of an action, so that people hear of a refusal at once. Reserves nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Judgement foresee(ActionCase action) {
        return counted(judge(action, null, false));
    }

    /** What {@link #foresee} would say, for those who only look: no refusal is counted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Judgement consider(ActionCase action) {
        return judge(action, null, false);
    }

    /** Whether that is why it refused something: nothing of the organisation serves it, and people do it by hand. */
    public static boolean isForPeople(@Nullable String reason) {
        return Authorising.isForPeople(reason);
    }

    /** Who has said yes to this question about the action as it is now. */
    public Set<PersonRef> answered(ActionCase action, Judgement.Question question) {
        return Approvals.answering(approvals.of(action.organisation(), action.id()), question, null).stream()
                .filter(approval -> approval.content().equals(Approvals.content(action)))
                .map(approval -> PersonRef.of(approval.approver()))
                .collect(Collectors.toSet());
    }

    /**
     * Decides, with all that is known of the target now. Where it allows, the caller marks the action as executing
     * in the same transaction: the hourly limit counts on it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Judgement decide(ActionCase action, ResolvedTarget resolved) {
        return counted(judge(action, resolved, true));
    }

    /** What a connector is asked to find: the target in its normal spelling, with the inventory's names for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Target> targetOf(ActionCase action) {
        return switch (NormalTarget.read(action.verb().targetKind(), action.target())) {
            case NormalTarget.Reading.Good good -> {
                List<Asset> assets = Inventory.matching(contracts.of(action.organisation()), good.target());
                List<String> names = assets.size() == 1
                        ? Inventory.namesOf(assets).stream().sorted().toList()
                        : List.of();
                yield Optional.of(
                        new Target(action.verb().targetKind(), good.target().key(), names));
            }
            case NormalTarget.Reading.Malformed malformed -> Optional.empty();
        };
    }

    /** What a person's yes means. */
    public enum Answer {
        REPEATED,
        NOT_ENOUGH,
        ENOUGH
    }

    /**
     * Records a person's yes to a question about the action as it is now.
     *
     * @param approver the person whom the caller comes as
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Answer answer(ActionCase action, Judgement.Question question, PersonRef approver, Caller caller) {
        if (!approvals.add(action, approver, caller, question)) {
            return Answer.REPEATED;
        }
        var answers =
                Approvals.answering(approvals.of(action.organisation(), action.id()), question, action.requester());
        return Approvals.suffice(answers, question) ? Answer.ENOUGH : Answer.NOT_ENOUGH;
    }

    /** Why every change to the outside is stopped for the organisation, undoing included; empty where it is not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> killSwitch(OrganisationId organisation) {
        return contracts.of(organisation).killSwitch();
    }

    private Judgement judge(ActionCase action, @Nullable ResolvedTarget resolved, boolean atExecution) {
        if (outdated.isOver(action)) {
            return new Judgement.Refused(
                    GuardRule.INCIDENT,
                    "The incident is over, and no person has asked for this since: nothing is sent for it. Ask for it"
                            + " again if it is still needed, or open the incident again.");
        }
        Contract contract = contracts.of(action.organisation());
        Optional<String> stopped = contract.killSwitch();
        if (stopped.isPresent()) {
            return new Judgement.Refused(
                    GuardRule.KILL_SWITCH,
                    "The kill switch is on (" + stopped.get()
                            + "): nothing is changed until it is lifted on every side that set it. The client lifts"
                            + " both switches of its organisation, the provider only its own.");
        }
        if (!(NormalTarget.read(action.verb().targetKind(), action.target())
                instanceof NormalTarget.Reading.Good(NormalTarget target))) {
            return new Judgement.Refused(
                    GuardRule.TARGET,
                    ((NormalTarget.Reading.Malformed)
                                    NormalTarget.read(action.verb().targetKind(), action.target()))
                            .reason());
        }
        if (outdated.isOvertaken(action, target.key())) {
            return new Judgement.Refused(
                    GuardRule.GENERATION,
                    "This action was ended and asked for again since: generation " + action.generation()
                            + " is history. Look at the newest action on this target.");
        }
        List<Asset> assets = Inventory.matching(contract, target);
        Set<String> names = new HashSet<>(ownNames(target, assets));
        if (resolved != null) {
            names.addAll(resolved.names());
        }
        Optional<String> why = protectedTargets.why(target, names, contract.protectedEntries());
        if (why.isPresent()) {
            return new Judgement.Refused(
                    GuardRule.PROTECTED,
                    "The target is protected: " + why.get()
                            + ". If it must be contained all the same, somebody with access does it by hand.");
        }
        if (target.kind() == TargetKind.IP && !isOnePlainAddress(target)) {
            return new Judgement.Refused(
                    GuardRule.TARGET,
                    "Expected one address in its plain spelling, but got " + action.target()
                            + ". Ask for each address by itself.");
        }
        if (target.isOwn() && assets.size() > 1) {
            return new Judgement.Refused(
                    GuardRule.TARGET,
                    "Expected " + action.target() + " to name one asset of the inventory, but "
                            + String.join(
                                    ", ",
                                    assets.stream().map(Asset::id).sorted().toList())
                            + " fit. Ask again with the full name of one of them.");
        }
        return authorising.judge(action, target, contract, assets, atExecution);
    }

    /** An address that an asset of the client has is no name for the other addresses of that asset. */
    static Set<String> ownNames(NormalTarget target, List<Asset> assets) {
        if (target.isOwn()) {
            return assets.size() == 1 ? Inventory.namesOf(assets) : Set.of();
        }
        // An address stands for the machine that has it: blocking a protected host's address cuts that host off.
        Set<String> names = new HashSet<>();
        for (Asset asset : assets) {
            names.add(asset.id());
            names.addAll(asset.names());
        }
        return names;
    }

    private static boolean isOnePlainAddress(NormalTarget target) {
        return target.addresses() != null
                && target.addresses().isSingle()
                && target.key().equals(target.addresses().canonical());
    }

    private Judgement counted(Judgement judgement) {
        if (judgement instanceof Judgement.Refused refused) {
            meters.counter("cordon.response.refusals", "guard", refused.rule().id())
                    .increment();
        }
        return judgement;
    }
}
