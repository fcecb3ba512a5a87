package io.cordon.live;

import io.cordon.tenancy.Caller;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
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
        if (!running || open.size() >= MOST) {
            return Optional.empty();
        }
        endOldestOf(caller);
        Stream stream = new Stream(caller, lifetime, json, open::remove);
        open.add(stream);
        stream.begin();
        return Optional.of(stream.emitter());
    }

    /** Who goes from page to page leaves some behind that nobody hears any more; it shows only when they are told. */
    private void endOldestOf(Caller caller) {
        List<Stream> own = open.stream()
                .filter(stream -> stream.caller().name().equals(caller.name()))
                .sorted(Comparator.comparingLong(Stream::endsAt))
                .toList();
        for (int i = 0; i <= own.size() - MOST_OF_ONE; i++) {
            own.get(i).end();
        }
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

    long countOf(String caller) {
        return open.stream()
                .filter(stream -> stream.caller().name().equals(caller))
                .count();
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
