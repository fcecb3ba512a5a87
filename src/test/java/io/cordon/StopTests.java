package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** A server that is asked to stop in the middle of its work ends it in order. */
class StopTests {

    private static final int SENDERS = 8;

    @TempDir
    Path folder;

    private final Queue<Api.Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flow = new AtomicInteger();

    @Test
    void whatWasAcceptedIsStoredAndTheDatabaseIsStoppedLast() throws Exception {
        List<String> command = ServerProcess.ofClasses(folder);
        int port = ServerProcess.freePort();
        Api api = new Api(new MockEnvironment().withProperty("local.server.port", String.valueOf(port)));
        Api.As administrator = api.as(ServerProcess.ADMIN_TOKEN);
        try (ServerProcess server = ServerProcess.start(command, folder, port, Map.of());
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            administrator.put(
                    "/api/v1/organisations/acme",
                    Map.of("name", "Acme", "kind", "client", "timeZone", "UTC", "country", "DE"));
            Api.As sensor = api.as(administrator
                    .post("/api/v1/organisations/acme/tokens", Map.of("name", "sensor", "role", "integration"))
                    .at("/token"));
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> sendUntilNobodyListens(sensor));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> answers.size() > 100);
            // The exit code of a Java that SIGTERM has ended.
            assertThat(server.stop()).isEqualTo(128 + 15);
        }
        assertThat(answers).as("answers until the doors were closed").allMatch(answer -> answer.status() == 200);
        // Not "Exception": that two jobs of an incident meet and one is tried again is no failure of the stop.
        assertThat(Files.readString(folder.resolve("console.log"))).doesNotContain(" ERROR ");

        try (ServerProcess again = ServerProcess.start(command, folder, port, Map.of())) {
            answers.forEach(answer -> assertThat(administrator
                            .get("/api/v1/alerts/" + answer.at("/results/0/alertId"))
                            .status())
                    .isEqualTo(200));
            assertThat(again.stop()).isEqualTo(128 + 15);
        }
        assertThat(databaseLog()).contains("database system is shut down").doesNotContain("not properly shut down");
    }

    private void sendUntilNobodyListens(Api.As sensor) {
        while (true) {
            int number = flow.incrementAndGet();
            String event = Fixture.checkIn(number, "10.0.%d.7".formatted(number % 200), "203.0.113.66");
            try {
                answers.add(sensor.post("/api/v1/alerts/suricata-eve", event));
            } catch (IllegalStateException e) {
                // The connection was closed: this one was not accepted.
                return;
            }
        }
    }

    private String databaseLog() throws IOException {
        StringBuilder log = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder.resolve("postgres/log"))) {
            for (Path file : files) {
                log.append(Files.readString(file));
            }
        }
        return log.toString();
    }
}
