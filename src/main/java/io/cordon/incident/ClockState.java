package io.cordon.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a promise of the service level stands; the one place that judges it. */
public enum ClockState {
    /** There is time left. */
    RUNNING,
    /** It happened in time. */
    MET,
    /** It happened too late, or it had not when the time was up. */
    BREACHED,
    /** The incident was over before the time was up, and it had not happened: nothing was broken. */
    STOPPED;

    /**
     * Judges one promise as things stand now.
     *
     * @param metAt when it happened, null where it has not
     * @param overSince when the incident was resolved, or closed without that; null while it is worked on
     */
    public static ClockState of(Instant due, @Nullable Instant metAt, @Nullable Instant overSince, Instant now) {
        if (metAt != null) {
            return metAt.isAfter(due) ? BREACHED : MET;
        }
        if (overSince != null) {
            return overSince.isAfter(due) ? BREACHED : STOPPED;
        }
        return now.isAfter(due) ? BREACHED : RUNNING;
    }

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
