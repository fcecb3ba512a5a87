package io.cordon.response.connector.catalog;

import inet.ipaddr.IPAddress;
import io.cordon.api.AddressText;
import io.cordon.response.connector.Call;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single addresses, for products that are given nothing else. */
final class Addresses {

    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern COLONS =
            Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*(:[0-9]{1,3}(\\.[0-9]{1,3}){3})?");

    private Addresses() {}

    /** The one address that a text means, IPv4 where it is mapped into IPv6; null for anything else, networks too. */
    static @Nullable IPAddress read(String text) {
        // NB: the library reads far more than addresses (ranges, wildcards, prefixes): only plain ones get there.
        if (!DOTTED.matcher(text).matches() && !COLONS.matcher(text).matches()) {
            return null;
        }
        IPAddress address = AddressText.read(text);
        if (address == null || address.isMultiple()) {
            return null;
        }
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    /** The address that a connector's resolving has found. */
    static IPAddress resolved(Call<?> call) {
        IPAddress address = read(call.target().id());
        if (address == null) {
            throw new IllegalStateException("Expected a target that resolve found, but got '"
                    + call.target().id() + "'");
        }
        return address;
    }

    /** As {@link #read}, also where the product writes a host's mask behind its address. */
    static @Nullable IPAddress readListed(String text) {
        IPAddress address = AddressText.read(text);
        boolean host = address != null && (!address.isPrefixed() || address.getPrefixLength() == address.getBitCount());
        return host ? read(text.replaceFirst("/[0-9]+$", "")) : null;
    }
}
