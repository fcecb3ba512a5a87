package io.cordon.response.ledger;

import io.cordon.api.Ids;
import io.cordon.api.Sha256;
import io.cordon.response.ActionRequest;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ApprovalAsked;
import io.cordon.response.Standing;
import io.cordon.response.Verb;
import io.cordon.response.connector.BuiltIn;
import io.cordon.response.connector.Connectors;
import io.cordon.response.guard.Guard;
import io.cordon.response.guard.Judgement;
import io.cordon.response.guard.NormalTarget;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes intents. Nothing happens to the world here: the worker takes it from the ledger once this is committed. */
@Service
class RequestingActions implements Actions {

    private static final int LONGEST_TARGET = 2048;

    private final Ledger ledger;
    private final Moves moves;
    private final Waiters waiters;
    private final Guard guard;
    private final Connectors connectors;
    private final ActingFor actingFor;
    private final ActionWorker worker;

    RequestingActions(
            Ledger ledger,
            Moves moves,
            Waiters waiters,
            Guard guard,
            Connectors connectors,
            ActingFor actingFor,
            ActionWorker worker) {
        this.ledger = ledger;
        this.moves = moves;
        this.waiters = waiters;
        this.guard = guard;
        this.connectors = connectors;
        this.actingFor = actingFor;
        this.worker = worker;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> request(ActionRequest request) {
        return actingFor.call(request.organisation(), () -> {
            boolean over = ledger.holdIncident(request.organisation(), request.incidentId());
            List<UUID> ids = new ArrayList<>();
            for (String connector : connectorsFor(request)) {
                LedgerEntry entry = entry(request, connector, over);
                if (request.waiter() != null && !entry.state().isSettled()) {
                    waiters.add(entry, request.waiter());
                }
                ids.add(entry.id());
            }
            worker.wakeAfterCommit();
            return ids;
        });
    }

    @Override
    @Transactional
    public Map<UUID, Standing> standing(List<UUID> actions) {
        return ledger.standing(actions);
    }

    @Override
    @Transactional
    public Optional<ApprovalAsked> approvalAsked(UUID action) {
        return ledger.approvalAsked(action);
    }

    @Override
    @Transactional
    public List<Standing> standing(OrganisationId organisation, UUID incidentId) {
        return ledger.standing(organisation, incidentId);
    }

    @Override
    @Transactional
    public boolean isAnythingLeft(OrganisationId organisation, UUID incidentId, Instant since) {
        return ledger.isAnythingLeft(organisation, incidentId, since);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lookAgain(OrganisationId organisation, UUID incidentId, String why, String by) {
        actingFor.run(organisation, () -> {
            ledger.holdIncident(organisation, incidentId);
            ledger.lockUnknown(organisation, incidentId).stream()
                    .filter(entry -> ledger.decidedByAPerson(
                                    organisation, incidentId, entry.verb(), entry.targetKey(), entry.connector())
                            .isEmpty())
                    .forEach(entry -> moves.askAgain(entry, why, by, false));
        });
        worker.wakeAfterCommit();
    }

    private List<String> connectorsFor(ActionRequest request) {
        if (request.connector() != null) {
            return List.of(request.connector());
        }
        List<String> serving = connectors.serving(request.organisation(), request.verb());
        return serving.isEmpty() ? List.of(BuiltIn.NONE) : serving;
    }

    private LedgerEntry entry(ActionRequest request, String connector, boolean over) {
        String target = storable(request.target());
        String key = key(request.verb(), target);
        Optional<LedgerEntry> newest =
                ledger.newest(request.organisation(), request.incidentId(), request.verb(), key, connector);
        if (over && request.person() != null) {
            newest = newest.flatMap(known -> ledger.lock(known.id())).map(known -> afterEnd(known, request));
        }
        newest = newest.map(known -> askAgain(known, request));
        if (newest.isPresent() && !hasEnded(newest.get())) {
            return request.person() == null && request.doubt() == null ? withoutDoubt(newest.get()) : newest.get();
        }
        if (request.person() == null) {
            // A machine does not ask again for what a person has denied, done or released in this incident.
            Optional<LedgerEntry> decided = decided(request, key, connector);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        int generation = newest.map(LedgerEntry::generation).orElse(0) + 1;
        LedgerEntry intent = intent(request, target, key, connector, generation, over);
        Judgement foreseen = guard.foresee(intent.asCase());
        if (request.person() == null && newest.isPresent() && wasRefusedForThat(newest.get(), foreseen)) {
            return newest.get();
        }
        if (!ledger.add(intent, seconds(request))) {
            // Another transaction wrote the same intent between the look and the insert.
            return ledger.newest(request.organisation(), request.incidentId(), request.verb(), key, connector)
                    .orElseThrow();
        }
        moves.begin(intent);
        switch (foreseen) {
            case Judgement.Allowed allowed -> {}
            case Judgement.Asks asks -> moves.ask(intent, asks.question());
            case Judgement.Refused refused -> moves.move(intent, ActionState.REFUSED, refused.reason(), Moves.CORDON);
        }
        return ledger.find(intent.id()).orElseThrow();
    }

    /** A person wants what is still under way, although its incident is over: a retry is no longer too late. */
    private LedgerEntry afterEnd(LedgerEntry known, ActionRequest request) {
        if (known.afterEnd() || hasEnded(known)) {
            return known;
        }
        moves.afterEnd(known, request.requestedBy());
        return ledger.find(known.id()).orElseThrow();
    }

    /**
     * Where nobody knows what became of it, a person's request has the target looked at, and goes on by what is seen
     * there; what waits for its next attempt waits no longer.
     */
    private LedgerEntry askAgain(LedgerEntry seen, ActionRequest request) {
        if (request.person() == null || hasEnded(seen)) {
            return seen;
        }
        LedgerEntry known = ledger.lock(seen.id()).orElseThrow();
        switch (known.state()) {
            case UNKNOWN -> moves.askAgain(known, request.reason(), request.requestedBy(), true);
            case PROPOSED, EXECUTING -> moves.tryNow(known, request.reason(), request.requestedBy());
            case AWAITING_APPROVAL, REFUSED, VERIFIED, FAILED, UNDOING, UNDONE, EXPIRED, SIMULATED -> {}
        }
        return ledger.find(known.id()).orElseThrow();
    }

    private Optional<LedgerEntry> decided(ActionRequest request, String key, String connector) {
        return ledger.decidedByAPerson(request.organisation(), request.incidentId(), request.verb(), key, connector);
    }

    private LedgerEntry withoutDoubt(LedgerEntry known) {
        // Under a kill switch it would be refused, and not be there for whoever approves after that.
        if (known.doubt() == null
                || known.state() != ActionState.AWAITING_APPROVAL
                || guard.killSwitch(known.organisation()).isPresent()) {
            return known;
        }
        ledger.lock(known.id())
                .filter(now -> now.state() == ActionState.AWAITING_APPROVAL)
                .ifPresent(moves::withoutDoubt);
        return ledger.find(known.id()).orElseThrow();
    }

    private static boolean wasRefusedForThat(LedgerEntry newest, Judgement foreseen) {
        return newest.state() == ActionState.REFUSED
                && foreseen instanceof Judgement.Refused refused
                && refused.reason().equals(newest.stateReason());
    }

    /** What is under way, or holds, is found again instead. */
    private static boolean hasEnded(LedgerEntry newest) {
        return switch (newest.state()) {
            case PROPOSED, AWAITING_APPROVAL, EXECUTING, UNKNOWN, VERIFIED, UNDOING -> false;
            case REFUSED, FAILED, UNDONE, EXPIRED, SIMULATED -> true;
        };
    }

    private static LedgerEntry intent(
            ActionRequest request, String target, String key, String connector, int generation, boolean over) {
        return new LedgerEntry(
                request.organisation(),
                Ids.next(),
                request.incidentId(),
                request.verb(),
                target,
                key,
                connector,
                generation,
                idempotencyKey(request, key, connector, generation),
                ActionState.PROPOSED,
                Moves.storable(request.reason()),
                null,
                null,
                request.requestedBy(),
                request.person() == null ? null : request.person().toString(),
                request.namedBy() == null ? null : request.namedBy().toString(),
                request.doubt(),
                over && request.person() != null,
                false,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null);
    }

    /** What is too long is no target anyway. */
    private static String storable(String target) {
        String text = Moves.storable(target);
        return text.length() <= LONGEST_TARGET ? text : text.substring(0, LONGEST_TARGET - 1) + "\uFFFD";
    }

    private static String key(Verb verb, String target) {
        return switch (NormalTarget.read(verb.targetKind(), target)) {
            case NormalTarget.Reading.Good good -> good.target().key();
            case NormalTarget.Reading.Malformed malformed -> target;
        };
    }

    private static @Nullable Long seconds(ActionRequest request) {
        if (!request.verb().canBeUndone()) {
            return null;
        }
        Duration asked = request.expiresIn() != null ? request.expiresIn() : usualTime(request.verb());
        return asked == null ? null : Math.max(1, asked.toSeconds());
    }

    /** How long an effect lasts where nobody says; null for until somebody undoes it. */
    private static @Nullable Duration usualTime(Verb verb) {
        return switch (verb) {
            case BLOCK_IP, BLOCK_DOMAIN, BLOCK_URL -> Duration.ofDays(30);
            case ISOLATE_HOST, DISABLE_ACCOUNT -> Duration.ofDays(7);
            // Nobody wants malware or a phishing mail back because time has passed.
            case QUARANTINE_FILE, QUARANTINE_EMAIL, REVOKE_SESSIONS, KILL_PROCESS -> null;
        };
    }

    private static String idempotencyKey(ActionRequest request, String key, String connector, int generation) {
        MessageDigest digest = Sha256.digest();
        for (String part : List.of(
                request.organisation().value(),
                request.incidentId().toString(),
                request.verb().id(),
                key,
                connector,
                String.valueOf(generation))) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
