package io.cordon.alert.reading;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question to an alert.
 *
 * @param values lower case; the path must have one of them. Empty: the path must be there, with whatever it holds.
 * @param sameTimeAs where the same moment must stand, in whatever spelling; null to ask for no time
 */
record Condition(ValueSource.Path path, Set<String> values, ValueSource.@Nullable Path sameTimeAs) {

    /** Whether any value at the path is one that is asked for. */
    boolean holds(JsonNode alert) {
        if (isForPresence()) {
            return path.isIn(alert);
        }
        boolean[] found = new boolean[1];
        path.each(alert, value -> found[0] |= accepts(value, alert));
        return found[0];
    }

    /** Whether the path is in every element of the arrays that it crosses, each time with a value that is asked for. */
    boolean holdsThroughout(JsonNode alert) {
        return path.isThroughout(alert, value -> isForPresence() || accepts(value, alert));
    }

    private boolean isForPresence() {
        return values.isEmpty() && sameTimeAs == null;
    }

    private boolean accepts(String value, JsonNode alert) {
        if (sameTimeAs == null) {
            return values.contains(value.toLowerCase(Locale.ROOT));
        }
        String other = sameTimeAs.first(alert);
        Instant time = TimeText.read(value);
        return time != null && other != null && time.equals(TimeText.read(other));
    }

    @Override
    public String toString() {
        if (sameTimeAs != null) {
            return path.text() + " to be the time of " + sameTimeAs.text();
        }
        return values.isEmpty()
                ? "a field " + path.text()
                : path.text() + " to be "
                        + String.join(" or ", values.stream().sorted().toList());
    }
}
