package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.api.Finding;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The document {@code service-levels}: what was promised, in minutes, per severity. */
record ServiceLevels(List<Level> levels) implements Document {

    /** After the usual escalation table: 15 minutes, an hour, the next business day; the rest is only watched. */
    static final ServiceLevels USUAL = new ServiceLevels(List.of(
            new Level(Severity.CRITICAL, 15, 15, 30, 480, "always"),
            new Level(Severity.HIGH, 60, 60, 240, 1440, "always"),
            new Level(Severity.MEDIUM, 600, 600, 1800, 6000, "business"),
            new Level(Severity.LOW, 3000, 3000, 6000, 12000, "business"),
            new Level(Severity.INFORMATIONAL, 3000, 3000, 6000, 12000, "business")));

    private static final String[] CLOCKS = {"always", "business"};
    private static final int YEAR = 366 * 24 * 60;

    /** What was promised for one severity. */
    record Level(
            Severity severity,
            @JsonProperty("notify") int notified,
            int acknowledge,
            int contain,
            int resolve,
            String clock) {
        ServiceLevel level() {
            return new ServiceLevel(notified, acknowledge, contain, resolve, clock.equals("business"));
        }
    }

    static ServiceLevels read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        Set<Severity> seen = EnumSet.noneOf(Severity.class);
        List<Level> levels = fields.objects("levels", level -> level(level, seen));
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        return new ServiceLevels(levels);
    }

    /** What was promised, or what is usual where the document does not say. */
    ServiceLevel of(Severity severity) {
        return levels.stream()
                .filter(level -> level.severity() == severity)
                .findFirst()
                .map(Level::level)
                .orElseGet(() -> USUAL.of(severity));
    }

    private static Level level(Fields level, Set<Severity> seen) {
        Severity severity = level.choice("severity", Severity.values(), Severity::id, Severity.LOW);
        if (!seen.add(severity)) {
            level.finding("severity", "Expected every severity once, but '" + severity.id() + "' stands here twice.");
        }
        ServiceLevel usual = USUAL.of(severity);
        return new Level(
                severity,
                level.whole("notify", 0, YEAR, usual.notified()),
                level.whole("acknowledge", 0, YEAR, usual.acknowledged()),
                level.whole("contain", 0, YEAR, usual.contained()),
                level.whole("resolve", 0, YEAR, usual.resolved()),
                level.optionalChoice("clock", CLOCKS, id -> id, usual.businessClock() ? "business" : "always"));
    }
}
