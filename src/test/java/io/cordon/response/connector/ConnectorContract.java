package io.cordon.response.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cordon.response.Verb;
import io.cordon.tenancy.OrganisationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every connector promises. A connector's test extends it and supplies the connector, its set-up and one example,
 * against the real product or a fake of it that starts without any effect for every test.
 */
public abstract class ConnectorContract<S extends Record> {

    protected static final OrganisationId ACME = new OrganisationId("acme");
    private static final JsonMapper JSON = new JsonMapper();

    protected abstract Connector<S> connector();

    /** The document's settings, with which the product can be reached. */
    protected abstract Map<String, ?> settings();

    /** The document's secrets; a value of eight characters or more is looked for wherever it must not be. */
    protected abstract Map<String, String> secrets();

    protected abstract Verb verb();

    /** A target that the product knows, or takes, and on which the effect is not there. */
    protected abstract Target target();

    /** Brings the effect about without Cordon, as a person at the product would. */
    protected abstract void someoneElseDoesIt();

    /** Whether the product itself shows the effect, asked without the connector. */
    protected abstract boolean isInEffect();

    /** Everything that the product holds, so that a test sees whether anything changed. */
    protected abstract Object wholeState();

    /** Settings where nothing listens; empty where there is no such thing. */
    protected Optional<Map<String, ?>> unreachable() {
        return Optional.empty();
    }

    /** Secrets that the product refuses; empty where there are none. */
    protected Optional<Map<String, String>> wrongSecrets() {
        return Optional.empty();
    }

    @Test
    void namesItselfAndItsSettings() {
        assertThat(connector().type()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(connector().verbs()).isNotEmpty();
        assertThat(connector().verbs()).containsAll(connector().undoes());
        assertThat(connector().undoes()).allMatch(Verb::canBeUndone);
        assertThat(SettingsForm.of(connector().settings()).fields())
                .allSatisfy(field -> assertThat(field.label()).isNotBlank());
    }

    @Test
    void showsNoSecretInItsPlanOrSettings() {
        Call<S> call = call("key-1");
        String shown = connector().plan(call).text() + call + call.settings();
        secrets().values().stream()
                .filter(secret -> secret.length() >= 8)
                .forEach(secret -> assertThat(shown).doesNotContain(secret));
    }

    @Test
    void changesNothingByResolvingPlanningVerifyingOrTesting() {
        Object before = wholeState();
        Call<S> call = call("key-1");
        assertThat(connector().plan(call).text()).isNotBlank();
        connector().verify(call);
        assertThat(connector().test(frame())).isInstanceOf(Trial.Works.class);
        assertThat(wholeState()).isEqualTo(before);
    }

    @Test
    void resolvesToTheSameObjectEveryTime() {
        assertThat(resolved().target()).isEqualTo(resolved().target());
    }

    @Test
    void provesItsEffect() {
        Call<S> call = call("key-1");
        assertThat(connector().verify(call)).isInstanceOf(Observation.NotInEffect.class);

        Call<S> sent = executed(call);

        assertThat(isInEffect()).isTrue();
        assertThat(connector().verify(sent))
                .asInstanceOf(type(Observation.InEffect.class))
                .extracting(Observation.InEffect::targetId)
                .isEqualTo(call.target().id());
    }

    @Test
    void hasOneEffectHoweverOftenItIsRepeated() {
        Call<S> call = call("key-1");
        executed(call);
        Object once = wholeState();
        if (connector().idempotency() != Idempotency.NONE) {
            executed(call);
            assertThat(wholeState()).isEqualTo(once);
        }
    }

    @Test
    void bringsBackWhatWasThereBefore() {
        if (!connector().undoes().contains(verb())) {
            return;
        }
        Object before = wholeState();
        Call<S> sent = executed(call("key-1"));

        undone(sent);

        assertThat(wholeState()).isEqualTo(before);
        assertThat(isInEffect()).isFalse();
        undone(sent);
        assertThat(wholeState()).isEqualTo(before);
    }

    @Test
    void leavesInPlaceWhatSomeoneElseHadDone() {
        if (!connector().undoes().contains(verb())) {
            return;
        }
        someoneElseDoesIt();
        Object before = wholeState();

        undone(executed(call("key-1")));

        assertThat(isInEffect()).isTrue();
        assertThat(wholeState()).isEqualTo(before);
    }

    @Test
    void takesNoHostileTextForATarget() {
        Object before = wholeState();
        for (String hostile : List.of(
                "",
                "*",
                "x)(objectClass=*",
                "203.0.113.7; touch /tmp/x",
                "203.0.113.7 } ; flush ruleset #",
                "../../etc",
                "-rf",
                "a\nb",
                "${x}",
                "203.0.113.0/24")) {
            Resolution resolution = connector().resolve(verb(), Target.of(verb().targetKind(), hostile), frame());
            assertThat(resolution).as(hostile).isInstanceOf(Resolution.None.class);
        }
        assertThat(wholeState()).isEqualTo(before);
    }

    @Test
    void saysThatAProductCannotBeReached() {
        unreachable().ifPresent(settings -> {
            Call.Frame<S> nowhere = frame(settings, secrets());
            Call<S> lost = call(nowhere, resolved(), "key-1");
            assertThat(connector().execute(lost)).isInstanceOfAny(Outcome.Unavailable.class, Outcome.Unknown.class);
            assertThat(connector().verify(lost)).isInstanceOf(Observation.Unavailable.class);
            assertThat(connector().test(nowhere)).isInstanceOf(Trial.Fails.class);
        });
    }

    @Test
    void failsForGoodWithWrongSecrets() {
        wrongSecrets().ifPresent(wrong -> {
            Object before = wholeState();
            Call.Frame<S> frame = frame(settings(), wrong);
            assertThat(connector().test(frame))
                    .asInstanceOf(type(Trial.Fails.class))
                    .extracting(Trial.Fails::reason)
                    .asString()
                    .doesNotContain(wrong.values());
            if (connector().resolve(verb(), target(), frame) instanceof Resolution.Exactly found) {
                assertThat(connector().execute(call(frame, found, "key-1"))).isInstanceOf(Outcome.Failed.class);
            }
            assertThat(wholeState()).isEqualTo(before);
        });
    }

    /** Executes, and waits until the effect is proven; the call as it then stands, receipt included. */
    protected final Call<S> executed(Call<S> call) {
        return switch (connector().execute(call)) {
            case Outcome.Proven proven -> {
                assertThat(proven.targetId()).isEqualTo(call.target().id());
                yield call;
            }
            case Outcome.Accepted accepted -> {
                Call<S> sent = with(call, accepted.receipt(), call.expiresAt());
                org.awaitility.Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(connector().verify(sent)).isInstanceOf(Observation.InEffect.class));
                yield sent;
            }
            case Outcome other ->
                throw new AssertionError("Expected " + connector().type() + " to do it, but: " + other);
        };
    }

    protected final void undone(Call<S> call) {
        Outcome outcome = connector().undo(call);
        assertThat(outcome).isInstanceOfAny(Outcome.Proven.class, Outcome.Accepted.class);
    }

    protected final Call<S> call(String key) {
        return call(frame(), resolved(), key);
    }

    protected final Call<S> call(Call.Frame<S> frame, Resolution.Exactly found, String key) {
        return new Call<>(
                frame,
                new UUID(0, 1),
                new UUID(0, 2),
                verb(),
                found.target(),
                key,
                found.state(),
                null,
                "Seen talking to a known command server",
                Instant.parse("2100-01-01T00:00:00Z"));
    }

    protected final Resolution.Exactly resolved() {
        Resolution resolution = connector().resolve(verb(), target(), frame());
        assertThat(resolution).isInstanceOf(Resolution.Exactly.class);
        return (Resolution.Exactly) resolution;
    }

    /** How long a call may last; short, because some products of the tests never answer. */
    protected Duration patience() {
        return Duration.ofSeconds(5);
    }

    protected final Call.Frame<S> frame() {
        return frame(settings(), secrets());
    }

    protected final Call.Frame<S> frame(Map<String, ?> settings, Map<String, String> secrets) {
        Map<String, JsonNode> nodes = new java.util.HashMap<>();
        settings.forEach((name, value) -> nodes.put(name, JSON.valueToTree(value)));
        return switch (SettingsForm.of(connector().settings()).read(nodes, secrets)) {
            case SettingsForm.Reading.Valid<S> valid ->
                new Call.Frame<>(ACME, connector().type(), valid.settings(), patience());
            case SettingsForm.Reading.Invalid<S> invalid -> throw new AssertionError(invalid.findings());
        };
    }

    /** The same call, with another receipt and another end. */
    protected static <S extends Record> Call<S> with(
            Call<S> call, @Nullable JsonNode receipt, @Nullable Instant expiresAt) {
        return new Call<>(
                call.frame(),
                call.actionId(),
                call.incidentId(),
                call.verb(),
                call.target(),
                call.idempotencyKey(),
                call.preState(),
                receipt,
                call.reason(),
                expiresAt);
    }
}
