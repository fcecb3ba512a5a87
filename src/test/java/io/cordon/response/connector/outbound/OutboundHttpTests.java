package io.cordon.response.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cordon.response.connector.FakeHttp;
import io.cordon.response.connector.FakeHttp.Reply;
import io.cordon.response.connector.Secret;
import io.cordon.response.connector.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(20)
class OutboundHttpTests {

    private static final TestAuthority AUTHORITY = new TestAuthority();

    private final AtomicReference<Reply> reply = new AtomicReference<>(Reply.json("{\"status\":\"done\"}"));
    private final FakeHttp plain = FakeHttp.start(request -> reply.get());
    private final FakeHttp tls = FakeHttp.start(request -> reply.get(), AUTHORITY.serverFor("127.0.0.1"));
    private final FakeHttp listener = FakeHttp.start(request -> Reply.json("{}"));

    @AfterEach
    void close() {
        plain.close();
        tls.close();
        listener.close();
    }

    @Test
    void sendsJsonWithItsHeadersAndReadsTheAnswer() {
        Answer answer = open(URI.create("http://127.0.0.1:" + plain.port() + "/base/"))
                .post(JsonNodeFactory.instance.objectNode().put("address", "203.0.113.7"), "add", "soar/block?x=../1");

        assertThat(answer)
                .asInstanceOf(type(Answer.Json.class))
                .extracting(json -> json.body().path("status").stringValue())
                .isEqualTo("done");
        FakeHttp.Request sent = plain.requests.getFirst();
        assertThat(sent.method() + " " + sent.path()).isEqualTo("POST /base/add/soar%2Fblock%3Fx%3D..%2F1");
        assertThat(sent.headers()).containsEntry("authorization", "Basic c2VjcmV0");
        assertThat(sent.body()).isEqualTo("{\"address\":\"203.0.113.7\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "https://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::1]:%d/",
                "http://2130706433:%d/",
                "http://127.1:%d/",
                "http://0.0.0.0:%d/",
                "http://allowed.test@127.0.0.1:%d/",
                "file:///etc/passwd",
                "jar:http://127.0.0.1:%d/x!/",
                "ftp://127.0.0.1:%d/"
            })
    void connectsToNothingOfOurOwnNetwork(String url) {
        Answer answer = new OutboundHttp(new Destinations(""))
                .open(URI.create(url.formatted(listener.port())), Trust.of(null), Map.of(), Duration.ofSeconds(5))
                .get("x");

        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(listener.connections).hasValue(0);
    }

    @Test
    void connectsToTheAddressItCheckedThoughTheNameMovesOn() {
        Iterator<String> answers =
                List.of("203.0.113.7", "127.0.0.1", "127.0.0.1").iterator();
        var rebinding = new Destinations("", host -> InetAddress.getAllByName(answers.next()));

        new OutboundHttp(rebinding)
                .open(
                        URI.create("https://rebinding.example:" + listener.port() + "/"),
                        Trust.of(null),
                        Map.of(),
                        Duration.ofMillis(500))
                .get("x");

        assertThat(listener.connections).hasValue(0);
    }

    @Test
    void wantsTlsWhereTheOperatorListsNothing() {
        var everywhere = new Destinations("", host -> InetAddress.getAllByName("203.0.113.7"));

        Answer answer = new OutboundHttp(everywhere)
                .open(URI.create("http://fw.example/"), Trust.of(null), Map.of(), Duration.ofSeconds(5))
                .get("x");

        assertThat(reason(answer)).contains("https");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        reply.set(Reply.of(
                status, "text/plain", "", "Location: http://127.0.0.1:" + listener.port() + "/latest/meta-data/\r\n"));

        // Without credentials, with which the library alone would stay.
        Answer answer = new OutboundHttp(new Destinations("127.0.0.1"))
                .open(URI.create("http://127.0.0.1:" + plain.port()), Trust.of(null), Map.of(), Duration.ofSeconds(5))
                .get("x");

        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(listener.connections).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 418, 422})
    void takesARefusalForGood(int status) {
        reply.set(Reply.of(status, "application/json", "{\"echo\":\"Basic c2VjcmV0\"}"));

        assertThat(get())
                .asInstanceOf(type(Answer.Refused.class))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(status))
                .extracting(Answer.Refused::reason)
                .asString()
                .contains(String.valueOf(status))
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void triesLaterWhereTheProductIsBusy() {
        reply.set(Reply.of(429, "text/plain", "", "Retry-After: 17\r\n"));
        assertThat(get())
                .asInstanceOf(type(Answer.Busy.class))
                .extracting(Answer.Busy::retryAfter)
                .isEqualTo(Duration.ofSeconds(17));

        reply.set(Reply.of(503, "text/html", "<h1>no</h1>", "Retry-After: 99999\r\n"));
        assertThat(get())
                .asInstanceOf(type(Answer.Busy.class))
                .extracting(Answer.Busy::retryAfter)
                .isEqualTo(Duration.ofHours(1));

        reply.set(Reply.of(500, "text/html", "<h1>no</h1>", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n"));
        assertThat(get())
                .asInstanceOf(type(Answer.Busy.class))
                .extracting(Answer.Busy::retryAfter)
                .isNull();
    }

    @Test
    void triesLaterWhereNobodyListens() throws IOException {
        // Bound and not listening: no one else can take the port meanwhile, not even the caller's own end.
        try (var silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(get(silent.getLocalPort(), Duration.ofSeconds(5))).isInstanceOf(Answer.Busy.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>please sign in</html>",
                "{\"status\":\"done\"",
                "{\"status\":\"done\",\"status\":\"failed\"}",
                "{\"status\":\"done\"} trailing"
            })
    void makesNothingOfAnAnswerThatIsNoJson(String body) {
        reply.set(Reply.of(200, "application/json", body));

        assertThat(get()).isInstanceOf(Answer.Unclear.class);
    }

    @Test
    void makesNothingOfJsonThatIsNestedTooDeeply() {
        reply.set(Reply.json("[".repeat(100_000)));

        assertThat(get()).isInstanceOf(Answer.Unclear.class);
    }

    @Test
    void doesNotKnowWhatBecameOfARequestWithoutAnAnswer() {
        for (Reply silence : List.of(Reply.never(), Reply.trickle(), Reply.cut(), Reply.huge())) {
            reply.set(silence);
            assertThat(get(Duration.ofMillis(800))).isInstanceOf(Answer.Unclear.class);
        }
    }

    @Test
    void readsNoMoreOfAnEndlessAnswerThanItsLimit() {
        reply.set(Reply.huge());

        assertThat(reason(get(Duration.ofSeconds(10)))).contains("at most");
    }

    @Test
    void believesTheAuthorityItIsGivenAndNoOther() {
        URI url = URI.create("https://127.0.0.1:" + tls.port() + "/");

        assertThat(open(url, Trust.of(AUTHORITY.pem())).get("x")).isInstanceOf(Answer.Json.class);
        assertThat(open(url, Trust.of(new TestAuthority().pem())).get("x")).isInstanceOf(Answer.Refused.class);
        assertThat(reason(open(url, Trust.of(null)).get("x"))).contains("caCertificate");
    }

    @Test
    void believesNoCertificateOfAnotherHost() {
        try (FakeHttp other = FakeHttp.start(request -> reply.get(), AUTHORITY.serverFor("10.0.0.1", "other.test"))) {
            URI url = URI.create("https://127.0.0.1:" + other.port() + "/");

            assertThat(open(url, Trust.of(AUTHORITY.pem())).get("x")).isInstanceOf(Answer.Refused.class);
            assertThat(other.requests).isEmpty();
        }
    }

    private Answer get() {
        return get(Duration.ofSeconds(5));
    }

    private Answer get(Duration timeout) {
        return get(plain.port(), timeout);
    }

    private static Answer get(int port, Duration timeout) {
        return new OutboundHttp(new Destinations("127.0.0.1"))
                .open(
                        URI.create("http://127.0.0.1:" + port),
                        Trust.of(null),
                        Map.of("Authorization", new Secret("Basic c2VjcmV0")),
                        timeout)
                .get("x");
    }

    private static Conversation open(URI url) {
        return open(url, Trust.of(null));
    }

    private static Conversation open(URI url, Trust trust) {
        return new OutboundHttp(new Destinations("127.0.0.1"))
                .open(url, trust, Map.of("Authorization", new Secret("Basic c2VjcmV0")), Duration.ofSeconds(5));
    }

    private static String reason(Answer answer) {
        return switch (answer) {
            case Answer.Json json -> throw new AssertionError("Expected a refusal, but got " + json);
            case Answer.Refused refused -> refused.reason();
            case Answer.Busy busy -> busy.reason();
            case Answer.Unclear unclear -> unclear.reason();
        };
    }
}
