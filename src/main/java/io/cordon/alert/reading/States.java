package io.cordon.alert.reading;

import io.cordon.alert.ReadAlert.State;
import java.util.Locale;

/** The words in which products say where an event stands. */
final class States {

    private States() {}

    /** @param otherwise the answer for a word that says nothing */
    static State read(String text, State otherwise) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "resolved",
                    "closed",
                    "inactive",
                    "archived",
                    "dismissed",
                    "suppressed",
                    "muted",
                    "recovered",
                    "passed",
                    "ok" -> State.RESOLVED;
            case "remediated", "mitigated", "fixed", "quarantined", "cleaned", "auto_remediated" -> State.REMEDIATED;
            case "updated", "update", "inprogress", "in_progress", "in progress" -> State.UPDATED;
            case "sample", "test" -> State.SAMPLE;
            default -> otherwise;
        };
    }
}
