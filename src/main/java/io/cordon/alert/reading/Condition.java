package io.cordon.alert.reading;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A question to an alert.
 *
 * @param values lower case; the path must have one of them. Empty: the path must be there, with whatever it holds.
 */
record Condition(ValueSource.Path path, Set<String> values) {

    boolean holds(JsonNode alert) {
        if (values.isEmpty()) {
            return path.isIn(alert);
        }
        boolean[] found = new boolean[1];
        path.each(alert, value -> found[0] |= values.contains(value.toLowerCase(Locale.ROOT)));
        return found[0];
    }

    @Override
    public String toString() {
        return values.isEmpty()
                ? "a field " + path.text()
                : path.text() + " to be "
                        + String.join(" or ", values.stream().sorted().toList());
    }
}
