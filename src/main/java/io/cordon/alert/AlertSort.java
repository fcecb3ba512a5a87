package io.cordon.alert;

import java.util.Locale;

/** In which order alerts are listed. */
enum AlertSort {
    NEWEST,
    /** Worst first, then newest. */
    SEVERITY;

    static AlertSort of(String id) {
        return switch (id) {
            case "newest" -> NEWEST;
            case "severity" -> SEVERITY;
            default -> throw new IllegalArgumentException("Expected an order of newest or severity.");
        };
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
