package io.cordon.alert.reading;

import io.cordon.organisation.Severity;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product's own scale in our five words.
 *
 * @param words the product's words, lower case; those everybody uses are understood without being listed
 * @param from the smallest number of each step
 */
record SeverityScale(Map<String, Severity> words, NavigableMap<Double, Severity> from) {

    static final SeverityScale WORDS_ONLY = new SeverityScale(Map.of(), new TreeMap<>());

    private static final Map<String, Severity> COMMON = Map.ofEntries(
            Map.entry("critical", Severity.CRITICAL),
            Map.entry("crit", Severity.CRITICAL),
            Map.entry("fatal", Severity.CRITICAL),
            Map.entry("emergency", Severity.CRITICAL),
            Map.entry("emerg", Severity.CRITICAL),
            Map.entry("urgent", Severity.CRITICAL),
            Map.entry("severe", Severity.CRITICAL),
            Map.entry("very high", Severity.CRITICAL),
            Map.entry("very-high", Severity.CRITICAL),
            Map.entry("high", Severity.HIGH),
            Map.entry("major", Severity.HIGH),
            Map.entry("important", Severity.HIGH),
            Map.entry("alert", Severity.HIGH),
            Map.entry("medium", Severity.MEDIUM),
            Map.entry("moderate", Severity.MEDIUM),
            Map.entry("med", Severity.MEDIUM),
            Map.entry("error", Severity.MEDIUM),
            Map.entry("err", Severity.MEDIUM),
            Map.entry("warning", Severity.MEDIUM),
            Map.entry("warn", Severity.MEDIUM),
            Map.entry("low", Severity.LOW),
            Map.entry("minor", Severity.LOW),
            Map.entry("notice", Severity.LOW),
            Map.entry("informational", Severity.INFORMATIONAL),
            Map.entry("information", Severity.INFORMATIONAL),
            Map.entry("info", Severity.INFORMATIONAL),
            Map.entry("none", Severity.INFORMATIONAL),
            Map.entry("debug", Severity.INFORMATIONAL));

    /** Null where the scale does not say. */
    @Nullable
    Severity read(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Severity severity = words.get(word);
        if (severity != null) {
            return severity;
        }
        if (!word.isEmpty() && !from.isEmpty() && (Character.isDigit(word.charAt(0)) || word.charAt(0) == '-')) {
            try {
                var step = from.floorEntry(Double.valueOf(word));
                return step == null ? null : step.getValue();
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return words.isEmpty() ? COMMON.get(word) : null;
    }
}
