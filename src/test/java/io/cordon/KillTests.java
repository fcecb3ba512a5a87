package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cordon.bench.FakeFirewall;
import io.cordon.bench.ServerProcess;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** The main job while its server is killed: it goes on to the same end, nothing doubled, nothing lost. */
class KillTests {

    /** A short search; the long one, of ten and more, is in docs/reliability.md. */
    private static final int KILLS = Integer.getInteger("kills", 2);

    /** Of several clients, on their way at once: each kill finds every one of them at a moment of its own. */
    private static final int JOURNEYS_PER_KILL = 3;

    private static final long JOURNEY_MILLIS = 4_000;

    @TempDir
    Path folder;

    @Test
    void aServerKilledAtAnyMomentGoesOnToTheSameEnd() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        int port = ServerProcess.freePort();
        try (FakeFirewall firewall = FakeFirewall.start()) {
            Map<String, String> environment = Map.of(
                    "SPRING_MAIL_HOST", "127.0.0.1",
                    "SPRING_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()),
                    "CORDON_OUTBOUND_ALLOW", "127.0.0.1");
            List<String> command = ServerProcess.ofClasses(folder);
            ServerProcess server = ServerProcess.start(command, folder, port, environment);
            try {
                Api api = new Api(new MockEnvironment().withProperty("local.server.port", String.valueOf(port)));
                for (int kill = 0; kill < KILLS; kill++) {
                    List<Journey> journeys = journeys(api, kill);
                    for (Journey journey : journeys) {
                        journey.setUp(firewall);
                    }
                    List<CompletableFuture<Void>> walking = setOff(journeys);
                    server.kill();
                    server = ServerProcess.start(command, folder, port, environment);
                    for (CompletableFuture<Void> journey : walking) {
                        journey.get(5, TimeUnit.MINUTES);
                    }
                    for (Journey journey : journeys) {
                        journey.assertOneOfEverything(firewall, mail);
                    }
                }
            } finally {
                server.close();
            }
        } finally {
            mail.stop();
        }
    }

    private static List<Journey> journeys(Api api, int kill) {
        return IntStream.rangeClosed(1, JOURNEYS_PER_KILL)
                .mapToObj(journey -> new Journey(api, kill * JOURNEYS_PER_KILL + journey))
                .toList();
    }

    /** Lets each begin as long ago as its seed says, and returns at the moment of the kill. */
    private static List<CompletableFuture<Void>> setOff(List<Journey> journeys) throws InterruptedException {
        List<CompletableFuture<Void>> walking = new ArrayList<>();
        long before = JOURNEY_MILLIS;
        for (Journey journey : journeys.stream()
                .sorted(Comparator.comparingLong(Journey::millisUntilKill).reversed())
                .toList()) {
            TimeUnit.MILLISECONDS.sleep(before - journey.millisUntilKill());
            before = journey.millisUntilKill();
            walking.add(CompletableFuture.runAsync(journey::walk, Thread::startVirtualThread));
        }
        TimeUnit.MILLISECONDS.sleep(before);
        return walking;
    }

    /** One client's alert on its way through a server that dies once. */
    private static final class Journey {
        private final Api api;
        private final Api.As administrator;
        private final String client;
        private final String attacker;
        private final String host;
        private final int seed;
        private String integration = "";
        private Api.As anna;
        private Api.As priya;
        private String incident = "";

        Journey(Api api, int seed) {
            this.api = api;
            this.administrator = api.as(ServerProcess.ADMIN_TOKEN);
            this.anna = administrator;
            this.priya = administrator;
            this.seed = seed;
            this.client = "killed-" + seed;
            this.attacker = "203.0.113." + seed;
            this.host = "10.1." + seed + ".7";
        }

        long millisUntilKill() {
            return new Random(seed).nextLong(JOURNEY_MILLIS);
        }

        void setUp(FakeFirewall firewall) {
            put("", Map.of("name", client, "kind", "client", "timeZone", "Europe/Berlin", "country", "DE"));
            put("/people", Map.of("people", List.of(person("anna", client))));
            administrator.put(
                    "/api/v1/organisations/provider/people", Map.of("people", List.of(person("priya", "provider"))));
            put(
                    "/authority",
                    Map.of(
                            "grants",
                            List.of(Map.of(
                                    "verb", "block_ip",
                                    "mode", "automatic",
                                    "approvers", Map.of("client", 0, "provider", 0),
                                    "assets", "*",
                                    "hours", "always"))));
            put(
                    "/connectors/edge",
                    Map.of(
                            "type",
                            "opnsense",
                            "settings",
                            Map.of("url", "http://127.0.0.1:" + firewall.port(), "alias", FakeFirewall.ALIAS),
                            "secrets",
                            Map.of("key", "k", "secret", "s"),
                            "enabled",
                            true));
            integration = token(client, Map.of("name", "sensor", "role", "integration"));
            anna = api.as(token(client, Map.of("name", "anna", "role", "lead", "person", "anna")));
            priya = api.as(token("provider", Map.of("name", "priya", "role", "lead", "person", "priya")));
        }

        void walk() {
            incident = await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsMatching(e -> e.getCause() instanceof IOException)
                    .until(this::post, id -> !id.isEmpty());
            new Responders(administrator, (party, who) -> party.equals("client") ? anna : priya).workOff(incident);
        }

        private String post() {
            Api.Answer answer = api.as(integration)
                    .with("Idempotency-Key", "journey-" + seed)
                    .post("/api/v1/alerts/suricata-eve", Fixture.checkIn(9, host, attacker));
            return answer.status() == 200 ? answer.at("/results/0/incidentId") : "";
        }

        void assertOneOfEverything(FakeFirewall firewall, GreenMail mail) throws MessagingException {
            String where = "killed at seed " + seed + ", after " + millisUntilKill() + " ms";
            var incidents = administrator.get("/api/v1/incidents?organisation=" + client);
            assertThat(incidents.body().path("items").size()).as(where).isEqualTo(1);
            assertThat(incidents.at("/items/0/id")).as(where).isEqualTo(incident);
            assertThat(incidents.at("/items/0/alertCount")).as(where).isEqualTo("1");
            assertThat(incidents.at("/items/0/status")).as(where).isEqualTo("resolved");
            assertThat(firewall.calls(attacker)).as(where).isEqualTo(1);
            assertThat(administrator.get("/edl/" + client + "/ip.txt").text().lines())
                    .as(where)
                    .containsExactly(attacker);
            assertThat(administrator
                            .get("/api/v1/incidents/" + incident + "/actions")
                            .body()
                            .path("items")
                            .valueStream()
                            .filter(action -> action.path("verb").asString().equals("block_ip"))
                            .map(action -> action.path("state").asString()))
                    .as(where)
                    .hasSize(2)
                    .containsOnly("verified");
            assertThat(doubledLetters(mail)).as(where).isEmpty();
            assertThat(administrator
                            .with("Accept", "application/pdf")
                            .get("/api/v1/incidents/" + incident + "/report")
                            .status())
                    .as(where)
                    .isEqualTo(200);
        }

        /** One letter that came twice has one Message-ID, so that a mailbox shows it once. */
        private Set<String> doubledLetters(GreenMail mail) throws MessagingException {
            Map<String, Set<String>> ids = new HashMap<>();
            for (MimeMessage message : mail.getReceivedMessages()) {
                String subject = message.getSubject();
                if (subject.contains("[" + client + " ")) {
                    ids.computeIfAbsent(message.getAllRecipients()[0] + " " + subject, key -> new HashSet<>())
                            .add(message.getMessageID());
                }
            }
            assertThat(ids).as("letters about " + client).isNotEmpty();
            ids.values().removeIf(same -> same.size() == 1);
            return ids.keySet();
        }

        private static Map<String, Object> person(String id, String organisation) {
            return Map.of(
                    "id", id, "name", id, "email", id + "@" + organisation + ".example", "roles", List.of("lead"));
        }

        private void put(String below, Object body) {
            Api.Answer answer = administrator.put("/api/v1/organisations/" + client + below, body);
            assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        }

        private String token(String organisation, Map<String, String> wish) {
            Api.Answer answer = administrator.post("/api/v1/organisations/" + organisation + "/tokens", wish);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            return answer.at("/token");
        }
    }
}
