package io.cordon.notification;

import java.util.List;
import java.util.UUID;

/** Tells people. */
public interface Notifications {

    /**
     * Keeps one message for each recipient who has an address, in the current transaction; a worker sends them
     * afterwards and tries again until the mail server takes them. A recipient without an address is returned by
     * {@link Outcome#unreachable()}.
     */
    Outcome send(Message message);

    /**
     * What became of a message at once.
     *
     * @param kept the ids of what will be sent
     * @param unreachable names of people who have no address
     */
    record Outcome(List<UUID> kept, List<String> unreachable) {}
}
