package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks for actions; what becomes of them is the ledger's business. */
public interface Actions {

    /**
     * Writes the intent, one ledger entry for each connector that serves the verb, in the current transaction.
     * The key of an entry is made of organisation, incident, verb, target, connector and generation: asking again
     * finds the same entry; where nobody knows what became of it, its target is looked at, and it goes on by what is
     * seen there. What cannot be done (no authority, protected, no connector, kill switch) is an entry
     * too, in state {@code refused} with the reason.
     *
     * @return the entries' ids, never empty
     */
    List<UUID> request(ActionRequest request);

    /**
     * Has the target looked at of whatever nobody knows of whether it took effect, as people want it tried again: seen
     * not to be there, it is sent again, through the guard. Not of what a person has done by hand or wanted taken back.
     * In the current transaction.
     */
    void lookAgain(OrganisationId organisation, UUID incidentId, String why, String by);

    /** Where these entries stand; an id that is no entry of an organisation in reach is left out. */
    Map<UUID, Standing> standing(List<UUID> actions);

    /** Whose approval an action asked for last; empty for one that is not in reach. */
    Optional<ApprovalAsked> approvalAsked(UUID action);

    /** Where everything stands that was asked for in an incident; of what was asked for again, the newest. */
    List<Standing> standing(OrganisationId organisation, UUID incidentId);

    /**
     * Whether anything was refused, failed or expired, or nobody knows of it, since a moment, and no person has done it
     * by hand. What a person has denied counts: somebody may have to do something else about it.
     */
    boolean isAnythingLeft(OrganisationId organisation, UUID incidentId, Instant since);
}
