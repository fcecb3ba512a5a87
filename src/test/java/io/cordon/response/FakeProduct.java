package io.cordon.response;

import io.cordon.response.connector.Call;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Plan;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Secret;
import io.cordon.response.connector.Setting;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A product with moods, which counts what is done to it. */
public final class FakeProduct implements Connector<FakeProduct.Settings> {

    /** How it takes the next call; {@link #WELL} when none is left. */
    public enum Mood {
        WELL,
        UNAVAILABLE,
        REFUSES,
        ACCEPTS_AND_DOES,
        ACCEPTS_AND_DOES_NOT,
        TIMES_OUT_AFTER_DOING,
        TIMES_OUT_WITHOUT_DOING,
        THROWS_AFTER_DOING,
        ANSWERS_FOR_ANOTHER
    }

    public record Settings(
            @Setting(label = "Address", otherwise = "https://product.example")
            URI url,

            @Setting(label = "Key") Secret key) {}

    private static final JsonMapper JSON = new JsonMapper();

    public final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    /** What it answers to the next looks for a target; it looks for itself when none is left. */
    public final Queue<Resolution> resolutions = new ConcurrentLinkedQueue<>();

    public final Queue<Mood> undoMoods = new ConcurrentLinkedQueue<>();
    /** The targets of every call that could change something, in order. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    public final List<String> undone = new CopyOnWriteArrayList<>();
    /** How often the effect was brought about, per target. */
    public final Map<String, Integer> effects = new ConcurrentHashMap<>();

    public final Set<String> held = ConcurrentHashMap.newKeySet();
    public volatile Idempotency idempotency = Idempotency.STATE_QUERY;
    public volatile boolean canBeAsked = true;
    /** Whether it answers questions at all, for now. */
    public volatile boolean isThere = true;
    /** The object that it names when it is asked; null for the one that it is asked about. */
    public volatile @Nullable String answersFor;

    public volatile List<String> knows = List.of();
    /** Names of one object, with the product's id for it. */
    public final Map<String, String> ids = new ConcurrentHashMap<>();
    /** Calls wait here after they have come in. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    /** At its next looks for a target it is not available. */
    public void goesAwayFor(int looks) {
        for (int i = 0; i < looks; i++) {
            resolutions.add(new Resolution.Unavailable("Expected 200, but got 503", null));
        }
    }

    /** It cannot say what a call did, and the same call again does no harm. */
    public void mayBeCalledAgainUnseen() {
        idempotency = Idempotency.NATURALLY_IDEMPOTENT;
        canBeAsked = false;
    }

    @Override
    public String type() {
        return "fake";
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.BLOCK_IP, Verb.ISOLATE_HOST, Verb.DISABLE_ACCOUNT, Verb.REVOKE_SESSIONS);
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Idempotency idempotency() {
        return idempotency;
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<Settings> frame) {
        Resolution next = resolutions.poll();
        if (next != null) {
            return next;
        }
        if (!knows.isEmpty()) {
            List<String> found = knows.stream()
                    .filter(name -> name.startsWith(target.value()))
                    .toList();
            if (found.size() != 1) {
                return found.isEmpty() ? new Resolution.None("not known") : new Resolution.Several(found);
            }
            return new Resolution.Exactly(
                    new ResolvedTarget("id-" + found.getFirst(), found.getFirst(), Set.of(found.getFirst())),
                    state(held.contains("id-" + found.getFirst())));
        }
        String id = ids.getOrDefault(target.value(), target.value());
        return new Resolution.Exactly(
                new ResolvedTarget(id, target.value(), Set.of(target.value())), state(held.contains(id)));
    }

    @Override
    public Plan plan(Call<Settings> call) {
        return new Plan("POST " + call.settings().url() + " key="
                + call.settings().key() + " " + call.target().id());
    }

    @Override
    public Outcome execute(Call<Settings> call) {
        String target = call.target().id();
        calls.add(target);
        pass();
        Mood mood = moods.poll();
        return switch (mood == null ? Mood.WELL : mood) {
            case WELL -> {
                effect(target);
                yield new Outcome.Proven(target, state(true));
            }
            case UNAVAILABLE -> new Outcome.Unavailable("Expected 200, but got 503", null);
            case REFUSES -> new Outcome.Failed("Expected 200, but got 403");
            case ACCEPTS_AND_DOES -> {
                effect(target);
                yield new Outcome.Accepted(target, JSON.createObjectNode().put("request", "r-1"));
            }
            case ACCEPTS_AND_DOES_NOT ->
                new Outcome.Accepted(target, JSON.createObjectNode().put("request", "r-2"));
            case TIMES_OUT_AFTER_DOING -> {
                effect(target);
                yield hang();
            }
            case TIMES_OUT_WITHOUT_DOING -> hang();
            case THROWS_AFTER_DOING -> {
                effect(target);
                throw new IllegalStateException("broke with S3CR3T-in-the-message");
            }
            case ANSWERS_FOR_ANOTHER -> {
                effect("another");
                yield new Outcome.Proven("another", state(true));
            }
        };
    }

    @Override
    public Observation verify(Call<Settings> call) {
        if (!isThere) {
            return new Observation.Unavailable("Expected 200, but got 503", null);
        }
        if (!canBeAsked) {
            return new Observation.CannotTell("This product cannot be asked.");
        }
        String target = call.target().id();
        String named = Objects.requireNonNullElse(answersFor, target);
        return held.contains(target)
                ? new Observation.InEffect(named, state(true))
                : new Observation.NotInEffect(named, state(false));
    }

    @Override
    public Outcome undo(Call<Settings> call) {
        String target = call.target().id();
        undone.add(target);
        Mood mood = undoMoods.poll();
        if (mood == Mood.UNAVAILABLE) {
            return new Outcome.Unavailable("Expected 200, but got 503", null);
        }
        if (mood == Mood.REFUSES) {
            return new Outcome.Failed("Expected 200, but got 403");
        }
        if (!call.preState().path("held").asBoolean(false)) {
            held.remove(target);
        }
        return mood == Mood.TIMES_OUT_AFTER_DOING ? hang() : new Outcome.Proven(target, state(held.contains(target)));
    }

    @Override
    public Trial test(Call.Frame<Settings> frame) {
        return new Trial.Works("Fake 1.0");
    }

    private void effect(String target) {
        if (held.add(target) || idempotency == Idempotency.NONE) {
            effects.merge(target, 1, Integer::sum);
        }
    }

    private void pass() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outcome hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Outcome.Unknown("interrupted");
    }

    private static JsonNode state(boolean held) {
        return JSON.createObjectNode().put("held", held);
    }
}
