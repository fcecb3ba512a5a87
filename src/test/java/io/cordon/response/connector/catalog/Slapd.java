package io.cordon.response.connector.catalog;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import io.cordon.response.connector.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;

/** A real OpenLDAP with its password policy, on a loopback address of its own, gone when closed. */
final class Slapd implements AutoCloseable {

    static final String BASE = "dc=acme,dc=test";
    static final String CORDON = "cn=cordon," + BASE;
    static final String PASSWORD = "directory-password";
    static final int PORT = 3890;

    private static final String ROOT = "cn=root," + BASE;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String host;
    private final Path folder;
    private final Process process;

    Slapd(TestAuthority authority) {
        long pid = ProcessHandle.current().pid();
        host = "127." + (pid / 250 % 250 + 1) + "." + (pid % 250 + 1) + "." + (COUNT.incrementAndGet() % 250 + 1);
        try {
            folder = Files.createTempDirectory("cordon-slapd");
            Files.createDirectory(folder.resolve("db"));
            keys(authority);
            Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                moduleload ppolicy
                pidfile %1$s/slapd.pid
                TLSCertificateFile %1$s/server.pem
                TLSCertificateKeyFile %1$s/server.key
                database mdb
                suffix "%2$s"
                rootdn "%3$s"
                rootpw %4$s
                directory %1$s/db
                overlay ppolicy
                ppolicy_default "cn=policy,%2$s"
                access to attrs=userPassword by anonymous auth
                access to * by dn.exact="%5$s" write by * none
                """.formatted(folder, BASE, ROOT, PASSWORD, CORDON));
            process = new ProcessBuilder(
                            "/usr/sbin/slapd",
                            "-d",
                            "config",
                            "-f",
                            folder.resolve("slapd.conf").toString(),
                            "-h",
                            "ldap://" + host + ":" + PORT)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        org.awaitility.Awaitility.await("slapd").until(() -> !process.isAlive() || isListening());
        if (!process.isAlive()) {
            List<String> log = text("log").lines().toList();
            close();
            throw new IllegalStateException(
                    "Expected slapd to start, but it says: " + log.subList(Math.max(0, log.size() - 5), log.size()));
        }
        asRoot(directory -> {
            directory.add("dn: " + BASE, "objectClass: dcObject", "objectClass: organization", "o: Acme", "dc: acme");
            directory.add(
                    "dn: cn=policy," + BASE,
                    "objectClass: device",
                    "objectClass: pwdPolicy",
                    "pwdAttribute: userPassword",
                    "pwdLockout: TRUE");
            directory.add(
                    "dn: " + CORDON,
                    "objectClass: organizationalRole",
                    "objectClass: simpleSecurityObject",
                    "userPassword: " + PASSWORD);
            return true;
        });
    }

    String url() {
        return "ldap://" + host + ":" + PORT;
    }

    String host() {
        return host;
    }

    interface Work<T> {
        T with(LDAPConnection directory) throws LDAPException, LDIFException;
    }

    /** What a person with every right does at the directory. */
    <T> T asRoot(Work<T> work) {
        try (LDAPConnection directory = new LDAPConnection(host, PORT, ROOT, PASSWORD)) {
            return work.with(directory);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this entry with this password is let in. */
    boolean letsIn(String dn, String password) {
        try (LDAPConnection directory = new LDAPConnection(host, PORT)) {
            directory.bind(dn, password);
            return true;
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    private void keys(TestAuthority authority) throws IOException {
        try {
            KeyStore store = authority.storeFor(host);
            Files.writeString(folder.resolve("server.pem"), TestAuthority.pem(store.getCertificate("server")));
            Files.writeString(folder.resolve("server.key"), whole(store));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Debian's slapd (GnuTLS) takes an elliptic key only with its public part, which Java leaves out. */
    private static String whole(KeyStore store) throws GeneralSecurityException, IOException {
        var key = (java.security.interfaces.ECPrivateKey) store.getKey("server", new char[0]);
        var known = SubjectPublicKeyInfo.getInstance(
                store.getCertificate("server").getPublicKey().getEncoded());
        var whole = new ECPrivateKey(
                256, key.getS(), known.getPublicKeyData(), known.getAlgorithm().getParameters());
        return TestAuthority.pem(new PemObject("EC PRIVATE KEY", whole.getEncoded()));
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getByName(host), PORT)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
