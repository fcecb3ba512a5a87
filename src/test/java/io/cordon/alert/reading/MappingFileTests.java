package io.cordon.alert.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.api.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTests {

    private static final String GOOD = """
        source: acme-box
        kind: firewall
        when: [box.id]
        title: box.title
        """;

    @Test
    void everyMistakeIsToldWithItsLine() {
        var outcome = MappingFile.read("acme-box.yaml", """
            source: acme-boks
            kind: toaster
            window: tomorrow
            when: [{path: a..b, in: [x]}]
            severity: {from: level, scale: {1: terrible}}
            entities:
              - {kind: ip, from: src, role: villain}
              - {kind: gadget, from: src}
              - {kind: ip}
            titel: x
            """);
        assertThat(outcome.mapping()).isNull();
        assertThat(outcome.findings())
                .extracting(Finding::field)
                .contains(
                        "acme-box.yaml:1",
                        "acme-box.yaml:3",
                        "acme-box.yaml:4",
                        "acme-box.yaml:5",
                        "acme-box.yaml:7",
                        "acme-box.yaml:8",
                        "acme-box.yaml:9",
                        "acme-box.yaml:10");
        assertThat(outcome.findings())
                .allSatisfy(finding -> assertThat(finding.message()).startsWith("Expected"));
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        assertThat(MappingFile.read("x.yaml", "source: x\nkind: [ids\n").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.field()).startsWith("x.yaml:"));
        assertThat(MappingFile.read("x.yaml", "").findings()).hasSize(1);
        assertThat(MappingFile.read("x.yaml", "- a\n- b\n").findings()).isNotEmpty();
        assertThat(MappingFile.read("x.yaml", "a: &a [*a]\n").findings()).isNotEmpty();
    }

    @Test
    void aChangeTakesEffectAndABrokenFileLeavesWhatRan(@TempDir Path rules) throws IOException {
        Path folder = Files.createDirectory(rules.resolve("sources"));
        Path file = Files.writeString(folder.resolve("acme-box.yaml"), GOOD);
        try (SourceMappings mappings = new SourceMappings(rules.toString())) {
            assertThat(mappings.byName("acme-box")).isNotNull();

            Files.writeString(file, GOOD + "nonsense: 1\n");
            await().untilAsserted(
                            () -> assertThat(mappings.current().findings()).containsOnlyKeys("acme-box.yaml"));
            assertThat(mappings.byName("acme-box")).isNotNull();

            Files.writeString(file, GOOD + "window: PT1H\n");
            await().untilAsserted(() -> assertThat(mappings.byName("acme-box"))
                    .satisfies(mapping -> assertThat(mapping.window()).hasHours(1)));
            assertThat(mappings.current().findings()).isEmpty();

            Files.delete(file);
            await().untilAsserted(() -> assertThat(mappings.byName("acme-box")).isNull());
        }
    }

    @Test
    void whoeverStartedItElsewhereIsToldThatThereAreNone(@TempDir Path elsewhere) {
        try (SourceMappings none = new SourceMappings(elsewhere.toString())) {
            var reader = new MappedAlertReader(none);

            assertThat(reader.read("wazuh", "application/json", "{}".getBytes(UTF_8), Instant.EPOCH))
                    .asString()
                    .contains("no 'wazuh'. There is none at all", "rules/sources");
            assertThat(reader.read("auto", "application/json", "{}".getBytes(UTF_8), Instant.EPOCH))
                    .asString()
                    .contains("none does. There is none at all");
        }
    }
}
