package io.cordon.live;

import io.cordon.tenancy.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * One page that is told of changes. A slow one costs the others nothing: what changed meanwhile gathers here, each
 * thing once.
 */
final class Stream {

    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final long COME_BACK_MILLIS = 1_000;

    private final Caller caller;
    private final JsonMapper json;
    private final Consumer<Stream> over;
    private final long endsAt;
    // NB: no end of Spring's own: a stream that ends so is logged as a failed request.
    private final SseEmitter emitter = new SseEmitter(0L);
    private Set<Change> waiting = new LinkedHashSet<>();
    private boolean ended;

    Stream(Caller caller, Duration lifetime, JsonMapper json, Consumer<Stream> over) {
        this.caller = caller;
        this.json = json;
        this.over = over;
        this.endsAt = System.nanoTime() + lifetime.toNanos();
        emitter.onCompletion(this::end);
        emitter.onError(e -> end());
    }

    Caller caller() {
        return caller;
    }

    /** By the clock of {@link System#nanoTime()}. */
    long endsAt() {
        return endsAt;
    }

    SseEmitter emitter() {
        return emitter;
    }

    void begin() {
        Thread.ofVirtual().name("changes for " + caller.name()).start(this::run);
    }

    synchronized void tell(Set<Change> changes) {
        for (Change change : changes) {
            if (caller.reaches(change.organisation())) {
                waiting.add(change);
            }
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void run() {
        try {
            emitter.send(SseEmitter.event().reconnectTime(COME_BACK_MILLIS).comment("following"));
            for (Set<Change> changes = next(); changes != null; changes = next()) {
                if (changes.isEmpty()) {
                    emitter.send(SseEmitter.event().comment("nothing"));
                } else {
                    emitter.send(SseEmitter.event()
                            .name("changed")
                            .data(json.writeValueAsString(changes), MediaType.TEXT_PLAIN));
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // Whoever listened has gone, and the container ends what is left of the request.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over.accept(this);
        }
    }

    /** What is to be told next, nothing where it has been silent for long; null where it has ended. */
    private synchronized @Nullable Set<Change> next() throws InterruptedException {
        long silentUntil = Math.min(System.nanoTime() + SILENCE.toNanos(), endsAt);
        while (waiting.isEmpty() && !ended && System.nanoTime() < silentUntil) {
            wait(Math.max(1, Duration.ofNanos(silentUntil - System.nanoTime()).toMillis()));
        }
        if (waiting.isEmpty() && (ended || System.nanoTime() >= endsAt)) {
            return null;
        }
        Set<Change> changes = waiting;
        waiting = new LinkedHashSet<>();
        return changes;
    }
}
