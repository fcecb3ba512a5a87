package io.cordon.intake;

import io.cordon.alert.AlertReader;
import io.cordon.alert.Reading;
import io.cordon.alert.Released;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets in what was in quarantine. It is durable before the quarantine forgets it; a crash in between makes a
 * duplicate, which is counted, and loses nothing.
 */
@Component
class LettingInReleased {

    private final AlertReader reader;
    private final GroupCommit commits;
    private final Clock clock;

    LettingInReleased(AlertReader reader, GroupCommit commits, Clock clock) {
        this.reader = reader;
        this.commits = commits;
        this.clock = clock;
    }

    @EventListener
    void on(Released released) {
        Instant now = clock.instant();
        Reading reading = reader.read(released.source(), released.contentType(), released.raw(), now);
        if (reading instanceof Reading.Items items) {
            var delivery = new Delivery(released.organisation(), items.items(), now, null, new CompletableFuture<>());
            commits.submit(delivery);
            await(delivery);
        }
    }

    private static void await(Delivery delivery) {
        try {
            var unused = delivery.answer().get(50, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IntakeUnavailable("The released alerts could not be stored.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntakeUnavailable("The server is stopping.", e);
        }
    }
}
