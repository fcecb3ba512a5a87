package io.cordon.playbook.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Process variables: ids and flags, nothing that an alert or a person wrote. */
final class Variables {

    static final String ORGANISATION = "organisation";
    static final String INCIDENT = "incidentId";

    /**
     * What stays once a step has said it: that something is not contained, or could not be asked for. A later step that
     * did better does not make it good, only beginning anew: a step says true, a beginning 'true'.
     */
    private static final Map<String, Boolean> STAYS = Map.of("containedAll", false, "notAsked", true);

    private static final int MAX_LENGTH = 200;

    private Variables() {}

    static void set(DelegateExecution execution, Map<String, Object> variables) {
        check(variables).forEach((name, value) -> {
            boolean stays = value instanceof Boolean
                    && STAYS.containsKey(name)
                    && STAYS.get(name).equals(execution.getVariable(name));
            if (!stays) {
                execution.setVariable(name, value);
            }
        });
    }

    /** Passes what is short and plain. */
    static Map<String, Object> check(Map<String, Object> variables) {
        variables.forEach((name, value) -> {
            boolean plain = value instanceof Boolean
                    || value instanceof Number
                    || (value instanceof String text && text.length() <= MAX_LENGTH);
            if (!plain) {
                throw new IllegalStateException("Expected the variable '" + name
                        + "' to be a flag, a number or a short word, but it is a "
                        + value.getClass().getSimpleName());
            }
        });
        return variables;
    }
}
