package io.cordon.response.connector.catalog;

import io.cordon.api.Finding;
import io.cordon.response.connector.Secret;
import io.cordon.response.connector.Setting;
import io.cordon.response.connector.outbound.Trust;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a firewall is, and which of its aliases holds what is blocked. */
record OpnSenseSettings(
        @Setting(label = "Address", help = "Of the firewall's web interface, such as https://fw.example")
        URI url,

        @Setting(label = "Alias", help = "An existing alias of type host, network or external that a block rule uses")
        String alias,

        @Setting(
                label = "Authority's certificate",
                help = "In PEM, where the firewall's certificate is not publicly trusted",
                lines = true)
        @Nullable
        String caCertificate,

        @Setting(label = "API key") Secret key,
        @Setting(label = "API secret") Secret secret) {

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!alias.matches("[A-Za-z_][A-Za-z0-9_]{0,31}")) {
            findings.add(new Finding(
                    "alias",
                    "Expected the name of an alias (letters, digits and _, 32 at most), but got '" + alias + "'."));
        }
        try {
            Trust.of(caCertificate);
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("caCertificate", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    Trust trust() {
        return Trust.of(caCertificate);
    }

    /** What signs each request in. */
    Map<String, Secret> headers() {
        String pair = key.reveal() + ":" + secret.reveal();
        return Map.of(
                "Authorization",
                new Secret("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }
}
