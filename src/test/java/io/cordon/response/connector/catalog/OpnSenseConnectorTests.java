package io.cordon.response.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cordon.response.Verb;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.ConnectorContract;
import io.cordon.response.connector.FakeHttp;
import io.cordon.response.connector.FakeHttp.Reply;
import io.cordon.response.connector.FakeHttp.Request;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import io.cordon.response.connector.outbound.Destinations;
import io.cordon.response.connector.outbound.OutboundHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Against a hand-made OPNsense that answers as {@code AliasUtilController.php} does, and worse when told to. */
@Timeout(60)
class OpnSenseConnectorTests extends ConnectorContract<OpnSenseSettings> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADDRESS = "203.0.113.7";

    private final Map<String, Set<String>> aliases =
            new TreeMap<>(Map.of("soar_block", new TreeSet<>(List.of("198.51.100.1")), "empty", new TreeSet<>()));
    private Function<Request, @Nullable Reply> mood = request -> null;
    private boolean paged = true;

    @AutoClose
    private final FakeHttp firewall = FakeHttp.start(this::answer);

    private synchronized Reply answer(Request request) {
        Reply bad = mood.apply(request);
        if (bad != null) {
            return bad;
        }
        String login = "Basic "
                + Base64.getEncoder().encodeToString("the-api-key:the-api-secret".getBytes(StandardCharsets.UTF_8));
        if (!login.equals(request.headers().get("authorization"))) {
            return Reply.of(401, "application/json", "{\"status\":401,\"message\":\"Authentication Failed\"}");
        }
        String[] path = request.path().replace("/api/firewall/alias_util/", "").split("/", -1);
        return switch (request.method() + " " + path[0]) {
            case "GET aliases" -> Reply.json(JSON.writeValueAsString(aliases.keySet()));
            case "GET list" -> Reply.json(listing(aliases.getOrDefault(path[1], Set.of())));
            case "POST add" -> changed(request, address -> alias(path[1]).add(address));
            case "POST delete" -> changed(request, address -> alias(path[1]).remove(address));
            default -> Reply.of(404, "application/json", "{\"errorMessage\":\"Endpoint not found\"}");
        };
    }

    private String listing(Set<String> addresses) {
        return paged
                ? JSON.writeValueAsString(Map.of(
                        "total",
                        addresses.size(),
                        "rowCount",
                        addresses.size(),
                        "current",
                        1,
                        "rows",
                        addresses.stream().map(ip -> Map.of("ip", ip)).toList()))
                : JSON.writeValueAsString(addresses);
    }

    private Set<String> alias(String name) {
        return Objects.requireNonNull(aliases.get(name), name);
    }

    private static Reply changed(Request request, Consumer<String> change) {
        String address = JSON.readTree(request.body()).path("address").asString();
        if (!address.matches("[0-9a-f:./_]+")) {
            return Reply.json("{\"status\":\"not_an_address\"}");
        }
        change.accept(address);
        return Reply.json("{\"status\":\"done\"}");
    }

    @Override
    protected Connector<OpnSenseSettings> connector() {
        return new OpnSenseConnector(new OutboundHttp(new Destinations("127.0.0.1")));
    }

    @Override
    protected Map<String, ?> settings() {
        return settings("soar_block");
    }

    private Map<String, ?> settings(String alias) {
        return Map.of("url", "http://127.0.0.1:" + firewall.port(), "alias", alias);
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("key", "the-api-key", "secret", "the-api-secret");
    }

    @Override
    protected Optional<Map<String, String>> wrongSecrets() {
        return Optional.of(Map.of("key", "the-api-key", "secret", "another-secret"));
    }

    @Override
    protected Optional<Map<String, ?>> unreachable() {
        return Optional.of(Map.of("url", "http://127.0.0.1:1", "alias", "soar_block"));
    }

    @Override
    protected Verb verb() {
        return Verb.BLOCK_IP;
    }

    @Override
    protected Target target() {
        return Target.of(Verb.TargetKind.IP, ADDRESS);
    }

    @Override
    protected void someoneElseDoesIt() {
        alias("soar_block").add(ADDRESS);
    }

    @Override
    protected boolean isInEffect() {
        return alias("soar_block").contains(ADDRESS);
    }

    @Override
    protected Object wholeState() {
        return aliases.toString();
    }

    @Test
    void blocksAnIpv6AddressInItsCanonicalForm() {
        var found = connector().resolve(verb(), Target.of(Verb.TargetKind.IP, "2001:DB8:0::7"), frame());

        executed(call(frame(), (Resolution.Exactly) found, "key-1"));

        assertThat(alias("soar_block")).contains("2001:db8::7");
    }

    @Test
    void readsTheListOfAnOlderFirewallToo() {
        paged = false;

        undone(executed(call("key-1")));

        assertThat(alias("soar_block")).containsExactly("198.51.100.1");
    }

    @Test
    void wantsTheAliasToExist() {
        Resolution missing = connector().resolve(verb(), target(), frame(settings("nowhere"), secrets()));
        assertThat(missing)
                .asInstanceOf(type(Resolution.Failed.class))
                .extracting(Resolution.Failed::reason)
                .asString()
                .contains("nowhere");
        assertThat(connector().test(frame(settings("nowhere"), secrets()))).isInstanceOf(Trial.Fails.class);
        assertThat(connector().resolve(verb(), target(), frame(settings("empty"), secrets())))
                .isInstanceOf(Resolution.Exactly.class);
    }

    @Test
    void tellsWhatIsWrongWithItsSettings() {
        var settings = new java.util.HashMap<String, Object>(settings("a/../b"));
        settings.put("caCertificate", "-----BEGIN NOTHING-----");

        assertThat(connector().check(frame(settings, secrets()).settings()))
                .extracting(finding -> finding.field())
                .containsExactly("alias", "caCertificate");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 302})
    void failsForGoodWhereTheFirewallRefuses(int status) {
        var call = call("key-1");
        mood = on("add", Reply.of(status, "application/json", "{}"));

        assertThat(connector().execute(call)).isInstanceOf(Outcome.Failed.class);
        assertThat(isInEffect()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "not_an_address"})
    void readsTheStatusAndNotOnlyThe200(String status) {
        var call = call("key-1");
        mood = on("add", Reply.json("{\"status\":\"" + status + "\"}"));

        assertThat(connector().execute(call))
                .asInstanceOf(type(Outcome.Failed.class))
                .extracting(Outcome.Failed::reason)
                .asString()
                .contains(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void triesLaterWhereTheFirewallIsBusy(int status) {
        var call = call("key-1");
        mood = on("add", Reply.of(status, "text/html", "<h1>busy</h1>", "Retry-After: 3\r\n"));

        assertThat(connector().execute(call))
                .asInstanceOf(type(Outcome.Unavailable.class))
                .extracting(Outcome.Unavailable::retryAfter)
                .isEqualTo(java.time.Duration.ofSeconds(3));
    }

    @Test
    void doesNotKnowWhatAnAnswerWithoutSenseMeans() {
        var call = call("key-1");
        List<Reply> senseless = new ArrayList<>(List.of(
                Reply.of(200, "text/html", "<html>sign in</html>"),
                Reply.json("{\"status\":\"perhaps\"}"),
                Reply.json("[]"),
                Reply.json("\"done\""),
                Reply.of(204, "application/json", ""),
                Reply.cut(),
                Reply.huge()));
        for (Reply reply : senseless) {
            mood = on("add", reply);
            assertThat(connector().execute(call)).isInstanceOf(Outcome.Unknown.class);
        }
        assertThat(isInEffect()).isFalse();
    }

    @Test
    void doesNotKnowWhatBecameOfAnAnswerThatDoesNotCome() {
        var call = call("key-1");
        for (Reply silence : List.of(Reply.never(), Reply.trickle())) {
            mood = on("add", silence);
            assertThat(connector().execute(call)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void findsOutByTheListThatATimedOutCallTookEffect() {
        var call = call("key-1");
        mood = request -> {
            if (request.path().contains("/add/")) {
                alias("soar_block").add(ADDRESS);
                return Reply.cut();
            }
            return null;
        };

        assertThat(connector().execute(call)).isInstanceOf(Outcome.Unknown.class);
        assertThat(connector().verify(call)).isInstanceOf(Observation.InEffect.class);
    }

    @Test
    void claimsNoEffectThatTheListDoesNotShow() {
        var call = call("key-1");
        mood = request -> {
            if (request.path().contains("/add/")) {
                alias("empty").add(ADDRESS);
                return Reply.json("{\"status\":\"done\"}");
            }
            return null;
        };

        assertThat(connector().execute(call)).isInstanceOf(Outcome.Accepted.class);
        assertThat(connector().verify(call)).isInstanceOf(Observation.NotInEffect.class);
    }

    @Test
    void changesNothingWhileItCannotSeeTheAlias() {
        var call = call("key-1");
        for (Reply reply : List.of(Reply.cut(), Reply.of(503, "text/plain", ""))) {
            mood = on("list", reply);
            assertThat(connector().execute(call)).isInstanceOf(Outcome.Unavailable.class);
        }
        mood = on("list", Reply.of(404, "text/plain", ""));
        assertThat(connector().execute(call)).isInstanceOf(Outcome.Failed.class);
        assertThat(isInEffect()).isFalse();
    }

    @Test
    void claimsNothingOfAListThatIsNotWhole() {
        mood = on(
                "list", Reply.json("{\"total\":20000,\"rowCount\":1,\"current\":1,\"rows\":[{\"ip\":\"192.0.2.1\"}]}"));

        assertThat(connector().resolve(verb(), target(), frame())).isInstanceOf(Resolution.Failed.class);
    }

    @Test
    void looksAgainWhereTheListChangedWhileItWasCounted() {
        Iterator<Reply> changing = List.of(
                        Reply.json("{\"total\":2,\"rowCount\":1,\"current\":1,\"rows\":[{\"ip\":\"192.0.2.1\"}]}"))
                .iterator();
        mood = request -> request.path().contains("/list/") && changing.hasNext() ? changing.next() : null;

        assertThat(connector().resolve(verb(), target(), frame())).isInstanceOf(Resolution.Exactly.class);
    }

    @Test
    void cannotTellFromAListWithoutSense() {
        var call = call("key-1");
        for (String list : List.of("{\"rows\":\"all\"}", "\"x\"", "{}", "7")) {
            mood = on("list", Reply.json(list));
            assertThat(connector().verify(call)).isInstanceOf(Observation.CannotTell.class);
            assertThat(connector().resolve(verb(), target(), frame())).isInstanceOf(Resolution.Failed.class);
        }
        mood = on("list", Reply.of(200, "text/html", "<html>"));
        assertThat(connector().verify(call)).isInstanceOf(Observation.Unavailable.class);
    }

    @Test
    void knowsAnEntryHoweverTheFirewallWritesIt() {
        alias("soar_block").add(ADDRESS + "/32");
        assertThat(resolved().state().path("present").asBoolean()).isTrue();

        alias("soar_block").remove(ADDRESS + "/32");
        alias("soar_block").add("203.0.113.0/24");
        assertThat(resolved().state().path("present").asBoolean()).isFalse();
    }

    @Test
    void sendsNothingToAPrivateAddressThatTheOperatorDoesNotList() {
        var strict = new OpnSenseConnector(new OutboundHttp(new Destinations("")));

        assertThat(strict.test(frame())).isInstanceOf(Trial.Fails.class);
        assertThat(firewall.connections).hasValue(0);
    }

    @Test
    void saysInNoReasonWhatTheSecretsAre() {
        var call = call("key-1");
        mood = request -> Reply.of(401, "application/json", request.headers().toString());

        String said = List.of(
                        connector().execute(call),
                        connector().verify(call),
                        connector().test(frame()),
                        connector().undo(call))
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining());

        assertThat(said).doesNotContain("the-api-secret", "dGhlLWFwaS");
    }

    private static Function<Request, @Nullable Reply> on(String command, Reply reply) {
        return request -> request.path().contains("/" + command + "/") ? reply : null;
    }
}
