package io.cordon.response.guard;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressStringParameters;
import io.cordon.api.AddressText;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A stretch of addresses, from first to last. IPv4 lies where IPv6 maps it (::ffff:0:0/96), so that every spelling of
 * an address is the same number and containment is a comparison.
 */
record AddressSpan(BigInteger first, BigInteger last) {

    private static final BigInteger IPV4 = BigInteger.valueOf(0xffffL).shiftLeft(32);

    /** What a person writes: no inet_aton forms, no leading zeros, wildcards, masks, zones or lists. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    /** Reads an address or CIDR block in its plain form. */
    static Optional<AddressSpan> plain(String text) {
        return Optional.ofNullable(AddressText.read(text.strip(), PLAIN)).map(AddressSpan::of);
    }

    /** Reads whatever some program might take for an address, such as 127.1, 2130706433 or 10.0.*.*. */
    static Optional<AddressSpan> lenient(String text) {
        return Optional.ofNullable(AddressText.read(text.strip())).map(AddressSpan::of);
    }

    static AddressSpan known(String plain) {
        return plain(plain).orElseThrow(() -> new IllegalStateException("Expected an address, but got " + plain));
    }

    private static AddressSpan of(IPAddress address) {
        IPAddress block = address.isPrefixed() ? address.toPrefixBlock() : address;
        BigInteger offset = address.isIPv4() ? IPV4 : BigInteger.ZERO;
        return new AddressSpan(
                block.getLower().getValue().add(offset),
                block.getUpper().getValue().add(offset));
    }

    boolean isSingle() {
        return first.equals(last);
    }

    boolean overlaps(AddressSpan other) {
        return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    BigInteger size() {
        return last.subtract(first).add(BigInteger.ONE);
    }

    /** The canonical text of a single address; mapped IPv4 as plain IPv4. */
    String canonical() {
        BigInteger ipv4 = first.subtract(IPV4);
        if (ipv4.signum() >= 0 && ipv4.bitLength() <= 32) {
            return new inet.ipaddr.ipv4.IPv4Address(ipv4.intValue()).toCanonicalString();
        }
        return new inet.ipaddr.ipv6.IPv6Address(first).toCanonicalString();
    }
}
