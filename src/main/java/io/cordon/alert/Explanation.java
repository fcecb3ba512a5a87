package io.cordon.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Why a decision came out as it did. */
public record Explanation(List<FiredRule> rules, String text) {

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
}
