package io.cordon.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * Codes of the time (RFC 6238), as all authenticator apps make them: six digits of HMAC-SHA-1 every thirty seconds. The
 * secret is written in base 32.
 */
final class TimeCodes {

    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();
    private static final SecureRandom RANDOM = new SecureRandom();
    // RFC 4226, section 4: at least 128 bits, 160 recommended.
    private static final int SECRET_BYTES = 20;
    private static final String ISSUER = "Cordon";

    private TimeCodes() {}

    static String newSecret() {
        byte[] bits = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bits);
        return Base32.toBase32String(bits);
    }

    /** What an app reads from a QR code. */
    static String uri(String secret, String name) {
        return "otpauth://totp/" + ISSUER + ":" + encoded(name) + "?secret=" + secret + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=6&period=" + GENERATOR.getTimeStep().toSeconds();
    }

    /**
     * The time step that the code is of; empty where it is of none near now, or of one up to the last that was taken.
     * One step to either side: clocks differ, and people type slowly.
     */
    static OptionalLong step(String secret, String code, Instant now, long last) {
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        long current = now.getEpochSecond() / GENERATOR.getTimeStep().toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = Math.max(current - 1, last + 1); step <= current + 1; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), typed)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String code(String secret, long step) {
        Instant time = Instant.ofEpochSecond(step * GENERATOR.getTimeStep().toSeconds());
        var key = new SecretKeySpec(Base32.decode(secret), GENERATOR.getAlgorithm());
        try {
            return GENERATOR.generateOneTimePasswordString(key, time, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Expected a key for HMAC of whatever bytes", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
