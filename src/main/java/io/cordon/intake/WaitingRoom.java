package io.cordon.intake;

import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Bounds what is in memory between a door and its commit, in bytes, and keeps room for everybody: an organisation may
 * hold as much as is still free. One alone gets half, two a third each, and a flood never takes the last place.
 */
@Component
class WaitingRoom {

    private final long size;
    private final long leastPlace;
    private final Map<OrganisationId, Long> held = new HashMap<>();
    private long free;

    /** @param queue a delivery takes at least its share of it, so that many small ones are bounded like few large */
    WaitingRoom(
            @Value("${cordon.intake.max-waiting:64MB}") DataSize size,
            @Value("${cordon.intake.queue:2000}") int queue,
            MeterRegistry meters) {
        this.size = size.toBytes();
        this.leastPlace = this.size / queue;
        this.free = this.size;
        meters.gauge("cordon.intake.waiting.bytes", this, WaitingRoom::waiting);
    }

    /** A delivery's place; it is given back when the delivery has its answer. */
    final class Place implements AutoCloseable {

        private final OrganisationId organisation;
        private long bytes;
        private long reserved;

        private Place(OrganisationId organisation) {
            this.organisation = organisation;
        }

        /**
         * Makes room for so many bytes more.
         *
         * @throws IntakeUnavailable where the organisation holds too much already
         */
        void make(long more) {
            bytes += more;
            long missing = Math.max(bytes, leastPlace) - reserved;
            if (missing > 0) {
                reserve(organisation, missing);
                reserved += missing;
            }
        }

        @Override
        public void close() {
            giveBack(organisation, reserved);
        }
    }

    Place enter(OrganisationId organisation) {
        Place place = new Place(organisation);
        place.make(0);
        return place;
    }

    private synchronized void reserve(OrganisationId organisation, long bytes) {
        long then = held.getOrDefault(organisation, 0L) + bytes;
        if (then > free - bytes) {
            throw new IntakeUnavailable("More alerts of " + organisation + " are waiting than can be kept up with.");
        }
        held.put(organisation, then);
        free -= bytes;
    }

    private synchronized void giveBack(OrganisationId organisation, long bytes) {
        free += bytes;
        held.computeIfPresent(organisation, (key, before) -> before == bytes ? null : before - bytes);
    }

    synchronized long waiting() {
        return size - free;
    }
}
