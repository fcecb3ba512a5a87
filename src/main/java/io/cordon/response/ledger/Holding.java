package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseSettings;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Works on a claimed action for as long as the claim is held: each piece in a transaction of its own, for the action's
 * organisation, with its row locked. Throws {@link Moves.Outrun} once somebody else has it.
 */
@Component
class Holding {

    private final Acting acting;
    private final Ledger ledger;
    private final Moves moves;
    private final Claims claims;
    private final Clock clock;
    private final ResponseSettings settings;

    Holding(Acting acting, Ledger ledger, Moves moves, Claims claims, Clock clock, ResponseSettings settings) {
        this.acting = acting;
        this.ledger = ledger;
        this.moves = moves;
        this.claims = claims;
        this.clock = clock;
        this.settings = settings;
    }

    <T> T call(LedgerEntry claimed, Function<Held, T> work) {
        return acting.call(claimed.organisation(), () -> work.apply(held(claimed)));
    }

    /** As {@link #call}, and the incident stays as it is meanwhile. */
    <T> T callInIncident(LedgerEntry claimed, Function<Held, T> work) {
        return acting.call(claimed.organisation(), () -> {
            boolean unused = ledger.holdIncident(claimed.organisation(), claimed.incidentId());
            return work.apply(held(claimed));
        });
    }

    void run(LedgerEntry claimed, Consumer<Held> work) {
        acting.run(claimed.organisation(), () -> work.accept(held(claimed)));
    }

    /** One move, and nothing after it. */
    void end(LedgerEntry claimed, ActionState state, String reason) {
        run(claimed, held -> held.end(state, reason));
    }

    /** Right before a call: the claim must outlast it. */
    void renew(LedgerEntry claimed) {
        if (!claims.renew(claimed)) {
            throw new Moves.Outrun(claimed);
        }
    }

    private Held held(LedgerEntry claimed) {
        LedgerEntry now = ledger.lock(claimed).orElseThrow(() -> new Moves.Outrun(claimed));
        return new Held(now, moves, claims, clock, settings.attempts());
    }
}
