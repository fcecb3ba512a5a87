package io.cordon.alert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What makes two deliveries the same event, as 32 bytes. */
record Fingerprint(byte[] bytes) implements Comparable<Fingerprint> {

    static Fingerprint of(ReadAlert alert) {
        MessageDigest digest = sha256();
        add(digest, alert.source());
        alert.identity().forEach(part -> add(digest, part));
        return new Fingerprint(digest.digest());
    }

    static Fingerprint of(byte[] content) {
        return new Fingerprint(sha256().digest(content));
    }

    /** With its length before it, so that ("ab", "c") and ("a", "bc") differ. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
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
