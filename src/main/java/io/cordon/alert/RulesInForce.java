package io.cordon.alert;

import java.util.Optional;

/** The rules that judge alerts now. */
public interface RulesInForce {

    /**
     * Of the rule with this id, which is never used again for another; empty where it is no longer in force. Its words may
     * be others than those it had when it judged an alert of some time ago.
     */
    Optional<RuleWords> words(String rule);
}
