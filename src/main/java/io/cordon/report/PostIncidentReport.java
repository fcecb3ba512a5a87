package io.cordon.report;

import io.cordon.organisation.Severity;
import io.cordon.response.Listing;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happened in an incident, from the records and nothing else.
 *
 * @param timeZone the client's, in which people read its times
 * @param summary a few sentences made from the figures below
 * @param written what people wrote down about it themselves, null where nobody has
 * @param evidence the files that were kept, the earliest first
 * @param openPoints what did not work, was refused, still holds or is not done, one sentence each
 * @param tlp how far it may go, by the Traffic Light Protocol 2.0
 * @param names what those are called whom the report names by id: organisations by theirs, people by
 *     {@code organisation/id}
 */
public record PostIncidentReport(
        UUID incidentId,
        OrganisationId organisation,
        String organisationName,
        String timeZone,
        int number,
        String title,
        Severity severity,
        String category,
        String status,
        Playbook playbook,
        Instant occurredAt,
        Instant detectedAt,
        Instant madeAt,
        String summary,
        @Nullable Written written,
        List<Clock> clocks,
        List<Entry> timeline,
        int alertCount,
        List<Alert> alerts,
        List<Technique> techniques,
        List<Entity> entities,
        List<Action> actions,
        List<Task> tasks,
        List<Told> notifications,
        List<Lesson> lessons,
        List<Evidence> evidence,
        List<String> openPoints,
        String tlp,
        Map<String, String> names) {

    /** Which playbook worked on it; the version is null where none was started. */
    public record Playbook(String key, @Nullable Integer version) {}

    /** A person's own words. */
    public record Written(
            @Nullable String summary,
            @Nullable String rootCause,
            @Nullable String impact,
            @Nullable String by,
            @Nullable Instant at) {}

    /**
     * A promise of the service level and what became of it.
     *
     * @param due null where nothing was promised
     * @param verdict {@code kept}, {@code breached}, {@code open}, {@code stopped} (the incident was over before it was
     *     due) or {@code no promise}
     */
    public record Clock(
            String name, @Nullable Instant due, @Nullable Instant at, String verdict) {}

    /** Something that happened. */
    public record Entry(Instant at, String kind, String by, String text) {}

    /** An alert, and the rules that made of it what it is. */
    public record Alert(
            UUID id,
            String source,
            String title,
            Instant time,
            Instant receivedAt,
            Severity severity,
            int count,
            String why,
            List<Rule> rules) {}

    /** A rule that fired. */
    public record Rule(String name, String effect, List<String> values) {}

    /** A technique of MITRE ATT&CK; the name is empty for one that we know no name of. */
    public record Technique(String id, String name) {}

    /** Something named by the alerts; the role is {@code attacker}, {@code target} or {@code named}. */
    public record Entity(String kind, String value, String role) {}

    /**
     * An action.
     *
     * @param state in the contract's words; {@code uncertain} tells where nobody knows whether it took effect
     * @param stateReason why it stands there; may be empty
     * @param grant how the client had allowed it, such as {@code automatic}; null where it was not carried out
     * @param authorityVersion the version of the client's authority document that was read
     * @param proof what was seen at the target, null where nothing was
     * @param listing how its target stands on a hosted list now, and whether a firewall has pulled that since; null for
     *     other connectors
     * @param byHand what a person says to have done since Cordon could not, null for nothing
     * @param withdrawn whether it was refused only because the incident ended before it was sent
     * @param overtaken whether it was asked for again since
     * @param undoing the name of what takes it back, null where nothing can
     */
    public record Action(
            UUID id,
            String verb,
            String target,
            String connector,
            String state,
            boolean uncertain,
            String stateReason,
            String requestedBy,
            String requestReason,
            Instant requestedAt,
            @Nullable String grant,
            @Nullable Integer authorityVersion,
            List<String> approvedBy,
            @Nullable Instant executedAt,
            @Nullable Instant verifiedAt,
            @Nullable Instant expiresAt,
            @Nullable JsonNode proof,
            @Nullable Listing listing,
            @Nullable ByHand byHand,
            boolean withdrawn,
            boolean overtaken,
            @Nullable String undoing,
            List<Move> history) {}

    /** A person's word that something was done by hand. */
    public record ByHand(String by, Instant at, String what) {}

    /** One step of an action's life. */
    public record Move(@Nullable String from, String to, Instant at, String by, String reason) {}

    /** What was asked of people: who stood where for it, and what they did. */
    public record Task(
            String name,
            List<String> about,
            String function,
            String party,
            List<String> responsible,
            @Nullable String accountableParty,
            List<String> accountable,
            List<String> consulted,
            List<String> informed,
            int matrixVersion,
            String state,
            Instant askedAt,
            Instant due,
            @Nullable String endedBy,
            @Nullable Instant endedAt,
            Map<String, String> answers,
            @Nullable String comment) {}

    /** Who was told what; the state is that of the message. */
    public record Told(
            String name,
            String address,
            String subject,
            String state,
            Instant keptAt,
            @Nullable Instant sentAt,
            @Nullable String mailServerSaid) {}

    /**
     * A file that was kept.
     *
     * @param sha256 in hexadecimal digits, as it was when the file was added
     * @param handled through whose hands it went, oldest first
     */
    public record Evidence(
            UUID id,
            String name,
            long size,
            String sha256,
            String addedBy,
            Instant addedAt,
            String note,
            List<Handled> handled) {}

    /**
     * What somebody did with a file.
     *
     * @param what {@code added} or {@code downloaded}
     * @param auditNumber of the entry in the client's audit trail, by which it can be verified
     */
    public record Handled(Instant at, String by, String what, long auditNumber) {}

    /** What will be done differently. */
    public record Lesson(String lesson, String owner, String due) {}
}
