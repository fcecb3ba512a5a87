package io.cordon.notification;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as people and scripts see it.
 *
 * @param state {@code queued}, {@code kept} (no mail server was set up), {@code sent} or {@code failed}
 * @param accepted the mail server's own words when it took the message
 * @param lastError what the mail server said, or why it could not be reached, the last time it failed; or why the
 *     message was not sent at all
 */
public record NotificationView(
        UUID id,
        OrganisationId organisation,
        @Nullable UUID incidentId,
        String template,
        Recipient recipient,
        String subject,
        String state,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable String messageId,
        @Nullable String accepted,
        @Nullable String lastError) {

    /** Who it is to; the person may be of the other party. */
    public record Recipient(OrganisationId organisation, String person, String name, String address) {}
}
