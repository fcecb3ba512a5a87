package io.cordon.incident;

import java.util.Locale;

/** In which order incidents are listed. */
enum IncidentSort {
    NEWEST,
    OLDEST,
    /** Worst first, then newest. */
    SEVERITY,
    /** Whose next clock is due first; those without a running clock last. */
    DUE;

    static IncidentSort of(String id) {
        for (IncidentSort sort : values()) {
            if (sort.id().equals(id)) {
                return sort;
            }
        }
        throw new IllegalArgumentException("Expected an order of newest, oldest, severity or due.");
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
