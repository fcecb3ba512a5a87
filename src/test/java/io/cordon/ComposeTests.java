package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker compose up} would start. */
class ComposeTests {

    private static final Path FILE = Path.of("docker-compose.yml");

    @Test
    void startsTheServerItsPostgresqlAndAMailCatcherOfFixedVersions() throws IOException {
        assertThat(services()).containsOnlyKeys("cordon", "database", "mail");
        assertThat(service("cordon")).containsEntry("build", ".");
        assertThat(service("database")).containsEntry("image", "postgres:18");
        assertThat(String.valueOf(service("mail").get("image"))).matches("axllent/mailpit:v[\\d.]+");
    }

    @Test
    void showsNothingButTheServerToOtherMachines() throws IOException {
        assertThat(service("database")).doesNotContainKey("ports");
        assertThat((List<?>) service("mail").get("ports"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(String.valueOf(port)).startsWith("127.0.0.1:"));
    }

    /** The client alone can tell, without an engine. */
    @Test
    void isReadByEveryComposeClientOfThisMachine() throws IOException, InterruptedException {
        List<String> refusals = new ArrayList<>();
        for (List<String> client : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            if (run(client, "version").succeeded()) {
                Run config = run(client, "--file", FILE.toString(), "config", "--quiet");
                if (!config.succeeded()) {
                    refusals.add(String.join(" ", client) + ": " + config.said());
                }
            }
        }
        assertThat(refusals).isEmpty();
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(Files.readString(FILE));
        return file.getOrDefault("services", Map.of());
    }

    private static Map<String, Object> service(String name) throws IOException {
        return services().getOrDefault(name, Map.of());
    }

    private record Run(boolean succeeded, String said) {}

    private static Run run(List<String> client, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(client.stream(), Stream.of(arguments)).toList();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor() == 0, said);
        } catch (IOException e) {
            return new Run(false, String.valueOf(e.getMessage()));
        }
    }
}
