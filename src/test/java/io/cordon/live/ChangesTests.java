package io.cordon.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class ChangesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration COMES_BACK = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Streams streams;

    @Autowired
    private Bell bell;

    private final List<Heard> pages = new CopyOnWriteArrayList<>();

    @AfterEach
    void hangUp() {
        pages.forEach(Heard::hangUp);
        http.shutdownNow();
    }

    @Test
    void thePagesOfBothPartiesHearOfAnIncidentAndNobodyElseDoes() {
        Fixture.Client client = fixture.client();
        Fixture.Client stranger = fixture.client();
        String priya = fixture.providerToken("responder", "priya");
        Heard own = listen(client.token("responder", "bert"));
        Heard providers = listen(priya);
        Heard strangers = listen(stranger.token("responder", "bert"));

        String incident = incident(client);

        for (Heard heard : List.of(own, providers)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(heard.lines())
                            .anyMatch(line -> line.startsWith("data:")
                                    && line.contains("\"kind\":\"incident\",\"incident\":\"" + incident + "\""))
                            .anyMatch(line ->
                                    line.contains("\"organisation\":\"" + client.id() + "\",\"kind\":\"alert\"")));
        }
        incident(stranger);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(strangers.text()).contains("\"kind\":\"alert\""));
        assertThat(strangers.text()).doesNotContain(client.id().value()).doesNotContain(incident);
        assertThat(own.text()).doesNotContain(stranger.id().value());
    }

    @Test
    void saysWhereToLookAndNothingOfWhatItIs() {
        Fixture.Client client = fixture.client();
        Heard heard = listen(client.token("responder", "bert"));

        String incident = incident(client);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard.text()).contains(incident));
        assertThat(heard.text()).doesNotContain("ExampleBot").doesNotContain("203.0.113");
    }

    @Test
    void endsWhenTheReachOfSomebodyChanges() {
        Fixture.Client client = fixture.client();
        String priya = fixture.providerToken("responder", "priya");
        Fixture.Client other = fixture.client();
        Heard heard = listen(priya);

        long before = settled(heard);

        assertThat(client.admin().delete(client.path("/provider-access")).status())
                .isEqualTo(200);

        await().atMost(PATIENCE).until(() -> heard.times() > before);
        heard.lines().clear();
        bell.ring(new Change(client.id(), Change.Kind.INCIDENT, UUID.randomUUID()));
        incident(other);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard.text()).contains("\"kind\":\"alert\""));
        assertThat(heard.text()).doesNotContain(client.id().value());
    }

    @Test
    void onePersonCannotTakeAllPlaces() {
        Fixture.Client client = fixture.client();
        Api.As bert = client.responder();

        settled(listen(client.token("responder", "anna")));
        for (int i = 0; i < 40; i++) {
            assertThat(bert.get("/api/v1/changes").status()).isEqualTo(200);
        }

        String name = client.id() + "/bert (token from provider/admin)";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(streams.countOf(name)).isBetween(1L, 30L));
    }

    @Test
    void whoHasGoneIsForgotten() {
        Fixture.Client client = fixture.client();
        Heard heard = listen(client.token("responder", "bert"));
        heard.hangUp();

        await().atMost(PATIENCE).until(() -> {
            incident(client);
            return streams.countOf(client.id() + "/bert (token from provider/admin)") == 0;
        });
    }

    /** How often it has come, once what the test set up ends no stream any more. */
    private static long settled(Heard heard) {
        long[] times = {-1, 0};
        await().during(Duration.ofMillis(600)).atMost(PATIENCE).until(() -> {
            times[1] = times[0];
            times[0] = heard.times();
            return times[0] == times[1];
        });
        return times[0];
    }

    private static int number;

    private String incident(Fixture.Client client) {
        number++;
        Api.Answer answer = client.integration()
                .post(
                        "/api/v1/alerts/auto",
                        Fixture.checkIn(4200 + number, "10.0.4." + (number % 250), "203.0.113." + (number % 250)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.at("/results/0/incidentId");
    }

    /** Listens from the moment when it returns, and comes back where it ends, as pages do. */
    private Heard listen(String token) {
        Heard heard = new Heard(HttpRequest.newBuilder(api.address("/api/v1/changes"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build());
        pages.add(heard);
        Thread.ofVirtual().start(heard::follow);
        await().atMost(PATIENCE).until(() -> heard.text().contains("following"));
        return heard;
    }

    /** What one page has heard so far. */
    private final class Heard {

        private final HttpRequest request;
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private volatile boolean gone;

        Heard(HttpRequest request) {
            this.request = request;
        }

        void follow() {
            while (!gone) {
                try (java.util.stream.Stream<String> heard =
                        http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
                    heard.takeWhile(line -> !gone).forEach(lines::add);
                } catch (IOException | RuntimeException e) {
                    // Hung up, by us or by the server.
                    LockSupport.parkNanos(COMES_BACK.toNanos());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        void hangUp() {
            gone = true;
        }

        List<String> lines() {
            return lines;
        }

        String text() {
            return String.join("\n", lines);
        }

        long times() {
            return lines.stream().filter(line -> line.contains("following")).count();
        }
    }
}
