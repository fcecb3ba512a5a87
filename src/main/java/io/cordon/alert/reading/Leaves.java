package io.cordon.alert.reading;

import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Every value of an alert with its path. */
final class Leaves {

    private Leaves() {}

    static void each(JsonNode alert, BiConsumer<String, String> pathAndValue) {
        walk(alert, "", pathAndValue);
    }

    private static void walk(JsonNode node, String path, BiConsumer<String, String> pathAndValue) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> walk(
                            property.getValue(),
                            path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                            pathAndValue));
        } else if (node.isArray()) {
            node.forEach(element -> walk(element, path, pathAndValue));
        } else if (!node.isNull() && !node.asString().isBlank()) {
            pathAndValue.accept(path, ValueSource.textOf(node).strip());
        }
    }
}
