package io.cordon.playbook.engine;

import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import java.util.UUID;

/**
 * A playbook reached something that a person must do.
 *
 * @param task what the engine calls it; hand it back to {@link Engine#complete}
 * @param function the function of the RACI matrix that it is asked of
 * @param acknowledges whether the incident being acknowledged takes it away: then what it asks for has happened
 * @param translations name and instructions in other languages: by language, then by field
 */
public record TaskOpened(
        OrganisationId organisation,
        UUID incidentId,
        String task,
        String playbook,
        String step,
        String name,
        String function,
        String instructions,
        TaskForm form,
        boolean acknowledges,
        Map<String, Map<String, String>> translations) {

    /** The message by which a playbook hears that somebody has acknowledged the incident. */
    public static final String ACKNOWLEDGED = "acknowledged";
}
