package io.cordon.triage;

import io.cordon.alert.RuleWords;
import io.cordon.alert.RulesInForce;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Those that the rules of the operator's disk have as annotations. */
@Component
class WordsOfRules implements RulesInForce {

    private final Rulebook rulebook;

    WordsOfRules(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    @Override
    public Optional<RuleWords> words(String rule) {
        return rulebook.rules().rule(rule).map(found -> new RuleWords(found.name(), found.why(), found.translations()));
    }
}
