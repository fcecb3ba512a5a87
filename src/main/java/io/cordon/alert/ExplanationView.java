package io.cordon.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.alert.Explanation.Decided;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as the public interface shows it: what was kept with the alert, and beside each rule its words of today.
 *
 * @param text in English, in the words that the rules had when they judged
 * @param decided what the text is made of; null where the text alone is known
 */
public record ExplanationView(
        List<Fired> rules, String text, @Nullable Decided decided) {

    /**
     * A rule that fired.
     *
     * @param name the rule's id
     * @param words what it says to people now; null where it is no longer in force
     */
    public record Fired(
            String name,
            @Nullable RuleWords words,
            @JsonProperty("package") String packageName,
            String version,
            String effect,
            List<String> values) {}

    static ExplanationView of(Explanation kept, RulesInForce rules) {
        List<Fired> fired = kept.rules().stream()
                .map(rule -> new Fired(
                        rule.name(),
                        rules.words(rule.name()).orElse(null),
                        rule.packageName(),
                        rule.version(),
                        rule.effect(),
                        rule.values()))
                .toList();
        return new ExplanationView(fired, kept.text(), kept.decided());
    }
}
