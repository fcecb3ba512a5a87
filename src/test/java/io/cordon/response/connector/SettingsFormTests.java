package io.cordon.response.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.api.Finding;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SettingsFormTests {

    enum Mode {
        READ_ONLY,
        FULL
    }

    record Example(
            @Setting(label = "Address") URI url,
            @Setting(label = "Port", otherwise = "443") int port,

            @Setting(label = "Mode", otherwise = "read-only")
            Mode mode,

            @Setting(label = "Base") @Nullable String base,

            @Setting(label = "Groups", otherwise = "") @Nullable
            List<String> groups,

            @Setting(label = "Password") Secret password) {}

    record Unsuitable(@Setting(label = "When") java.time.Instant when) {}

    private final SettingsForm<Example> form = SettingsForm.of(Example.class);

    @Test
    void readsADocumentIntoTheRecord() {
        var reading = form.read(
                settings("{\"url\":\"https://fw.example:8443\",\"mode\":\"full\",\"groups\":[\"a\",\"b\"]}"),
                Map.of("password", " s3cret-word "));

        assertThat(reading)
                .isEqualTo(new SettingsForm.Reading.Valid<>(new Example(
                        URI.create("https://fw.example:8443"),
                        443,
                        Mode.FULL,
                        null,
                        List.of("a", "b"),
                        new Secret(" s3cret-word "))));
        assertThat(reading.toString()).doesNotContain("s3cret-word");
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        assertThat(findings(form.read(
                        settings("{\"url\":\"file:///etc/passwd\",\"port\":\"many\",\"mode\":\"FULL\",\"pasword\":1,"
                                + "\"password\":\"here\"}"),
                        Map.of("token", "x"))))
                .containsExactlyInAnyOrder(
                        "settings.url",
                        "settings.port",
                        "settings.mode",
                        "settings.pasword",
                        "settings.password",
                        "secrets.token",
                        "secrets.password");
    }

    @Test
    void saysWhatFormsNeed() {
        assertThat(form.fields())
                .extracting(Field::name, Field::type, Field::secret, Field::required)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("url", "text", false, true),
                        org.assertj.core.groups.Tuple.tuple("port", "number", false, false),
                        org.assertj.core.groups.Tuple.tuple("mode", "choice", false, false),
                        org.assertj.core.groups.Tuple.tuple("base", "text", false, false),
                        org.assertj.core.groups.Tuple.tuple("groups", "list", false, false),
                        org.assertj.core.groups.Tuple.tuple("password", "text", true, true));
        assertThat(form.fields().get(2).options()).containsExactly("read-only", "full");
    }

    @Test
    void refusesARecordThatNoFormCanShow() {
        assertThatThrownBy(() -> SettingsForm.of(Unsuitable.class)).hasMessageContaining("when of");
    }

    private static Map<String, JsonNode> settings(String json) {
        Map<String, JsonNode> settings = new java.util.HashMap<>();
        new JsonMapper().readTree(json).propertyStream().forEach(e -> settings.put(e.getKey(), e.getValue()));
        return settings;
    }

    private static List<String> findings(SettingsForm.Reading<Example> reading) {
        return ((SettingsForm.Reading.Invalid<Example>) reading)
                .findings().stream().map(Finding::field).toList();
    }
}
