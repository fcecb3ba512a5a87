package io.cordon.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.organisation.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision came out as it did.
 *
 * @param text one to three sentences of English, in the words that the rules had then
 * @param decided what those sentences are made of, for whoever says them in another language; null where a rule failed,
 *     and for alerts from before this was kept
 */
public record Explanation(
        List<FiredRule> rules, String text, @Nullable Decided decided) {

    /**
     * A rule that fired.
     *
     * @param name the rule's {@code @id}
     * @param packageName the rule's package
     * @param version the version of the rule set, a hash over its files
     * @param effect what it did, such as {@code severity critical}
     * @param values the facts it fired on, such as {@code title = ET MALWARE …}
     */
    public record FiredRule(
            String name,
            @JsonProperty("package") String packageName,
            String version,
            String effect,
            List<String> values) {}

    /**
     * What decided.
     *
     * @param rule the {@code @id} of the rule whose word weighed most; null where no rule knew the alert, so that its
     *     severity decided
     * @param without what would have come out without that rule; null where that is not worth a word
     */
    public record Decided(@Nullable String rule, @Nullable Outcome without) {}

    /** What comes out for an alert. */
    public record Outcome(Severity severity, String category, Disposition disposition) {}
}
