package io.cordon.notification;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message was kept, sent, or could not be sent for a while; published in the transaction of the change.
 *
 * @param state {@code queued}, {@code kept} (no mail server was set up), {@code sent} or {@code failed}
 */
public record NotificationMoved(
        OrganisationId organisation,
        UUID notificationId,
        @Nullable UUID incidentId,
        String recipient,
        String subject,
        String state,
        String detail) {}
