package io.cordon.storage;

import io.cordon.tenancy.OrganisationId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals secrets that we must be able to read again: each by AES-256-GCM under its organisation's data key, which is
 * wrapped by the master key, which is not in the database.
 */
@Component
public class Sealing {

    private static final int IV_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final byte[] masterKey;

    public Sealing(JdbcClient jdbc, DataFolder folder, @Value("${CORDON_MASTER_KEY_FILE:}") String masterKeyFile) {
        this.jdbc = jdbc;
        this.masterKey = masterKeyFile.isBlank()
                ? key(folder.secret("master-key"), "the data folder's secret master-key")
                : key(read(Path.of(masterKeyFile)), masterKeyFile);
    }

    /** The organisation's data key, in a transaction that acts for it. */
    public Seal of(OrganisationId organisation) {
        byte[] wrapped = wrapped(organisation).orElseGet(() -> {
            byte[] fresh = new byte[KEY_BYTES];
            RANDOM.nextBytes(fresh);
            jdbc.sql("insert into data_key (organisation, wrapped) values (:org, :wrapped) on conflict do nothing")
                    .param("org", organisation.value())
                    .param("wrapped", seal(masterKey, organisation.value(), fresh))
                    .update();
            // Another one's, where two made one at the same time.
            return wrapped(organisation).orElseThrow();
        });
        return new Seal(open(masterKey, organisation.value(), wrapped));
    }

    /** Seals and opens for one organisation. */
    public static final class Seal {

        private final byte[] dataKey;

        private Seal(byte[] dataKey) {
            this.dataKey = dataKey;
        }

        /**
         * Seals a secret.
         *
         * @param binding what the secret belongs to: a row that is moved elsewhere does not open there
         */
        public byte[] seal(String binding, String secret) {
            return Sealing.seal(dataKey, binding, secret.getBytes(StandardCharsets.UTF_8));
        }

        public String open(String binding, byte[] sealed) {
            return new String(Sealing.open(dataKey, binding, sealed), StandardCharsets.UTF_8);
        }
    }

    private Optional<byte[]> wrapped(OrganisationId organisation) {
        return jdbc.sql("select wrapped from data_key where organisation = :org")
                .param("org", organisation.value())
                .query(byte[].class)
                .optional();
    }

    private static byte[] seal(byte[] key, String binding, byte[] clear) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, binding, iv).doFinal(clear);
            return ByteBuffer.allocate(iv.length + sealed.length)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    private static byte[] open(byte[] key, String binding, byte[] sealed) {
        byte[] iv = new byte[IV_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(sealed).get(iv);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, binding, iv).doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Expected the secret of " + binding + " to open with this server's master key, but it does not:"
                            + " the database belongs to another data folder or CORDON_MASTER_KEY_FILE, or the row was"
                            + " changed. Give the right key, or set the secret anew",
                    e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, String binding, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Expected to read the master key from " + file + " (CORDON_MASTER_KEY_FILE), but: "
                            + e.getMessage(),
                    e);
        }
    }

    private static byte[] key(String text, String where) {
        try {
            byte[] key = Base64.getUrlDecoder()
                    .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without quoting the key.
        }
        throw new IllegalStateException("Expected 32 random bytes in base64 as the master key in " + where
                + " (openssl rand -base64 32), but it holds something else");
    }
}
