package io.cordon.notification;

import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told to people.
 *
 * @param about the organisation that the message is about, whoever receives it
 * @param incidentId messages of one incident make one mail thread; null for others
 * @param template the name of a template under {@code mail/}, such as {@code incident-opened}
 * @param values what the template shows; data only, never evaluated
 * @param key the same key is sent once to each recipient, however often it is asked for
 * @param attachments files to go with it, may be empty
 */
public record Message(
        OrganisationId about,
        @Nullable UUID incidentId,
        String template,
        List<Person> recipients,
        Map<String, Object> values,
        String key,
        List<Attachment> attachments) {

    /** A file that goes with a message. */
    public record Attachment(String name, String mediaType, byte[] content) {}
}
