package io.cordon.playbook.gate;

import io.cordon.response.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which inputs a step needs; a step that is not listed here takes any. */
record StepInputs(@Nullable Map<String, ValueRule> inputs) {

    private static final Map<String, Map<String, ValueRule>> KNOWN = Map.of(
            "contain",
            Map.of(
                    "verb",
                    ValueRule.oneOf(Arrays.stream(Verb.values()).map(Verb::id).toArray(String[]::new))),
            "notify",
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
            "set-status",
            Map.of("status", ValueRule.oneOf("contained", "resolved"), "reason", ValueRule.TEXT),
            "log",
            Map.of("text", ValueRule.TEXT));

    static StepInputs of(String step) {
        return new StepInputs(KNOWN.get(step));
    }

    /** What is wrong with the inputs of a service task, {@code do} left out. */
    List<String> check(Map<String, String> given) {
        List<String> wrong = new ArrayList<>();
        if (inputs == null) {
            return wrong;
        }
        inputs.forEach((name, rule) -> {
            String value = given.get(name);
            if (value == null || value.isBlank()) {
                wrong.add("Expected the input '" + name + "' (" + rule.expected() + "), but it is missing");
            } else if (!rule.allows(value)) {
                wrong.add("Expected the input '" + name + "' to be " + rule.expected() + ", but it is '"
                        + MarkupReader.shortened(value) + "'");
            }
        });
        given.keySet().stream()
                .filter(name -> !inputs.containsKey(name))
                .forEach(name -> wrong.add("This step has no input '" + name + "'; remove it"));
        return wrong;
    }
}
