package io.cordon.api;

import inet.ipaddr.HostName;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses from text that anybody may have written. NB: the library counts the length of a prefix in an int:
 * {@code web/2147483648} makes it fail, and {@code 192.0.2.1/4294967296} is every address.
 */
public final class AddressText {

    /** By its value: zeros before it change nothing, and {@code 10.0.0.0/0024} is a network that somebody protects. */
    private static final Pattern OVERLONG_PREFIX = Pattern.compile("/0*[1-9]\\d{3}");

    private AddressText() {}

    /** The address or range that some program might take the text for; null for anything else. */
    public static @Nullable IPAddress read(String text) {
        return isOverlong(text) ? null : new IPAddressString(text).getAddress();
    }

    /** The address or range as the parameters allow it; null for anything else. */
    public static @Nullable IPAddress read(String text, IPAddressStringParameters how) {
        return isOverlong(text) ? null : new IPAddressString(text, how).getAddress();
    }

    /** The address of a host that is written as one, in brackets and with a port or not; null for a name. */
    public static @Nullable IPAddress ofHost(String host) {
        return isOverlong(host) ? null : new HostName(host).asAddress();
    }

    private static boolean isOverlong(String text) {
        return OVERLONG_PREFIX.matcher(text).find();
    }
}
