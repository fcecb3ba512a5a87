package io.cordon.response.connector.outbound;

import java.net.InetSocketAddress;
import java.util.List;

/** What became of asking where a host is and whether it may be reached. */
public sealed interface Destination {

    /**
     * May be reached, at these addresses and at no other: the name is not to be looked up again, because a second
     * answer of its DNS server is a different one.
     *
     * @param listed whether the operator names it in CORDON_OUTBOUND_ALLOW
     */
    record Reachable(List<InetSocketAddress> addresses, boolean listed) implements Destination {}

    /** Private, loopback, metadata and the like, and the operator does not list it. */
    record Refused(String reason) implements Destination {}

    /** The name is unknown, now. */
    record Unresolved(String reason) implements Destination {}
}
