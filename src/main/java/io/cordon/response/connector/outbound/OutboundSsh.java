package io.cordon.response.connector.outbound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.springframework.stereotype.Component;

/**
 * Opens shells on gateways and servers. Every SSH call out of Cordon goes through here: the address is checked, the
 * host's key is the pinned one or nothing is sent, and nothing but a key signs in.
 */
@Component
public final class OutboundSsh {

    private static final Pattern HOST_KEY =
            Pattern.compile("(?:\\S+ +)?((?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\\d+) +[A-Za-z0-9+/=]+)(?: .*)?");

    private final Destinations destinations;

    public OutboundSsh(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Who signs in where. */
    public record Login(String host, int port, String user, PublicKey hostKey, KeyPair key) {

        @Override
        public String toString() {
            return user + "@" + host + ":" + port;
        }
    }

    /** Begins a conversation of several commands; nothing is sent yet. */
    public Shell open(Login login, Duration timeout) {
        return new Shell(destinations, login, timeout);
    }

    /**
     * Reads a host's public key: a line of {@code ssh-keyscan}, of known_hosts, or of a {@code .pub} file.
     *
     * @throws IllegalArgumentException where it is none of these
     */
    public static PublicKey hostKey(String line) {
        Matcher key = HOST_KEY.matcher(line.strip());
        if (key.matches()) {
            try {
                PublicKey found = PublicKeyEntry.parsePublicKeyEntry(key.group(1))
                        .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
                if (found != null) {
                    return found;
                }
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                // Told below, in words about what to enter.
            }
        }
        throw new IllegalArgumentException("Expected the host's public key as ssh-keyscan shows it"
                + " (ssh-ed25519 AAAA…, ecdsa-sha2-nistp256 AAAA… or ssh-rsa AAAA…), but got something else.");
    }

    /**
     * Reads a private key without a passphrase, in OpenSSH's or PEM format.
     *
     * @throws IllegalArgumentException where it is none; says nothing of its content
     */
    public static KeyPair privateKey(String text) {
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("private key"),
                    new ByteArrayInputStream((text.strip() + "\n").getBytes(StandardCharsets.UTF_8)),
                    FilePasswordProvider.EMPTY);
            Iterator<KeyPair> found = keys == null ? java.util.Collections.emptyIterator() : keys.iterator();
            if (found.hasNext()) {
                return found.next();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // NB: neither message nor cause goes on, they may quote the key.
        }
        throw new IllegalArgumentException(
                "Expected a private key without a passphrase (-----BEGIN OPENSSH PRIVATE KEY-----), but it cannot be"
                        + " read as one.");
    }
}
