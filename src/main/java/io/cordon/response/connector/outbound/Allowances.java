package io.cordon.response.connector.outbound;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressStringParameters;
import io.cordon.api.AddressText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which closed addresses the operator opens: what CORDON_OUTBOUND_ALLOW says. */
final class Allowances {

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)](/[0-9]{1,3})?(?::([0-9]{1,5}))?");
    private static final Pattern PLAIN = Pattern.compile("([^:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern HOST =
            Pattern.compile("(?=.*[a-z])[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

    /** NB: by default the library also reads wildcards, ranges, and 127.1, which nobody means to write here. */
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .getParentBuilder()
            .toParams();

    private final List<Allowance> entries;

    /**
     * @param host null where a network is meant
     * @param network null where a host is meant
     * @param ports empty for every port
     */
    private record Allowance(
            @Nullable String host, @Nullable IPAddress network, Set<Integer> ports) {

        boolean includes(String name, IPAddress address, int port) {
            boolean there = network == null ? name.equals(host) : network.contains(address);
            return there && (ports.isEmpty() || ports.contains(port));
        }
    }

    private Allowances(List<Allowance> entries) {
        this.entries = entries;
    }

    /**
     * Reads the operator's list: hosts, addresses and networks, each with or without a port of its own; ports by
     * themselves hold for all that have none.
     *
     * @throws IllegalArgumentException naming the entry that is none of these
     */
    static Allowances parse(String text) {
        List<Allowance> places = new ArrayList<>();
        Set<Integer> ports = new TreeSet<>();
        for (String part : Arrays.stream(text.split(",")).map(String::strip).toList()) {
            if (PORT.matcher(part).matches()) {
                ports.add(port(part, part));
            } else if (!part.isEmpty()) {
                places.add(place(part));
            }
        }
        if (places.isEmpty() && !ports.isEmpty()) {
            throw unreadable(text, "names ports " + ports + " but no host, address or network");
        }
        return new Allowances(places.stream()
                .map(place -> place.ports().isEmpty()
                        ? new Allowance(place.host(), place.network(), Set.copyOf(ports))
                        : place)
                .toList());
    }

    boolean include(String host, IPAddress address, int port) {
        return entries.stream().anyMatch(entry -> entry.includes(host, address, port));
    }

    /** The one spelling of a host: lower case, no trailing dot, no brackets around an IPv6 address. */
    static String canonical(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Allowance place(String entry) {
        Matcher bracketed = BRACKETED.matcher(entry);
        if (bracketed.matches()) {
            String prefix = bracketed.group(2) == null ? "" : bracketed.group(2);
            return place(entry, bracketed.group(1) + prefix, bracketed.group(3));
        }
        Matcher plain = PLAIN.matcher(entry);
        return plain.matches() ? place(entry, plain.group(1), plain.group(2)) : place(entry, entry, null);
    }

    private static Allowance place(String entry, String where, @Nullable String port) {
        Set<Integer> ports = port == null ? Set.of() : Set.of(port(entry, port));
        IPAddress network = AddressText.read(where, STRICT);
        if (network != null) {
            return new Allowance(null, network.isPrefixed() ? network.toPrefixBlock() : network, ports);
        }
        String host = canonical(where);
        if (!HOST.matcher(host).matches()) {
            throw unreadable(entry, "is none of these");
        }
        return new Allowance(host, null, ports);
    }

    private static int port(String entry, String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw unreadable(entry, "has no port from 1 to 65535");
        }
        return port;
    }

    private static IllegalArgumentException unreadable(String entry, String what) {
        return new IllegalArgumentException(
                "Expected CORDON_OUTBOUND_ALLOW to list hosts, addresses and networks, with or without a port"
                        + " (fw.acme.internal, 10.1.2.3:8443, 10.0.0.0/8, [fd00::1]:443), separated by commas, but '"
                        + entry + "' " + what + ".");
    }
}
