package io.cordon.alert.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who acts against whom between two addresses. What the product says outright counts first. Else the address that is
 * not ours is the attacker's. Where both are of one sort, who began it is the attacker, unless the detection is one
 * of attacks on the side that calls.
 *
 * @param each the objects that each have such a pair; empty for the alert itself
 * @param from who sent what was seen
 * @param to who received it
 * @param initiator the address of who began the conversation
 * @param answer holds where what was seen went from the called to the caller
 * @param attacker the attacker, where the product says it outright
 * @param aimedAtClient holds where the detection is of an attack on the side that calls
 */
record Flow(
        List<ValueSource.Path> each,
        Ends from,
        Ends to,
        List<ValueSource> initiator,
        List<Condition> answer,
        List<ValueSource> attacker,
        List<Condition> aimedAtClient) {

    private static final int WELL_KNOWN = 1024;
    private static final int EPHEMERAL = 32768;

    /** Where the address and port of one end are. */
    record Ends(List<ValueSource> address, List<ValueSource> port) {}

    /** The ends as they turned out; what is not known, or is no machine's address, is null. */
    record Sides(
            @Nullable String attacker,
            @Nullable String target,
            @Nullable String client,
            @Nullable String server) {

        static final Sides UNKNOWN = new Sides(null, null, null, null);

        /** What a role means between these two. */
        Role settle(Role role) {
            return switch (role) {
                case SERVER -> sideOf(server);
                case CLIENT -> sideOf(client);
                case QUERIED -> client == null || IpText.isOurs(client) ? Role.ATTACKER : Role.NAMED;
                case ATTACKER, TARGET, NAMED -> role;
            };
        }

        private Role sideOf(@Nullable String address) {
            if (address == null) {
                return Role.NAMED;
            }
            return address.equals(attacker) ? Role.ATTACKER : address.equals(target) ? Role.TARGET : Role.NAMED;
        }
    }

    Sides between(JsonNode alert) {
        String fromText = ValueSource.firstOf(from.address(), alert);
        String toText = ValueSource.firstOf(to.address(), alert);
        String source = machine(fromText);
        String destination = machine(toText);
        String told = machine(ValueSource.firstOf(attacker, alert));
        if (source == null || destination == null) {
            return oneSided(source, destination, toText != null, told);
        }
        boolean isAnswer = isAnswer(alert, source, destination);
        String client = isAnswer ? destination : source;
        String server = isAnswer ? source : destination;
        boolean againstClient = aimedAtClient.stream().anyMatch(condition -> condition.holds(alert));
        String enemy = enemy(client, server, told, againstClient);
        return new Sides(enemy, enemy.equals(client) ? server : client, client, server);
    }

    private static String enemy(String client, String server, @Nullable String told, boolean againstClient) {
        if (told != null && (told.equals(client) || told.equals(server))) {
            return told;
        }
        if (IpText.isOurs(client) != IpText.isOurs(server)) {
            return IpText.isOurs(client) ? server : client;
        }
        return againstClient ? server : client;
    }

    /**
     * @param wasSentToNobody true where there is a receiver, but no machine: a broadcast by one of ours is its own doing
     */
    private static Sides oneSided(
            @Nullable String source, @Nullable String destination, boolean wasSentToNobody, @Nullable String told) {
        if (source != null) {
            boolean isTarget = wasSentToNobody && IpText.isOurs(source) && !source.equals(told);
            return isTarget ? new Sides(null, source, source, null) : new Sides(source, null, source, null);
        }
        if (destination != null) {
            boolean isTarget = IpText.isOurs(destination) && !destination.equals(told);
            return isTarget
                    ? new Sides(null, destination, null, destination)
                    : new Sides(destination, null, null, destination);
        }
        return Sides.UNKNOWN;
    }

    private boolean isAnswer(JsonNode alert, String source, String destination) {
        String began = machine(ValueSource.firstOf(initiator, alert));
        if (source.equals(began) || destination.equals(began)) {
            return destination.equals(began) && !source.equals(began);
        }
        if (answer.stream().anyMatch(condition -> condition.holds(alert))) {
            return true;
        }
        int sent = port(from, alert);
        int received = port(to, alert);
        return sent > 0
                && received > sent
                && ((sent < WELL_KNOWN && received >= WELL_KNOWN) || (sent < EPHEMERAL && received >= EPHEMERAL));
    }

    private static int port(Ends ends, JsonNode alert) {
        String text = ValueSource.firstOf(ends.port(), alert);
        if (text == null || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Integer.parseInt(text);
    }

    private static @Nullable String machine(@Nullable String text) {
        String address = text == null ? null : IpText.read(text.strip());
        return address == null || IpText.isNobodys(address) ? null : address;
    }
}
