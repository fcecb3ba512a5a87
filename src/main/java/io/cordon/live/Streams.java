package io.cordon.live;

import io.cordon.tenancy.Caller;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The pages that are open on this node now. */
@Component
class Streams implements SmartLifecycle {

    private static final int MOST = 2_000;
    private static final int MOST_OF_ONE = 30;

    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final JsonMapper json;
    private volatile boolean running;

    Streams(JsonMapper json) {
        this.json = json;
    }

    /** Empty where there are too many already, or the server is stopping. */
    Optional<SseEmitter> open(Caller caller, Duration lifetime) {
        long own = open.stream()
                .filter(stream -> stream.caller().name().equals(caller.name()))
                .count();
        if (!running || open.size() >= MOST || own >= MOST_OF_ONE) {
            return Optional.empty();
        }
        Stream stream = new Stream(caller, lifetime, json, open::remove);
        open.add(stream);
        stream.begin();
        return Optional.of(stream.emitter());
    }

    /** Tells each page what it may know of. */
    void tell(Set<Change> changes) {
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.REACH)) {
            endAll();
            return;
        }
        open.forEach(stream -> stream.tell(changes));
    }

    /** The pages come back at once, look again, and reach what they may reach then. */
    void endAll() {
        open.forEach(Stream::end);
    }

    int count() {
        return open.size();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        endAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** NB: ends before the web server does, which waits for requests under way: these would never end. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
