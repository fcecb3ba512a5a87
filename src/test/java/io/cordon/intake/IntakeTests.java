package io.cordon.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.alert.AlertReader;
import io.cordon.alert.Reading;
import io.cordon.tenancy.OrganisationId;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class IntakeTests {

    private static final int LARGEST_BODY = 10 * 1024 * 1024;
    private static final int PART = 32 * 1024;

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private AdmittingAlerts admitting;

    @Autowired
    private AlertReader reader;

    @Autowired
    private WaitingRoom room;

    @Test
    void theSameKeyTwiceInOneCommitGetsTheSameAnswerTwice() {
        Fixture.Client client = fixture.client();
        String body = "{\"title\":\"Odd thing\",\"id\":\"1\"}";

        List<Outcome> outcomes = admitting.admit(List.of(
                delivery(client.id(), "key-1", body),
                delivery(client.id(), "key-1", body),
                delivery(client.id(), "key-2", "{\"title\":\"Other thing\",\"id\":\"2\"}")));

        assertThat(outcomes.get(0).fresh()).isEqualTo(1);
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
        assertThat(outcomes.get(2).fresh()).isEqualTo(1);
        assertThat(client.responder().get("/api/v1/alerts").body().at("/items").size())
                .isEqualTo(2);
    }

    @Test
    void aKeyThatComesAgainAnswersTheSameAndWithAnotherBodyIsAConflict() {
        Fixture.Client client = fixture.client();
        Api.As sensor = client.integration().with("Idempotency-Key", "k");
        Api.Answer first = sensor.post("/api/v1/alerts/generic", "{\"title\":\"Odd thing\",\"id\":\"1\"}");
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(sensor.post("/api/v1/alerts/generic", "{\"title\":\"Odd thing\",\"id\":\"1\"}")
                        .body())
                .isEqualTo(first.body());
        Api.Answer other = sensor.post("/api/v1/alerts/generic", "{\"title\":\"Odd thing\",\"id\":\"2\"}");
        assertThat(other.status()).as(other.toString()).isEqualTo(409);
    }

    @Test
    void theProviderIsProtectedToo() {
        Api.Answer sent = api.administrator()
                .post(
                        "/api/v1/alerts/auto?organisation=provider",
                        "{\"title\":\"Odd thing at the provider\",\"id\":\"" + UUID.randomUUID() + "\"}");

        assertThat(sent.at("/results/0/status")).as(sent.toString()).isEqualTo("new");
    }

    @Test
    void anAlertThatNamesThousandsOfTechniquesIsStoredWithTheFirst() {
        Fixture.Client client = fixture.client();
        String techniques = IntStream.range(0, 5_000)
                .mapToObj(i -> "T1%03d.%03d".formatted(i % 1_000, i / 1_000))
                .collect(Collectors.joining(" "));

        Api.Answer sent = client.integration()
                .send(
                        "POST",
                        "/api/v1/alerts/generic",
                        "text/plain",
                        ("Odd thing " + techniques).getBytes(StandardCharsets.UTF_8));

        assertThat(sent.at("/results/0/status")).as(sent.toString()).isEqualTo("new");
        assertThat(client.responder()
                        .get("/api/v1/alerts?technique=T1000.000")
                        .body()
                        .at("/items/0/techniques")
                        .size())
                .isEqualTo(64);
    }

    @Test
    void whatStopsBeforeItsEndIsTakenAsFarAsItCameAndSaidToStopThere() {
        Api.As sensor = fixture.client().integration();

        Api.Answer some = sensor.with("Idempotency-Key", "k")
                .post("/api/v1/alerts/generic", "[{\"title\":\"Odd thing\",\"id\":\"1\"}");
        Api.Answer again = sensor.with("Idempotency-Key", "k")
                .post("/api/v1/alerts/generic", "[{\"title\":\"Odd thing\",\"id\":\"1\"}");
        Api.Answer none = sensor.post("/api/v1/alerts/generic", "[1,2");
        String all = "[{\"title\":\"Odd thing\",\"id\":\"1\"},{\"title\":\"Odd thing\",\"id\":\"2\"}]";
        Api.Answer sameKey = sensor.with("Idempotency-Key", "k").post("/api/v1/alerts/generic", all);
        Api.Answer whole = sensor.with("Idempotency-Key", "k2").post("/api/v1/alerts/generic", all);

        assertThat(some.status()).as(some.toString()).isEqualTo(200);
        assertThat(some.at("/new")).isEqualTo("1");
        assertThat(some.at("/warning"))
                .contains("the body stops at line 1, column 32 and its array is not closed")
                .contains("Send all of it again, under another Idempotency-Key where it had one");
        assertThat(again.body()).isEqualTo(some.body());
        assertThat(none.status()).as(none.toString()).isEqualTo(400);
        assertThat(none.at("/detail"))
                .contains("the body stops at line 1, column 5 and its array is not closed", "a JSON number");
        assertThat(sameKey.status()).as(sameKey.toString()).isEqualTo(409);
        assertThat(whole.at("/duplicate")).isEqualTo("1");
        assertThat(whole.at("/new")).isEqualTo("1");
        assertThat(whole.text()).doesNotContain("warning");
    }

    @Test
    void aFindingThatOpensAgainOrGetsWorseIsTriagedAlthoughItIsKnown() {
        Api.As sensor = fixture.client().integration();
        String finding = """
            {"class_uid":2004,"severity_id":%d,"status_id":%d,"time":1772446498000,"device":{"hostname":"fs-1"},
             "finding_info":{"uid":"f-1","title":"Trojan running on fs-1"},"metadata":{"product":{"name":"Example EDR"}}}
            """;
        Api.Answer done = sensor.post("/api/v1/alerts/ocsf", finding.formatted(4, 4));
        Api.Answer open = sensor.post("/api/v1/alerts/ocsf", finding.formatted(4, 1));
        Api.Answer worse = sensor.post("/api/v1/alerts/ocsf", finding.formatted(5, 2));
        Api.Answer closed = sensor.post("/api/v1/alerts/ocsf", finding.formatted(5, 4));

        assertThat(done.at("/results/0/disposition")).as(done.toString()).isEqualTo("suppressed");
        assertThat(open.at("/results/0/status")).as(open.toString()).isEqualTo("new");
        assertThat(open.at("/results/0/disposition")).isEqualTo("incident");
        assertThat(worse.at("/results/0/status")).as(worse.toString()).isEqualTo("new");
        assertThat(worse.at("/results/0/incidentId")).isEqualTo(open.at("/results/0/incidentId"));
        assertThat(closed.at("/results/0/status")).as(closed.toString()).isEqualTo("duplicate");
        assertThat(closed.at("/results/0/incidentId")).isEqualTo(open.at("/results/0/incidentId"));
    }

    @Test
    void whoFloodsIsAskedToWaitWhileOthersAreLetIn() throws IOException {
        Fixture.Client flood = fixture.client();
        Fixture.Client other = fixture.client();
        String token = flood.integrationToken();
        String large = "{\"title\":\"" + "x".repeat(1_500_000) + "\"}";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int size : new int[] {LARGEST_BODY, LARGEST_BODY, LARGEST_BODY, 1_600_000}) {
                slow.add(begun(token, size));
            }
            await().until(() -> room.waiting() >= 3L * (LARGEST_BODY - PART) + 1_600_000 - PART);

            Api.Answer refused = api.as(token).post("/api/v1/alerts/generic", large);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("5");
            assertThat(refused.at("/type")).isEqualTo("urn:cordon:problem:unavailable");
            Api.Answer letIn =
                    other.integration().post("/api/v1/alerts/generic", "{\"title\":\"Odd thing\",\"id\":\"1\"}");
            assertThat(letIn.status()).as(letIn.toString()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        await().until(() -> room.waiting() == 0);
        assertThat(api.as(token)
                        .post("/api/v1/alerts/generic", "{\"title\":\"Odd thing\",\"id\":\"1\"}")
                        .status())
                .isEqualTo(200);
    }

    /** A request that sends all of its body but the last byte. */
    private Socket begun(String token, int size) throws IOException {
        URI address = api.address("/api/v1/alerts/generic");
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream()
                .write(("POST " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + size + "\r\n\r\n"
                                + " ".repeat(size - 1))
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private Delivery delivery(OrganisationId organisation, String key, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.now();
        var items = (Reading.Items) reader.read("generic", "application/json", bytes, now);
        return new Delivery(
                organisation,
                items.items(),
                now,
                new Delivery.Idempotency(key, bytes),
                false,
                new CompletableFuture<>());
    }
}
