package io.cordon.response.connector.outbound;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Decides where Cordon may connect to, for HTTP and for every other protocol. Whoever may set up a connector may
 * otherwise use it to reach what only our own network can.
 */
@Component
public final class Destinations {

    /**
     * NB: the JDK's own predicates miss half of these (100.64.0.1, 198.18.0.1, fd00::1, 64:ff9b::7f00:1, …).
     * IPv4-mapped IPv6 needs no entry for a resolved address, the JDK has already made it IPv4.
     */
    private static final List<IPAddress> CLOSED = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "::ffff:0:0/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(network -> new IPAddressString(network).getAddress().toPrefixBlock())
            .toList();

    private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

    private final Allowances allowances;
    private final Names names;

    /** Looks names up. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    @Autowired
    public Destinations(@Value("${cordon.outbound-allow:}") String allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    Destinations(String allowed, Names names) {
        this.allowances = Allowances.parse(allowed);
        this.names = names;
    }

    /** Looks a host up and checks every address that it has; can take as long as the system's resolver does. */
    public Destination find(String host, int port) {
        String name = Allowances.canonical(host);
        List<InetAddress> addresses;
        try {
            addresses = List.of(names.addresses(name));
        } catch (UnknownHostException e) {
            return new Destination.Unresolved("Expected '" + name + "' to have an address, but it is unknown.");
        }
        List<InetAddress> listed = addresses.stream()
                .filter(address -> allowances.include(name, generic(address), port))
                .toList();
        if (!listed.isEmpty()) {
            return new Destination.Reachable(at(port, listed), true);
        }
        return addresses.stream()
                .filter(Destinations::isClosed)
                .findFirst()
                .<Destination>map(closed -> new Destination.Refused("Expected " + name + ":" + port
                        + " to be a public address or listed in CORDON_OUTBOUND_ALLOW, but it is "
                        + closed.getHostAddress() + "."))
                .orElseGet(() -> new Destination.Reachable(at(port, addresses), false));
    }

    private static boolean isClosed(InetAddress address) {
        IPAddress generic = generic(address);
        return CLOSED.stream().anyMatch(network -> network.contains(generic));
    }

    private static List<InetSocketAddress> at(int port, List<InetAddress> addresses) {
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private static IPAddress generic(InetAddress address) {
        IPAddress generic = ADDRESSES.from(address.getAddress());
        if (generic == null) {
            throw new IllegalStateException("Expected 4 or 16 bytes, but got " + Arrays.toString(address.getAddress()));
        }
        return generic;
    }
}
