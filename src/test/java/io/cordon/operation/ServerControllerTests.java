package io.cordon.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@CordonServerTest
class ServerControllerTests {

    private static final String PATH = "/api/v1/server";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Environment settings;

    @Autowired
    private HealthContributorRegistry parts;

    @Value("${cordon.data-dir}")
    private String folder;

    @Test
    void theProvidersPeopleSeeHowTheServerDoes() {
        Api.Answer server = api.administrator().get(PATH);

        assertThat(server.status()).as(server.toString()).isEqualTo(200);
        assertThat(server.at("/database/version")).startsWith("18");
        assertThat(server.body().at("/database/bytes").asLong()).isPositive();
        assertThat(server.at("/java")).startsWith(Runtime.version().toString());
        assertThat(server.body().path("nodes").asInt()).isPositive();
        Map<String, String> health = server.body()
                .path("health")
                .valueStream()
                .collect(Collectors.toMap(
                        part -> part.path("name").asString(),
                        part -> part.path("status").asString()));
        assertThat(health).containsEntry("db", "UP").containsKey("diskSpace");
        assertThat(server.body()
                        .path("figures")
                        .valueStream()
                        .filter(figure -> figure.path("name").asString().equals("cordon.triage.rules"))
                        .map(figure -> figure.path("value").asDouble()))
                .singleElement()
                .satisfies(count -> assertThat(count).isPositive());
    }

    /** A mail server that does not answer would hold one of the few connections to the database for so long. */
    @Test
    void whoeverIsSlowToSayHowItDoesHoldsNoConnectionAndIsAskedOnceForMany() {
        List<Boolean> inTransaction = new CopyOnWriteArrayList<>();
        HealthIndicator slow = () -> {
            inTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
            return Health.up().build();
        };
        parts.registerContributor("slow", slow);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                api.administrator().get(PATH);
                return !inTransaction.isEmpty();
            });
            assertThat(api.administrator().get(PATH).text()).contains("\"slow\"");
            assertThat(inTransaction).containsExactly(false);
        } finally {
            parts.unregisterContributor("slow");
        }
    }

    @Test
    void whatCouldNotBeReadIsCounted() {
        Fixture.Client client = fixture.client();
        long before = quarantined();
        client.integration().post("/api/v1/alerts/suricata-eve", List.of(Map.of("no", "alert")));
        assertThat(quarantined()).isGreaterThan(before);
    }

    @Test
    void nothingInItHelpsWhoeverWantsIn() {
        String server = api.administrator().get(PATH).text();
        assertThat(server)
                .doesNotContain(Path.of(folder).toAbsolutePath().toString())
                .doesNotContain("jdbc:")
                .doesNotContain("127.0.0.1")
                .doesNotContain(String.valueOf(settings.getProperty("cordon.admin-token")));
    }

    @Test
    void whoeverDoesNotRunTheServerDoesNotSeeIt() {
        assertThat(fixture.client().admin().get(PATH).status()).isEqualTo(403);
        assertThat(api.as(fixture.providerToken("responder", "rita")).get(PATH).status())
                .isEqualTo(403);
        assertThat(api.as(fixture.providerToken("engineer", "egon")).get(PATH).status())
                .isEqualTo(200);
    }

    private long quarantined() {
        return api.administrator().get(PATH).body().path("quarantined").asLong();
    }
}
