package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseSettings;
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
    private final ResponseSettings settings;

    Holding(Acting acting, Ledger ledger, Moves moves, Claims claims, ResponseSettings settings) {
        this.acting = acting;
        this.ledger = ledger;
        this.moves = moves;
        this.claims = claims;
        this.settings = settings;
    }

    /** The work is given the action as it is now. */
    <T> T call(LedgerEntry claimed, Function<LedgerEntry, T> work) {
        return acting.call(claimed.organisation(), () -> work.apply(held(claimed)));
    }

    void run(LedgerEntry claimed, Consumer<LedgerEntry> work) {
        acting.run(claimed.organisation(), () -> work.accept(held(claimed)));
    }

    /** One move, and nothing after it. */
    void end(LedgerEntry claimed, ActionState state, String reason) {
        run(claimed, entry -> moves.move(entry, state, reason, Moves.CORDON));
    }

    /** Right before a call: the claim must outlast it. */
    void renew(LedgerEntry claimed) {
        if (!claims.renew(claimed)) {
            throw new Moves.Outrun(claimed);
        }
    }

    boolean wasLastAttempt(LedgerEntry entry) {
        return entry.attempts() >= settings.attempts();
    }

    private LedgerEntry held(LedgerEntry claimed) {
        return ledger.lock(claimed).orElseThrow(() -> new Moves.Outrun(claimed));
    }
}
