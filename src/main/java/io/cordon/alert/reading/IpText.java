package io.cordon.alert.reading;

import inet.ipaddr.IPAddress;
import io.cordon.api.AddressText;
import org.jspecify.annotations.Nullable;

/** Reads addresses as products write them, and knows which are ours and which are nobody's. */
final class IpText {

    private IpText() {}

    /**
     * The address in its one canonical spelling, without port, prefix length or zone; null where the text is none.
     * Octets with leading zeros are none: some read them as octal.
     */
    static @Nullable String read(String text) {
        int length = text.length();
        if (length < 2 || length > 64) {
            return null;
        }
        char first = text.charAt(0);
        if (isDigit(first) && text.indexOf('.') > 0) {
            String address = text;
            int cut = firstOf(text, ':', '/');
            if (cut > 0 && isNumber(text, cut + 1)) {
                address = text.substring(0, cut);
            }
            return isV4(address) ? address : null;
        }
        if (text.indexOf(':') < 0) {
            return null;
        }
        return readV6(text);
    }

    private static @Nullable String readV6(String text) {
        String address = text;
        if (address.charAt(0) == '[') {
            int close = address.indexOf(']');
            if (close < 0) {
                return null;
            }
            address = address.substring(1, close);
        }
        int cut = firstOf(address, '%', '/');
        address = cut < 0 ? address : address.substring(0, cut);
        int colons = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c != '.' && Character.digit(c, 16) < 0) {
                return null;
            }
        }
        if (colons < 2 || colons > 7) {
            return null;
        }
        IPAddress read = AddressText.read(address);
        if (read == null || read.isMultiple()) {
            return null;
        }
        if (read.isIPv6() && read.toIPv6().isIPv4Mapped()) {
            return read.toIPv6().getEmbeddedIPv4Address().toCanonicalString();
        }
        return read.toCanonicalString();
    }

    /** Private, shared (RFC 6598), link-local and unique local addresses. Documentation ranges are ordinary ones. */
    static boolean isOurs(String canonical) {
        if (canonical.indexOf(':') >= 0) {
            return canonical.startsWith("fc")
                    || canonical.startsWith("fd")
                    || canonical.startsWith("fe8")
                    || canonical.startsWith("fe9")
                    || canonical.startsWith("fea")
                    || canonical.startsWith("feb");
        }
        int a = octet(canonical, 0);
        int b = octet(canonical, 1);
        return a == 10
                || (a == 172 && b >= 16 && b <= 31)
                || (a == 192 && b == 168)
                || (a == 169 && b == 254)
                || (a == 100 && b >= 64 && b <= 127);
    }

    /** Unspecified, loopback, multicast and broadcast: in an alert, but no machine that could be named by it. */
    static boolean isNobodys(String canonical) {
        if (canonical.indexOf(':') >= 0) {
            return canonical.equals("::") || canonical.equals("::1") || canonical.startsWith("ff");
        }
        int a = octet(canonical, 0);
        return a == 0 || a == 127 || (a >= 224 && a <= 239) || canonical.equals("255.255.255.255");
    }

    private static boolean isV4(String text) {
        int octets = 0;
        int value = -1;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                boolean leadingZero = i - start > 1 && text.charAt(start) == '0';
                if (value < 0 || value > 255 || leadingZero) {
                    return false;
                }
                octets++;
                value = -1;
                start = i + 1;
            } else if (isDigit(c) && i - start < 3) {
                value = Math.max(value, 0) * 10 + (c - '0');
            } else {
                return false;
            }
        }
        return octets == 4;
    }

    private static int octet(String v4, int which) {
        int value = 0;
        int at = 0;
        for (int i = 0; i < v4.length() && at <= which; i++) {
            char c = v4.charAt(i);
            if (c == '.') {
                at++;
            } else if (at == which) {
                value = value * 10 + (c - '0');
            }
        }
        return value;
    }

    private static int firstOf(String text, char one, char other) {
        int a = text.indexOf(one);
        int b = text.indexOf(other);
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from < text.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
