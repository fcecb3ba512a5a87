package io.cordon.response.connector;

import io.cordon.response.Verb;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A connector with the settings of one organisation. Ends every call in time and turns whatever a connector throws
 * into an answer, so that the ledger sees nothing but the sealed types.
 */
public final class Equipped<S extends Record> {

    private static final Logger LOG = LoggerFactory.getLogger(Equipped.class);

    private final Connector<S> connector;
    private final Call.Frame<S> frame;

    Equipped(Connector<S> connector, Call.Frame<S> frame) {
        this.connector = connector;
        this.frame = frame;
    }

    public Idempotency idempotency() {
        return connector.idempotency();
    }

    public boolean undoes(Verb verb) {
        return connector.undoes().contains(verb);
    }

    /** What people are told of an effect that is proven. */
    public String seen(JsonNode evidence) {
        return connector.seen(evidence);
    }

    /** What people are told of an effect that was taken back. */
    public String gone(JsonNode evidence) {
        return connector.gone(evidence);
    }

    public Resolution resolve(Verb verb, Target target) {
        return inTime(() -> connector.resolve(verb, target, frame), reason -> new Resolution.Unavailable(reason, null));
    }

    public Plan plan(Deed deed) {
        return connector.plan(deed.with(frame));
    }

    public Outcome execute(Deed deed) {
        return inTime(() -> connector.execute(deed.with(frame)), Outcome.Unknown::new);
    }

    public Observation verify(Deed deed) {
        return inTime(() -> connector.verify(deed.with(frame)), reason -> new Observation.Unavailable(reason, null));
    }

    public Outcome undo(Deed deed) {
        return inTime(() -> connector.undo(deed.with(frame)), Outcome.Unknown::new);
    }

    public Trial test() {
        return inTime(() -> connector.test(frame), Trial.Fails::new);
    }

    private <T> T inTime(Supplier<T> work, Function<String, T> otherwise) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread =
                Thread.ofVirtual().name("connector-" + frame.connector()).start(task);
        Duration timeout = frame.timeout();
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return otherwise.apply("Expected an answer of connector " + frame.connector() + " within "
                    + timeout.toMillis() + " ms, but there was none.");
        } catch (ExecutionException e) {
            // NB: the kind only. A library's message may quote the request, and with it a secret.
            Throwable cause = e.getCause();
            String kind = (cause == null ? e : cause).getClass().getSimpleName();
            LOG.warn("Connector {} of {} threw {}", frame.connector(), frame.organisation(), kind);
            return otherwise.apply(
                    "Expected an answer of connector " + frame.connector() + ", but it broke with " + kind + ".");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return otherwise.apply(
                    "Expected an answer of connector " + frame.connector() + ", but Cordon is stopping.");
        }
    }
}
