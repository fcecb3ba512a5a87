package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever a caller writes into a query, a path or a body: never is it our fault. New endpoints join by themselves. */
@CordonServerTest
class HostileQueryTests {

    private static final List<String> HOSTILE = List.of(
            "%00",
            "a%00b",
            "%ED%A0%80",
            "%C0%80",
            "%FF",
            "x".repeat(6_000),
            "-1",
            "0",
            "2147483648",
            "9e99",
            "NaN",
            "'",
            "%27%3B%20drop%20table%20alert%3B--",
            "%25",
            "%F0%9F%94%A5",
            "unknown",
            "1-1-1-1-1",
            "%2B999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            encoded(base64("\0")),
            encoded(base64("not an id")),
            encoded(base64("99999999999999999999")),
            "");

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @TestFactory
    List<DynamicTest> everyParameterOfEveryGetTakesWhateverComes() {
        Fixture.Client client = fixture.client();
        List<Api.As> callers = List.of(client.admin(), client.lead());
        return EndpointTests.endpoints(requestMappingHandlerMapping).entrySet().stream()
                .filter(endpoint -> endpoint.getKey().startsWith("GET "))
                .filter(endpoint -> !parameters(endpoint.getValue()).isEmpty())
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.getKey(), () -> {
                    String path = EndpointTests.address(
                            endpoint.getKey().substring("GET ".length()),
                            client.id().value());
                    for (String parameter : parameters(endpoint.getValue())) {
                        for (String value : HOSTILE) {
                            for (Api.As caller : callers) {
                                check(caller.get(path + "?" + parameter + "=" + value), parameter + "=" + value);
                            }
                        }
                    }
                }))
                .toList();
    }

    @Test
    void anAddressThatCouldBeReadInTwoWaysIsAProblemLikeAnyOther() {
        Api.As lead = fixture.client().lead();
        for (String address : List.of("a;b", "a%2Fb", "a%3Bb", "%2e%2e%2fx")) {
            Api.Answer answer = lead.get("/api/v1/incidents/" + address);

            assertThat(answer.status()).as(address).isEqualTo(400);
            assertThat(answer.at("/type")).as(address).isEqualTo("urn:cordon:problem:unreadable");
            assertThat(answer.at("/detail")).as(address).startsWith("Expected an address ");
        }
    }

    @Test
    void whoIsNotSignedInFillsNoMemory() {
        String password = "x".repeat(20_000);

        for (String path : List.of("/api/v1/session", "/api/v1/setup")) {
            Api.Answer answer =
                    api.anonymous().post(path, "{\"user\":\"provider/admin\",\"password\":\"" + password + "\"}");
            assertThat(answer.status()).as(path + ": " + answer).isEqualTo(413);
        }
        Api.Answer large =
                fixture.client().admin().put("/api/v1/organisations/x", "{\"a\":\"" + "x".repeat(8_400_000) + "\"}");
        assertThat(large.status()).as(large.toString()).isEqualTo(413);
    }

    @Test
    void whoIsSignedInSendsAsMuchAsTheServerReads() {
        Fixture.Client client = fixture.client();
        String name = "x".repeat(20_000);

        Api.Answer answer = client.admin().put(client.path("/assets"), Map.of("unknown", name));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    }

    @Test
    void textThatCannotBeKeptIsRefusedWithItsPlaceWhereverItStands() {
        Fixture.Client client = fixture.client();
        Api.As admin = client.admin();
        for (String bad : List.of("\\u0000", "\\ud800", "\\udc00x")) {
            var document = admin.put(
                    client.path("/people"),
                    "{\"people\":[{\"id\":\"anna\",\"name\":\"A" + bad + "\",\"roles\":[\"admin\"]}]}");
            assertThat(document.status()).as(document.toString()).isEqualTo(422);
            assertThat(document.at("/findings/0/field")).isEqualTo("people[0].name");
            var switched = admin.put(client.path("/kill-switch"), "{\"on\":true,\"why\":\"" + bad + "\"}");
            assertThat(switched.status()).as(switched.toString()).isEqualTo(422);
            assertThat(switched.at("/findings/0/field")).isEqualTo("why");
        }
        var named = admin.post(client.path("/tokens"), "{\"na\\u0000me\":1}");
        assertThat(named.status()).as(named.toString()).isEqualTo(422);
        var query = admin.get("/api/v1/incidents?limit=5&text=a%00b");
        assertThat(query.status()).as(query.toString()).isEqualTo(422);
        assertThat(query.at("/findings/0/field")).isEqualTo("text");
        var path = admin.get("/api/v1/incidents/a%00b");
        assertThat(path.status()).as(path.toString()).isEqualTo(400);
        assertThat(path.header("content-type")).startsWith("application/problem+json");
    }

    @Test
    void anAlertWithSuchTextIsKeptInQuarantineAsItCame() {
        Fixture.Client client = fixture.client();
        String raw = "{\"title\":\"x\\u0000y\",\"id\":\"1\",\"note\":\"\\ud800\"}";
        var received = client.integration().post("/api/v1/alerts/generic", raw);
        assertThat(received.status()).as(received.toString()).isEqualTo(400);
        assertThat(received.at("/detail")).contains("it is kept in quarantine", "U+0000");
        var kept = client.responder().get("/api/v1/quarantine").at("/items/0/raw");
        assertThat(new String(Base64.getDecoder().decode(kept), StandardCharsets.UTF_8))
                .isEqualTo(raw);
    }

    @Test
    void aTokenEndsBeforeTheYear10000() {
        Fixture.Client client = fixture.client();
        for (String time :
                List.of("+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "2020-01-01T00:00:00Z")) {
            var made = client.admin()
                    .post(client.path("/tokens"), Map.of("name", "x", "role", "auditor", "expires", time));
            assertThat(made.status()).as(made.toString()).isEqualTo(422);
            assertThat(made.at("/findings/0/field")).isEqualTo("expires");
        }
    }

    private static void check(Api.Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.header("content-type")).as(what + ": " + answer).startsWith("application/problem+json");
        }
    }

    private static List<String> parameters(HandlerMethod endpoint) {
        var names = new DefaultParameterNameDiscoverer();
        List<String> parameters = new ArrayList<>();
        for (MethodParameter parameter : endpoint.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                parameter.initParameterNameDiscovery(names);
                parameters.add(name(parameter));
            } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(parameters::add);
            }
        }
        return parameters;
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        return annotation != null && !annotation.name().isEmpty()
                ? annotation.name()
                : String.valueOf(parameter.getParameterName());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
