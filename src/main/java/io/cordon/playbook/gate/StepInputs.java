package io.cordon.playbook.gate;

import io.cordon.response.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which inputs a step needs, and which it may have. */
record StepInputs(Map<String, ValueRule> needed, Map<String, ValueRule> optional) {

    private static final Map<String, StepInputs> KNOWN = Map.of(
            "contain",
            needs(Map.of(
                    "verb",
                    ValueRule.oneOf(Arrays.stream(Verb.values()).map(Verb::id).toArray(String[]::new)))),
            "notify",
            new StepInputs(
                    Map.of(
                            "template",
                            ValueRule.oneOf(
                                    "incident-opened",
                                    "severity-raised",
                                    "incident-contained",
                                    "incident-resolved",
                                    "escalation"),
                            "to",
                            ValueRule.oneOf("escalation", "informed", "accountable")),
                    Map.of(
                            "about", ValueRule.ID,
                            "unless", ValueRule.oneOf("acknowledged"),
                            "actions", ValueRule.oneOf("waiting"))),
            "contain-again",
            needs(Map.of()),
            "assess-containment",
            needs(Map.of("containedAll", ValueRule.LITERAL_OR_VARIABLE, "notAsked", ValueRule.LITERAL_OR_VARIABLE)),
            "by-hand",
            needs(Map.of("about", ValueRule.ID)),
            "set-status",
            needs(Map.of("status", ValueRule.oneOf("open", "contained", "resolved"), "reason", ValueRule.TEXT)),
            "log",
            new StepInputs(Map.of("text", ValueRule.TEXT), Map.of("actions", ValueRule.oneOf("count"))));

    private static StepInputs needs(Map<String, ValueRule> inputs) {
        return new StepInputs(inputs, Map.of());
    }

    /** Null for a step that is not known here and takes any. */
    static @Nullable StepInputs of(String step) {
        return KNOWN.get(step);
    }

    /** What is wrong with the inputs of a service task, {@code do} left out. */
    List<String> check(Map<String, String> given) {
        List<String> wrong = new ArrayList<>();
        needed.forEach((name, rule) -> {
            String value = given.get(name);
            if (value == null || value.isBlank()) {
                wrong.add("Expected the input '" + name + "' (" + rule.expected() + "), but it is missing");
            }
        });
        given.forEach((name, value) -> {
            ValueRule rule = needed.getOrDefault(name, optional.get(name));
            if (rule == null) {
                wrong.add("This step has no input '" + name + "'; remove it");
            } else if (!value.isBlank() && !rule.allows(value)) {
                wrong.add("Expected the input '" + name + "' to be " + rule.expected() + ", but it is '"
                        + MarkupReader.shortened(value) + "'");
            }
        });
        return wrong;
    }
}
