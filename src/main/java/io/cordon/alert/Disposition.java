package io.cordon.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of an alert. */
public enum Disposition {
    /** A named rule says false alarm. */
    SUPPRESSED,
    /** Kept and watched. */
    LOG,
    /** A person decides. */
    TRIAGE,
    /** Opens or joins an incident. */
    INCIDENT;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
