package io.cordon.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whom passkeys are made for: the host of the address at which people reach this server. Another host later means
 * other passkeys.
 */
@Component
class RelyingParty {

    private static final String LOCAL = "localhost";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");

    private final String scheme;
    private final String host;
    private final int port;

    RelyingParty(@Value("${cordon.base-url}") String baseUrl) {
        URI address = URI.create(baseUrl.strip());
        scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        port = address.getPort();
    }

    /** WebAuthn's RP ID. */
    String id() {
        return host;
    }

    /** Browsers offer passkeys for names only, and, but for this very machine, over TLS only. */
    boolean canHavePasskeys() {
        return isLocal()
                || (scheme.equals("https")
                        && !host.isEmpty()
                        && !ADDRESS.matcher(host).matches());
    }

    /** From which pages a passkey may be used. On this very machine from any port, which tests and developers change. */
    Set<String> origins(HttpServletRequest request) {
        Set<String> origins = new HashSet<>();
        origins.add(origin(scheme, host, port));
        if (isLocal() && request.getServerName().equals(LOCAL)) {
            origins.add(origin(request.getScheme(), LOCAL, request.getServerPort()));
        }
        return origins;
    }

    /** The address that people reach this server by, without a path; of this very machine, the one of the request. */
    String address(HttpServletRequest request) {
        return isLocal() && request.getServerName().equals(LOCAL)
                ? origin(request.getScheme(), LOCAL, request.getServerPort())
                : origin(scheme, host, port);
    }

    private boolean isLocal() {
        return host.equals(LOCAL);
    }

    private static String origin(String scheme, String host, int port) {
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
