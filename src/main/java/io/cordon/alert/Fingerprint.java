package io.cordon.alert;

import io.cordon.api.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** What makes two deliveries the same event, as 32 bytes. */
record Fingerprint(byte[] bytes) implements Comparable<Fingerprint> {

    static Fingerprint of(ReadAlert alert) {
        MessageDigest digest = Sha256.digest();
        add(digest, alert.source());
        alert.identity().forEach(part -> add(digest, part));
        return new Fingerprint(digest.digest());
    }

    static Fingerprint of(byte[] content) {
        return new Fingerprint(Sha256.of(content));
    }

    /** With its length before it, so that ("ab", "c") and ("a", "bc") differ. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    @Override
    public int compareTo(Fingerprint other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
