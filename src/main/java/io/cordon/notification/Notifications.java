package io.cordon.notification;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tells people. Every template shows how the incident stands (see {@link Situation}) without being told, and takes
 * further values by name, each optional: strings, numbers, booleans, instants, and lists of these.
 *
 * <table>
 * <caption>The templates and their values</caption>
 * <tr><td>{@code incident-opened}</td><td>{@code again} whether it was open before, {@code asked} what the
 *     reader is asked to do, {@code by} an instant</td></tr>
 * <tr><td>{@code severity-raised}</td><td>{@code from}, {@code to}, {@code reason}, {@code asked}, {@code by}</td></tr>
 * <tr><td>{@code incident-contained}</td><td>{@code reason}, {@code asked}, {@code by}</td></tr>
 * <tr><td>{@code incident-resolved}</td><td>{@code reason}, {@code ended} the status that a person gave it, {@code asked}
 *     what follows on what is left of its actions</td></tr>
 * <tr><td>{@code escalation}</td><td>{@code reason} what did not happen, {@code step} the task that waits,
 *     {@code waitingFor} who was asked before, {@code takenBy} who has claimed it, {@code since}, {@code asked}, {@code by}</td></tr>
 * <tr><td>{@code task-waiting}</td><td>{@code task}, {@code about}, {@code function}, {@code instructions}, {@code by}</td></tr>
 * <tr><td>{@code approval-waiting}</td><td>{@code what} the action in words for the subject, {@code verb},
 *     {@code target} exactly as it would be approved, {@code connector}, {@code reason}, {@code requestedBy},
 *     {@code approvers} who may, {@code expires}, {@code by}</td></tr>
 * <tr><td>{@code question-asked}</td><td>{@code from} who asks, {@code question}, {@code task} that it is about</td></tr>
 * <tr><td>{@code question-answered}</td><td>{@code from} who answers, {@code question}, {@code answer}, {@code task}</td></tr>
 * <tr><td>{@code mentioned}</td><td>{@code from} who wrote, {@code comment}</td></tr>
 * <tr><td>{@code report}</td><td>{@code summary}</td></tr>
 * <tr><td>{@code provider-shut-out}</td><td>{@code who} did it</td></tr>
 * </table>
 */
public interface Notifications {

    /**
     * Keeps one message for each recipient who has an address, in the current transaction; a worker sends them
     * afterwards and tries again until the mail server takes them. A recipient without an address is returned by
     * {@link Outcome#unreachable()}.
     *
     * @throws IllegalArgumentException naming every template, where there is none of that name
     */
    Outcome send(Message message);

    /** Who has been told already under this key. */
    Set<PersonRef> told(OrganisationId about, String key);

    /**
     * What became of a message at once.
     *
     * @param kept the ids of what will be sent; asking again with the same key gives the same ids
     * @param before names of people who had this message already: they are not told again
     * @param unreachable names of people who have no address
     */
    record Outcome(List<UUID> kept, List<String> before, List<String> unreachable) {}
}
