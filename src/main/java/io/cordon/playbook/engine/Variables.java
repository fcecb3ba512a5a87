package io.cordon.playbook.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Process variables: ids and flags, nothing that an alert or a person wrote. */
final class Variables {

    static final String ORGANISATION = "organisation";
    static final String INCIDENT = "incidentId";
    static final String CONTAINED = "containedAll";

    private static final int MAX_LENGTH = 200;

    private Variables() {}

    static void set(DelegateExecution execution, Map<String, Object> variables) {
        check(variables).forEach((name, value) -> {
            // One step that could not contain everything is not made good by a later one that could, only by beginning
            // anew: a step says true, a beginning 'true'.
            boolean failedBefore = name.equals(CONTAINED)
                    && Boolean.TRUE.equals(value)
                    && Boolean.FALSE.equals(execution.getVariable(CONTAINED));
            if (!failedBefore) {
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
