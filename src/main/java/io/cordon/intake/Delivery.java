package io.cordon.intake;

import io.cordon.alert.Reading;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request's items on their way to a commit.
 *
 * @param idempotency null where the sender gave no key
 * @param inQuarantine whether its bytes are kept there already, so that what is rejected is not kept again
 * @param answer completed after the commit that made the items durable, or with why there was none
 */
record Delivery(
        OrganisationId organisation,
        List<Reading.Item> items,
        Instant receivedAt,
        @Nullable Idempotency idempotency,
        boolean inQuarantine,
        CompletableFuture<Outcome> answer) {

    /** One of its items, on its way by itself. */
    Delivery only(Reading.Item item) {
        return new Delivery(organisation, List.of(item), receivedAt, null, inQuarantine, answer);
    }

    /** The sender's key and what it was given for. */
    record Idempotency(String key, byte[] bodySha256) {}
}
