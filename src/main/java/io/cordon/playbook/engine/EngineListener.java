package io.cordon.playbook.engine;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/** Hears what happens inside the engine, acting for the organisation, in the engine's own transaction. */
public interface EngineListener {

    void taskOpened(TaskOpened task);

    /** The playbook no longer needs the task: it ended, or went another way. */
    void taskCancelled(OrganisationId organisation, String task, String reason);

    /** A step failed so often that the engine stopped trying; {@link Engine#retry} makes it try again. */
    void stepStuck(OrganisationId organisation, UUID incidentId, String step, String job, String reason);

    /** An instance came to an end, by itself or because it was ended; called ones too. */
    void playbookEnded(OrganisationId organisation, String instance);
}
