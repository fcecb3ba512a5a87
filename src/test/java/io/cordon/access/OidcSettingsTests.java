package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class OidcSettingsTests {

    @Test
    void anIdentityServerIsNamedByTheEnvironment() {
        OidcSettings settings = read(Map.of(
                "CORDON_ACCESS_OIDC_ENTRA_ISSUER", "https://login.example",
                "CORDON_ACCESS_OIDC_ENTRA_CLIENTID", "cordon",
                "CORDON_ACCESS_OIDC_ENTRA_CLIENTSECRET", "s3cret",
                "CORDON_ACCESS_OIDC_ENTRA_LABEL", "Acme account",
                "CORDON_ACCESS_OIDC_ENTRA_ORGANISATION", "acme"));
        assertThat(settings.servers())
                .containsExactly(Map.entry(
                        "entra",
                        new OidcSettings.Server("https://login.example", "cordon", "s3cret", "Acme account", "acme")));
    }

    @Test
    void whatIsMissingIsNamedAtStart() {
        assertThatThrownBy(() -> read(Map.of("CORDON_ACCESS_OIDC_ENTRA_ISSUER", "https://login.example")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("Expected cordon.access.oidc.entra.client-id, but there is none");
    }

    @Test
    void nobodyReadsTheSecretInALog() {
        assertThat(new OidcSettings.Server("https://login.example", "cordon", "s3cret", null, null))
                .asString()
                .doesNotContain("s3cret");
    }

    @Test
    void thereNeedBeNone() {
        assertThat(read(Map.of()).servers()).isEmpty();
    }

    private static OidcSettings read(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        return Binder.get(environment).bindOrCreate("cordon.access", OidcSettings.class);
    }
}
