package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Grant;
import io.cordon.response.Verb.TargetKind;
import io.cordon.response.connector.BuiltIn;
import io.cordon.response.connector.Connectors;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Target;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Connectors connectors;
    private final ProtectedTargets protectedTargets;
    private final Approvals approvals;
    private final Slots slots;
    private final Clock clock;
    private final MeterRegistry meters;

    Guard(
            Contracts contracts,
            Connectors connectors,
            ProtectedTargets protectedTargets,
            Approvals approvals,
            Slots slots,
            Clock clock,
            MeterRegistry meters) {
        this.contracts = contracts;
        this.connectors = connectors;
        this.protectedTargets = protectedTargets;
        this.approvals = approvals;
        this.slots = slots;
        this.clock = clock;
        this.meters = meters;
    }

    /** Says early what would become of an action, so that people hear of a refusal at once. Reserves nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Judgement foresee(ActionCase action) {
        return counted(judge(action, null, false));
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

    /** Records a person's yes to a question about the action as it is now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Answer answer(ActionCase action, Judgement.Question question, String approver, Party party) {
        if (!approvals.add(action, approver, party, question)) {
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
        Contract contract = contracts.of(action.organisation());
        Optional<String> stopped = contract.killSwitch();
        if (stopped.isPresent()) {
            return refused(
                    GuardRule.KILL_SWITCH,
                    "The kill switch is on (" + stopped.get()
                            + "): nothing is changed until whoever switched it on lifts it.");
        }
        if (!(NormalTarget.read(action.verb().targetKind(), action.target())
                instanceof NormalTarget.Reading.Good(NormalTarget target))) {
            return refused(
                    GuardRule.TARGET,
                    ((NormalTarget.Reading.Malformed)
                                    NormalTarget.read(action.verb().targetKind(), action.target()))
                            .reason());
        }
        if (slots.isOvertaken(action, target.key())) {
            return refused(
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
            return refused(
                    GuardRule.PROTECTED,
                    "The target is protected: " + why.get()
                            + ". If it must be contained all the same, somebody with access does it by hand.");
        }
        if (target.kind() == TargetKind.IP && !isOnePlainAddress(target)) {
            return refused(
                    GuardRule.TARGET,
                    "Expected one address in its plain spelling, but got " + action.target()
                            + ". Ask for each address by itself.");
        }
        if (isOwn(target.kind()) && assets.size() > 1) {
            return refused(
                    GuardRule.TARGET,
                    "Expected " + action.target() + " to name one asset of the inventory, but "
                            + String.join(
                                    ", ",
                                    assets.stream().map(Asset::id).sorted().toList())
                            + " fit. Ask again with the full name of one of them.");
        }
        return authorised(action, target, contract, assets, atExecution);
    }

    private Judgement authorised(
            ActionCase action, NormalTarget target, Contract contract, List<Asset> assets, boolean atExecution) {
        Judgement.@Nullable Refused unserved = unserved(action);
        if (unserved != null) {
            return unserved;
        }
        @Nullable Asset asset = isOwn(target.kind()) && assets.size() == 1 ? assets.getFirst() : null;
        Instant now = clock.instant();
        Grant grant = switch (Authorities.deciding(contract, action.verb(), asset, now)) {
            case Authorities.Found.Deciding deciding -> deciding.grant();
            case Authorities.Found.Lacking lacking -> null;
        };
        if (grant == null || grant.mode() == Grant.Mode.NEVER) {
            String reason = grant != null
                    ? "its grant says never"
                    : ((Authorities.Found.Lacking) Authorities.deciding(contract, action.verb(), asset, now)).reason();
            return refused(
                    GuardRule.AUTHORITY,
                    "The client's authority document does not allow "
                            + action.verb().id() + " now: " + reason
                            + ". The client can change that in the document authority.");
        }
        return asked(action, target, contract, assets, grant, atExecution);
    }

    private Judgement asked(
            ActionCase action,
            NormalTarget target,
            Contract contract,
            List<Asset> assets,
            Grant grant,
            boolean atExecution) {
        Asking asking = new Asking();
        if (grant.mode() == Grant.Mode.APPROVAL) {
            asking.add("grant", "the client's grant asks for approval");
        }
        if (isOwn(target.kind()) && assets.isEmpty()) {
            asking.add("inventory", "the inventory knows no asset '" + action.target() + "'");
        }
        if (!isOwn(target.kind()) && !assets.isEmpty()) {
            asking.add(
                    "own-asset",
                    "it belongs to the client's own asset " + assets.getFirst().id());
        }
        if (connectors
                        .equip(action.organisation(), action.connector())
                        .orElseThrow()
                        .idempotency()
                == Idempotency.NONE) {
            asking.add("not-repeatable", "connector " + action.connector() + " cannot tell whether a call took effect");
        }
        if (atExecution && !slots.isFree(action, target.key(), grant)) {
            asking.add("limit", "the grant's limit of " + grant.maxPerHour() + " an hour is reached");
        }
        List<Approvals.Approval> given = approvals.of(action.organisation(), action.id());
        String content = Approvals.content(action);
        if (given.stream().anyMatch(approval -> !approval.content().equals(content))) {
            return refused(
                    GuardRule.APPROVAL,
                    "The action was changed after it was approved: the approval was for"
                            + " something else. Ask for the action again.");
        }
        int version = contract.versions().getOrDefault("authority", 0);
        if (asking.isEmpty()) {
            return new Judgement.Allowed(new Judgement.Authority(grant, version, List.of()));
        }
        Judgement.Question question = asking.question(grant);
        List<Approvals.Approval> answers = Approvals.answering(given, question, action.requester());
        return Approvals.suffice(answers, question)
                ? new Judgement.Allowed(new Judgement.Authority(
                        grant,
                        version,
                        answers.stream()
                                .map(Approvals.Approval::approver)
                                .distinct()
                                .toList()))
                : new Judgement.Asks(question);
    }

    private Judgement.@Nullable Refused unserved(ActionCase action) {
        if (action.connector().equals(BuiltIn.NONE)) {
            return refused(
                    GuardRule.CONNECTOR,
                    "No enabled connector of the organisation serves "
                            + action.verb().id() + ". Set one up, or enable it.");
        }
        Optional<Boolean> enabled = connectors.isEnabled(action.organisation(), action.connector());
        if (enabled.isEmpty()) {
            return refused(
                    GuardRule.CONNECTOR,
                    "There is no connector '" + action.connector()
                            + "'. Name one of the organisation's connectors, or none for all that serve the verb.");
        }
        if (!enabled.get()) {
            return refused(
                    GuardRule.CONNECTOR,
                    "Connector '" + action.connector() + "' is disabled. Enable it, or name another.");
        }
        boolean serves = connectors
                .equip(action.organisation(), action.connector())
                .map(equipped -> equipped.serves(action.verb()))
                .orElse(false);
        return serves
                ? null
                : refused(
                        GuardRule.CONNECTOR,
                        "Connector '" + action.connector() + "' does not serve "
                                + action.verb().id() + ". Name another, or none for all that do.");
    }

    /** An address that an asset of the client has is no name for the other addresses of that asset. */
    private static Set<String> ownNames(NormalTarget target, List<Asset> assets) {
        if (isOwn(target.kind())) {
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

    private static boolean isOwn(TargetKind kind) {
        return kind == TargetKind.HOST || kind == TargetKind.USER;
    }

    private static boolean isOnePlainAddress(NormalTarget target) {
        return target.addresses() != null
                && target.addresses().isSingle()
                && target.key().equals(target.addresses().canonical());
    }

    private static Judgement.Refused refused(GuardRule rule, String reason) {
        return new Judgement.Refused(rule, reason);
    }

    private Judgement counted(Judgement judgement) {
        if (judgement instanceof Judgement.Refused refused) {
            meters.counter("cordon.response.refusals", "guard", refused.rule().id())
                    .increment();
        }
        return judgement;
    }
}
