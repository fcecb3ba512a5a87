package io.cordon.api;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/** Makes ids: UUID version 7, growing also within a millisecond, so that the order of ids is the order of making. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    /** An id has 48 bits for the milliseconds since 1970. */
    private static final long MOST_MILLIS = (1L << 48) - 1;

    private static final Instant LATEST = Instant.ofEpochMilli(MOST_MILLIS);

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /** The smallest id that can be made at a moment: what was made since has an id that is this or greater. */
    public static UUID first(Instant moment) {
        boolean holdable = !moment.isBefore(Instant.EPOCH) && moment.isBefore(LATEST);
        long millis = holdable ? moment.toEpochMilli() : moment.isBefore(LATEST) ? 0 : MOST_MILLIS;
        return new UUID(millis << 16, 0);
    }

    /** Reads an id from a path or query; 404 for what can be no id of ours. */
    public static UUID read(String what, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(what, text);
        }
    }
}
