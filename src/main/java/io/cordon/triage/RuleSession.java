package io.cordon.triage;

import io.cordon.triage.fact.Recommendation;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.runtime.rule.Match;

/**
 * A session that asks the rules about one alert after another. The engine builds its memories when a session first
 * meets a fact, which costs several times what an alert does: so a session is used again, but never after a failure.
 */
final class RuleSession {

    /** No alert makes rules fire this often; more is a rule that wakes itself. */
    private static final int MOST_FIRINGS = 1_000;

    /** Then a fresh one: what the engine may keep of old alerts, it keeps for these only. */
    private static final int MOST_ALERTS = 10_000;

    private final KieSession session;
    private @Nullable Recommendation recommendation;
    private int alerts;

    /** @param firing reads what is told of a rule that is about to fire */
    RuleSession(KieBase base, Function<Match, RuleSet.Firing> firing) {
        this.session = base.newKieSession();
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                if (recommendation != null) {
                    recommendation.speaking(firing.apply(event.getMatch()));
                }
            }
        });
    }

    /**
     * Asks every rule. A session that threw must not be asked again.
     *
     * @throws RuntimeException where a rule fails or does not come to an end
     */
    void judge(Collection<?> facts, Recommendation answer) {
        recommendation = answer;
        session.insert(answer);
        facts.forEach(session::insert);
        if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new IllegalStateException(
                    "Expected the rules to come to an end, but they fired " + MOST_FIRINGS + " times");
        }
        // A copy, because the engine's own list changes with every deletion.
        Collection<FactHandle> inserted = session.getFactHandles();
        List.copyOf(inserted).forEach(session::delete);
        recommendation = null;
        alerts++;
    }

    /** Whether nothing is left of the last alert and another one may follow. */
    boolean isFresh() {
        try {
            // Lets the engine carry the deletions out. What fires now asks for what is not there, and would again.
            return session.fireAllRules(1) == 0 && session.getFactCount() == 0 && alerts < MOST_ALERTS;
        } catch (RuntimeException e) {
            return false;
        }
    }

    void dispose() {
        session.dispose();
    }
}
