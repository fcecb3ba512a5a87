package io.cordon.playbook;

import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Something a service task can do. There is one delegate, {@code ${action}}; its input parameter {@code do} names
 * the step. A bean of this type is all that a new kind of step needs.
 */
public interface Step {

    /** The steps that wait for the outside. They only ask for it; what is asked for is done in transactions of its own. */
    Set<String> WAITING = Set.of("contain");

    /** The value of the input {@code do}, kebab case. */
    String name();

    /** Runs acting for the organisation, inside the engine's transaction; must be repeatable. */
    Result run(Call call);

    /**
     * One service task that is reached.
     *
     * @param run the instance that was started for the incident, and that the task belongs to or was called by
     * @param playbook the key of the playbook that the task belongs to
     * @param element the task's id in the diagram
     * @param title the playbook and the task by the names that the diagram gives them
     * @param execution what the engine calls this moment; hand it to what will be waited for
     * @param unawaited whether nothing waits for the playbook that the task belongs to; looked up when asked
     * @param inputs the task's input parameters, {@code do} included
     */
    record Call(
            OrganisationId organisation,
            UUID incidentId,
            String run,
            String playbook,
            String element,
            String title,
            String execution,
            BooleanSupplier unawaited,
            Map<String, Object> inputs) {

        /** Whether nothing waits for the playbook that the task belongs to: it runs beside the incident's own way. */
        public boolean isBeside() {
            return unawaited.getAsBoolean();
        }

        /** An input that the task must have. */
        public String required(String input) {
            Object value = inputs.get(input);
            if (value == null || value.toString().isBlank()) {
                throw new IllegalStateException("Expected the input '" + input + "' on " + element + " of playbook "
                        + playbook + ", but it has none");
            }
            return value.toString();
        }

        public String orElse(String input, String otherwise) {
            Object value = inputs.get(input);
            return value == null || value.toString().isBlank() ? otherwise : value.toString();
        }
    }

    /** Whether the playbook goes on. */
    sealed interface Result {
        /** Go on, with these flags and ids set as process variables; never text of an alert. */
        record Done(Map<String, Object> variables) implements Result {}

        /** Stay until everything that was started with {@link Call#execution} has settled; what is known is set now. */
        record Waiting(Map<String, Object> variables) implements Result {}
    }
}
