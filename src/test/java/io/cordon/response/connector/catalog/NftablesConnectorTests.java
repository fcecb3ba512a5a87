package io.cordon.response.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cordon.response.Verb;
import io.cordon.response.connector.Call;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.ConnectorContract;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import io.cordon.response.connector.outbound.Destinations;
import io.cordon.response.connector.outbound.OutboundSsh;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real sshd and a real nft. */
@Timeout(60)
class NftablesConnectorTests extends ConnectorContract<NftablesSettings> {

    private static final String ADDRESS = "203.0.113.7";

    /** The contract's actions expire at the start of 2100. */
    private Clock clock = Clock.fixed(Instant.parse("2099-12-31T23:00:00Z"), ZoneOffset.UTC);

    @AutoClose
    private final Gateway gateway = new Gateway();

    @Override
    protected Connector<NftablesSettings> connector() {
        return connector(gateway.host());
    }

    private NftablesConnector connector(String allowed) {
        return new NftablesConnector(new OutboundSsh(new Destinations(allowed)), clock);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("host", gateway.host(), "port", gateway.port(), "user", "root", "hostKey", gateway.hostKey());
    }

    /** Several sign-ins of a real sshd, each with its own keys, on a machine that others use too. */
    @Override
    protected Duration patience() {
        return Duration.ofSeconds(15);
    }

    private Map<String, ?> settings(String name, Object value) {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put(name, value);
        return settings;
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("privateKey", gateway.privateKey());
    }

    @Override
    protected Optional<Map<String, String>> wrongSecrets() {
        return Optional.of(Map.of("privateKey", gateway.strangersKey()));
    }

    @Override
    protected Optional<Map<String, ?>> unreachable() {
        return Optional.of(settings("port", 1));
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
        gateway.nft("add element inet soar block4 { " + ADDRESS + " }");
    }

    @Override
    protected boolean isInEffect() {
        return gateway.elements().contains(ADDRESS);
    }

    @Override
    protected Object wholeState() {
        return gateway.elements();
    }

    @Test
    void letsTheKernelExpireTheBlock() {
        executed(call("key-1"));

        assertThat(gateway.nft("list set inet soar block4")).contains("timeout 1h expires 59m");
    }

    @Test
    void lengthensABlockThatWouldEndSooner() {
        gateway.nft("add element inet soar block4 { " + ADDRESS + " timeout 60s }");

        executed(call("key-1"));

        assertThat(gateway.nft("list set inet soar block4")).contains("timeout 1h expires 59m");
        assertThat(gateway.elements()).containsExactly(ADDRESS);
    }

    @Test
    void makesABlockLastThatNothingShallEnd() {
        gateway.nft("add element inet soar block4 { " + ADDRESS + " timeout 60s }");
        var call = until(null);
        assertThat(connector().verify(call)).isInstanceOf(Observation.NotInEffect.class);

        executed(call);

        assertThat(gateway.nft("list set inet soar block4")).contains(ADDRESS).doesNotContain("expires");
    }

    @Test
    void shortensNoBlock() {
        executed(until(Instant.parse("2100-01-02T00:00:00Z")));
        executed(call("key-2"));

        assertThat(gateway.nft("list set inet soar block4")).contains("timeout 1d1h");
    }

    @Test
    void leavesABlockOfSomeoneElseItsOwnTime() {
        gateway.nft("add element inet soar block4 { " + ADDRESS + " timeout 600s }");
        var sent = executed(call("key-1"));

        undone(sent);
        undone(sent);

        assertThat(gateway.nft("list set inet soar block4")).containsPattern("timeout (10m|9m\\d+s)");
    }

    @Test
    void endsABlockOfSomeoneElseWhoseTimeIsOver() {
        gateway.nft("add element inet soar block4 { " + ADDRESS + " timeout 60s }");
        var sent = executed(call("key-1"));
        clock = Clock.offset(clock, Duration.ofMinutes(2));

        undone(sent);

        assertThat(gateway.elements()).isEmpty();
    }

    private Call<NftablesSettings> until(@Nullable Instant end) {
        return with(call("key-1"), null, end);
    }

    @Test
    void blocksAnIpv6AddressInItsOwnSet() {
        var found = connector().resolve(verb(), Target.of(Verb.TargetKind.IP, "2001:DB8:0::7"), frame());

        undone(executed(call(frame(), (Resolution.Exactly) found, "key-1")));
        executed(call(frame(), (Resolution.Exactly) found, "key-2"));

        assertThat(gateway.elements()).containsExactly("2001:db8::7");
        assertThat(gateway.nft("list set inet soar block4")).doesNotContain("elements");
    }

    @Test
    void takesForUndoneWhatHasExpiredByItself() {
        var sent = executed(call("key-1"));
        gateway.nft("flush set inet soar block4");

        assertThat(connector().undo(sent)).isInstanceOf(Outcome.Proven.class);
    }

    @Test
    void sendsNothingToAGatewayWithAnotherHostKey() {
        for (String another : new String[] {gateway.otherHostKey(), ecdsa()}) {
            var frame = frame(settings("hostKey", another), secrets());

            assertThat(connector().test(frame))
                    .asInstanceOf(type(Trial.Fails.class))
                    .extracting(Trial.Fails::reason)
                    .asString()
                    .contains("host key");
            assertThat(connector().execute(call(frame, resolved(), "key-1"))).isInstanceOf(Outcome.Failed.class);
            assertThat(connector().resolve(verb(), target(), frame)).isInstanceOf(Resolution.Failed.class);
        }
        assertThat(isInEffect()).isFalse();
    }

    @Test
    void readsTheHostKeyHoweverItIsWritten() {
        String key = gateway.hostKey().strip();
        for (String line : new String[] {
            key, "gw.example " + key, "[gw.example]:2222,192.0.2.1 " + key, key.replaceAll(" [^ ]*$", "")
        }) {
            assertThat(connector().test(frame(settings("hostKey", line), secrets())))
                    .isInstanceOf(Trial.Works.class);
        }
    }

    @Test
    void doesNotKnowWhatBecameOfACommandWhenSshdIsKilled() {
        var call = call("key-1");
        gateway.hangAt("add element");
        var outcome = CompletableFuture.supplyAsync(() -> connector().execute(call));
        org.awaitility.Awaitility.await().until(() -> gateway.has("hanging"));

        gateway.kill();

        assertThat(outcome.join()).isInstanceOf(Outcome.Unknown.class);
        assertThat(connector().execute(call)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(connector().verify(call)).isInstanceOf(Observation.Unavailable.class);
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        var call = call("key-1");
        gateway.hangAt("add element");
        var outcome = CompletableFuture.supplyAsync(() -> connector().execute(call));
        org.awaitility.Awaitility.await().until(() -> gateway.has("hanging"));

        gateway.hangAt("list set");
        assertThat(connector().verify(call)).isInstanceOf(Observation.Unavailable.class);
        assertThat(outcome.join()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void wantsTheSetToExist() {
        assertThat(connector().resolve(verb(), target(), frame(settings("set4", "nowhere"), secrets())))
                .asInstanceOf(type(Resolution.Failed.class))
                .extracting(Resolution.Failed::reason)
                .asString()
                .contains("nowhere");
        assertThat(connector().test(frame(settings("set6", "nowhere"), secrets())))
                .isInstanceOf(Trial.Fails.class);
    }

    @Test
    void saysThatTheSetTakesNoTimeout() {
        gateway.nft("add set inet soar plain { type ipv4_addr; }");
        var frame = frame(settings("set4", "plain"), secrets());

        assertThat(connector().execute(call(frame, resolved(), "key-1")))
                .asInstanceOf(type(Outcome.Failed.class))
                .extracting(Outcome.Failed::reason)
                .asString()
                .contains("flags timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7'; touch pwned; '",
                "203.0.113.7 }; flush ruleset #",
                "$(reboot)",
                "203.0.113.7/24",
                "203.0.113.1-203.0.113.9",
                "203.0.113.*",
                "0x7f000001",
                "2130706433",
                "fe80::1%eth0",
                "203.0.113.7\n203.0.113.8",
                "localhost"
            })
    void connectsNowhereForWhatIsNoAddress(String hostile) {
        var nowhere = frame(settings("port", 1), secrets());

        // A connection would be refused and come out as Unavailable.
        assertThat(connector().resolve(verb(), Target.of(Verb.TargetKind.IP, hostile), nowhere))
                .isInstanceOf(Resolution.None.class);
    }

    @Test
    void refusesNamesThatAreNotNames() {
        var settings = new HashMap<String, Object>(settings());
        settings.putAll(
                Map.of("table", "soar; reboot", "set4", "b 4", "set6", "", "port", 70_000, "hostKey", "ssh-rsa x"));
        settings.put("set6", "'");

        assertThat(connector()
                        .check(frame(settings, Map.of("privateKey", "-----BEGIN nothing"))
                                .settings()))
                .extracting(finding -> finding.field())
                .containsExactly("table", "set4", "set6", "port", "hostKey", "privateKey");
    }

    @Test
    void connectsToNoPrivateAddressThatTheOperatorDoesNotList() {
        assertThat(connector("").test(frame()))
                .asInstanceOf(type(Trial.Fails.class))
                .extracting(Trial.Fails::reason)
                .asString()
                .contains("CORDON_OUTBOUND_ALLOW");
    }

    private static String ecdsa() {
        return "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9"
                + "nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=";
    }
}
