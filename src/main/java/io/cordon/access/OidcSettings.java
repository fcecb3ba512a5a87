package io.cordon.access;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The identity servers with which people may sign in.
 *
 * @param oidc by the id that stands in addresses and in the people documents
 */
@ConfigurationProperties("cordon.access")
record OidcSettings(@Nullable Map<String, Server> oidc) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    OidcSettings {
        oidc = oidc == null ? Map.of() : Map.copyOf(oidc);
        new TreeMap<>(oidc).forEach(OidcSettings::requireWhole);
    }

    Map<String, Server> servers() {
        return oidc == null ? Map.of() : oidc;
    }

    /**
     * An identity server.
     *
     * @param issuer its address, below which /.well-known/openid-configuration is
     * @param label what the sign-in page calls it
     * @param organisation whose people it knows; left out: the provider's
     */
    record Server(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String label,
            @Nullable String organisation) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Server[issuer=" + issuer + ", clientId=" + clientId + ", organisation=" + organisation + "]";
        }
    }

    private static void requireWhole(String id, Server server) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("Expected the id of an identity server of up to 31 lower-case letters,"
                    + " digits and hyphens, but got cordon.access.oidc." + id);
        }
        require(id, "issuer", server.issuer());
        require(id, "client-id", server.clientId());
        require(id, "client-secret", server.clientSecret());
    }

    private static void require(String id, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "Expected cordon.access.oidc." + id + "." + name + ", but there is none");
        }
    }
}
