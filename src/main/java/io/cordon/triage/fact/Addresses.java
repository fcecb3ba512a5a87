package io.cordon.triage.fact;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressStringParameters;
import io.cordon.api.AddressText;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Addresses and ranges of them. */
final class Addresses {

    // Only what people write: not '*', not '', not '1', which the library would read as addresses too.
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .toParams();

    private static final List<IPAddress> PRIVATE = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/4",
                    "255.255.255.255/32",
                    "::/127",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8")
            .map(range -> AddressText.read(range))
            .toList();

    private Addresses() {}

    /** Whether an address never comes from the internet. */
    static boolean isPrivate(IPAddress address) {
        for (IPAddress range : PRIVATE) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Reads an address or a range; null for anything else. An IPv4 address written as IPv6 is the IPv4 one. */
    static @Nullable IPAddress read(String text) {
        IPAddress address = AddressText.read(text, PLAIN);
        return address != null && address.isIPv4Convertible() ? address.toIPv4() : address;
    }
}
