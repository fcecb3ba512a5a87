package io.cordon.intake;

import io.cordon.api.Problem;
import io.cordon.tenancy.OrganisationId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What every door does with a delivery: hands it over, waits until it is durable, and tells what could not be done. */
@Component
class LettingIn {

    private static final Logger log = LoggerFactory.getLogger(LettingIn.class);
    private static final int PATIENCE_SECONDS = 50;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final GroupCommit commits;
    private final WaitingRoom room;
    private final List<ClosedFor> closed;

    LettingIn(GroupCommit commits, WaitingRoom room, List<ClosedFor> closed) {
        this.commits = commits;
        this.room = room;
        this.closed = closed;
    }

    /** What a door does for an organisation from its first byte on. */
    interface Work<T> {
        T in(WaitingRoom.Place place) throws IOException;
    }

    /** Finds a place for a delivery while it is read and waits; refused with 503 where there is none. */
    <T> T withPlace(OrganisationId organisation, Work<T> work) throws IOException {
        try (WaitingRoom.Place place = room.enter(organisation)) {
            return work.in(place);
        } catch (IntakeUnavailable full) {
            throw unavailable(String.valueOf(full.getMessage()), full.getCause());
        }
    }

    /**
     * Waits for the commit. NB: never inside a transaction: a writer that needs a row which the caller holds would
     * wait for the caller, and the caller for the writer.
     */
    Outcome letIn(Delivery delivery) {
        if (closed.stream().anyMatch(each -> each.isClosedFor(delivery.organisation()))) {
            throw Problem.conflict(
                    "Expected a client that is to stay, but '" + delivery.organisation() + "' is being removed.");
        }
        try {
            commits.submit(delivery);
            return delivery.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IntakeUnavailable unavailable) {
            throw unavailable(String.valueOf(unavailable.getMessage()), unavailable.getCause());
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case IntakeUnavailable away -> unavailable(String.valueOf(away.getMessage()), away.getCause());
                case KeyReused reused -> Problem.conflict(String.valueOf(reused.getMessage()));
                case null, default -> unavailable("The alerts could not be stored.", e);
            };
        } catch (TimeoutException e) {
            commits.withdraw(delivery);
            throw unavailable("The alerts could not be stored in time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            commits.withdraw(delivery);
            throw unavailable("The server is stopping.", null);
        }
    }

    /** Senders try again on 503 and many treat 429 as final: so it is 503, whatever the reason. */
    private static Problem unavailable(String reason, @Nullable Throwable cause) {
        if (cause != null) {
            log.error("Alerts could not be stored; the sender was asked to try again", cause);
        }
        return Problem.unavailable(reason + " Send it again; what was stored before is recognised.", RETRY_AFTER);
    }
}
