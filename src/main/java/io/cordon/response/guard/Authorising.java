package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Grant;
import io.cordon.response.connector.BuiltIn;
import io.cordon.response.connector.Connectors;
import io.cordon.response.connector.Idempotency;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The guard's second half: a target that may be acted on, and whether somebody has given the right to. */
@Component
class Authorising {

    private static final String NOTHING_SERVES = "No enabled connector of the organisation serves ";

    private final Connectors connectors;
    private final Approvals approvals;
    private final Slots slots;
    private final Clock clock;

    Authorising(Connectors connectors, Approvals approvals, Slots slots, Clock clock) {
        this.connectors = connectors;
        this.approvals = approvals;
        this.slots = slots;
        this.clock = clock;
    }

    /** Whether that is why the guard refused something: nothing of the organisation serves it, and people do it by hand. */
    static boolean isForPeople(@Nullable String reason) {
        return reason != null && reason.startsWith(NOTHING_SERVES);
    }

    Judgement judge(
            ActionCase action, NormalTarget target, Contract contract, List<Asset> assets, boolean atExecution) {
        Optional<Connectors.Abilities> connector = connectors.abilities(action.organisation(), action.connector());
        Judgement.@Nullable Refused unserved = unserved(action, connector);
        if (unserved != null) {
            return unserved;
        }
        @Nullable Asset asset = target.isOwn() && assets.size() == 1 ? assets.getFirst() : null;
        Instant now = clock.instant();
        Grant grant = switch (Authorities.deciding(contract, action.verb(), asset, now)) {
            case Authorities.Found.Deciding deciding -> deciding.grant();
            case Authorities.Found.Lacking lacking -> null;
        };
        if (grant == null || grant.mode() == Grant.Mode.NEVER) {
            String reason = grant != null
                    ? "its grant says never"
                    : ((Authorities.Found.Lacking) Authorities.deciding(contract, action.verb(), asset, now)).reason();
            return new Judgement.Refused(
                    GuardRule.AUTHORITY,
                    "The client's authority document does not allow "
                            + action.verb().id() + " now: " + reason
                            + ". The client can change that in the document authority.");
        }
        Asking asking = reasons(action, target, assets, grant, connector.orElseThrow());
        return asked(action, target, contract, grant, asking, atExecution);
    }

    /** Why a person has to be asked, as far as the target's hourly limit has no part in it. */
    private static Asking reasons(
            ActionCase action, NormalTarget target, List<Asset> assets, Grant grant, Connectors.Abilities connector) {
        Asking asking = new Asking();
        if (grant.mode() == Grant.Mode.APPROVAL) {
            asking.add("grant", "the client's grant asks for approval");
        }
        if (action.doubt() != null) {
            asking.add("doubt", action.doubt());
        }
        if (target.isOwn() && assets.isEmpty()) {
            asking.add("inventory", "the inventory knows no asset '" + action.target() + "'");
        }
        if (!target.isOwn() && !assets.isEmpty()) {
            asking.add(
                    "own-asset",
                    "it belongs to the client's own asset " + assets.getFirst().id());
        }
        if (connector.idempotency() == Idempotency.NONE) {
            asking.add("not-repeatable", "connector " + action.connector() + " cannot tell whether a call took effect");
        }
        return asking;
    }

    private Judgement asked(
            ActionCase action,
            NormalTarget target,
            Contract contract,
            Grant grant,
            Asking asking,
            boolean atExecution) {
        if (atExecution && !slots.isFree(action, target.key(), grant)) {
            asking.add("limit", "the grant's limit of " + grant.maxPerHour() + " an hour is reached");
        }
        List<Approvals.Approval> given = approvals.of(action.organisation(), action.id());
        String content = Approvals.content(action);
        if (given.stream().anyMatch(approval -> !approval.content().equals(content))) {
            return new Judgement.Refused(
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
                : new Judgement.Asks(
                        question.because(question.reason() + Approvable.lack(contract, question, action.requester())));
    }

    private Judgement.@Nullable Refused unserved(ActionCase action, Optional<Connectors.Abilities> connector) {
        if (action.connector().equals(BuiltIn.NONE)) {
            return new Judgement.Refused(
                    GuardRule.CONNECTOR, NOTHING_SERVES + action.verb().id() + ". Set one up, or enable it.");
        }
        if (connector.isEmpty()) {
            return new Judgement.Refused(
                    GuardRule.CONNECTOR,
                    "There is no connector '" + action.connector()
                            + "'. Name one of the organisation's connectors, or none for all that serve the verb.");
        }
        if (!connector.get().enabled()) {
            return new Judgement.Refused(
                    GuardRule.CONNECTOR,
                    "Connector '" + action.connector() + "' is disabled. Enable it, or name another.");
        }
        return connector.get().verbs().contains(action.verb())
                ? null
                : new Judgement.Refused(
                        GuardRule.CONNECTOR,
                        "Connector '" + action.connector() + "' does not serve "
                                + action.verb().id() + ". Name another, or none for all that do.");
    }
}
