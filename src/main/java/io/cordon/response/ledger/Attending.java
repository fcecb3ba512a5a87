package io.cordon.response.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does with a claimed action whatever its state calls for. */
@Component
class Attending {

    private static final Logger LOG = LoggerFactory.getLogger(Attending.class);

    private final CarryingOut carryingOut;
    private final Proving proving;
    private final TakingBack takingBack;

    Attending(CarryingOut carryingOut, Proving proving, TakingBack takingBack) {
        this.carryingOut = carryingOut;
        this.proving = proving;
        this.takingBack = takingBack;
    }

    /** Renews a lease until it is closed. */
    interface Heartbeat extends AutoCloseable {
        @Override
        void close();
    }

    /** Never throws: what breaks here is found again when the lease is up. */
    void attend(LedgerEntry claimed, Heartbeat heartbeat) {
        try (heartbeat) {
            switch (claimed.state()) {
                case PROPOSED -> carryingOut.start(claimed);
                case EXECUTING, UNKNOWN -> proving.goOn(claimed);
                case VERIFIED -> takingBack.expire(claimed);
                case UNDOING -> takingBack.undo(claimed);
                case AWAITING_APPROVAL -> takingBack.lapse(claimed);
                case REFUSED, FAILED, UNDONE, EXPIRED, SIMULATED ->
                    throw new IllegalStateException(
                            "Expected nothing to be due for action " + claimed.id() + " in state " + claimed.state());
            }
        } catch (Moves.Outrun e) {
            LOG.info("{}: what this one found out is discarded", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "Expected to carry out action {} of {}, which is looked at again when its lease is up",
                    claimed.id(),
                    claimed.organisation(),
                    e);
        }
    }
}
