package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** Many people of a client begin their day at once, by an identity server that has not been asked about itself. */
class IdentityServersTests {

    private static final String ABOUT_ITSELF = "/.well-known/openid-configuration";
    private static final String BACK = "https://cordon.example/back";

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

    private HttpServer identity;
    private IdentityServers servers;
    private boolean ill;

    @BeforeEach
    void start() throws IOException {
        identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identity.setExecutor(people);
        identity.createContext("/", this::answer);
        identity.start();
        servers = new IdentityServers(
                new OidcSettings(Map.of("acme", new OidcSettings.Server(issuer(), "cordon", "secret", null, "acme"))));
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        identity.stop(0);
        people.close();
    }

    @Test
    void oneAsksAndTheOthersWait() throws Exception {
        List<Future<ClientRegistration>> all = manySignIn();
        await().until(() -> asked.get() > 0);
        mayAnswer.countDown();
        for (Future<ClientRegistration> one : all) {
            assertThat(one.get().getRedirectUri()).isEqualTo(BACK);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void oneAsksInVainForAll() {
        ill = true;
        List<Future<ClientRegistration>> all = manySignIn();
        await().until(() -> asked.get() > 0);
        mayAnswer.countDown();
        assertThat(all).allSatisfy(one -> assertThatThrownBy(one::get).hasRootCauseInstanceOf(RuntimeException.class));
        assertThat(asked).hasValue(1);
    }

    @Test
    void whileOneGetsNoAnswerTheOthersDoNotWaitAsLong() {
        List<Future<ClientRegistration>> all = manySignIn();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> all.stream().filter(Future::isDone).count() == all.size() - 1);
        assertThat(asked).hasValue(1);
        assertThat(all.stream().filter(Future::isDone))
                .allSatisfy(one -> assertThatThrownBy(one::get).hasRootCauseInstanceOf(IllegalStateException.class));
    }

    private List<Future<ClientRegistration>> manySignIn() {
        IdentityServers.IdentityServer server = servers.find("acme").orElseThrow();
        return IntStream.range(0, 20)
                .mapToObj(any -> people.submit(() -> servers.registration(server, BACK)))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(ABOUT_ITSELF)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            asked.incrementAndGet();
            await().atMost(Duration.ofMinutes(1)).until(() -> mayAnswer.getCount() == 0);
            byte[] answer = """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"], "response_types_supported": ["code"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(issuer()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(ill ? 500 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String issuer() {
        return "http://127.0.0.1:" + identity.getAddress().getPort();
    }
}
