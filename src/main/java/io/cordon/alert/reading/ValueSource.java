package io.cordon.alert.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where values of an alert come from: a path into it, or a text with paths in braces. */
sealed interface ValueSource {

    /** Hands on every value that is there, as text, none of them blank. */
    void each(JsonNode alert, Consumer<String> values);

    default @Nullable String first(JsonNode alert) {
        String[] found = new String[1];
        each(alert, value -> {
            if (found[0] == null) {
                found[0] = value;
            }
        });
        return found[0];
    }

    /**
     * Reads a path or template.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ValueSource of(String text) {
        return text.indexOf('{') >= 0 ? Template.of(text) : Path.of(text);
    }

    /** A value as text; seconds with a fraction not as 1.7E9. */
    static String textOf(JsonNode value) {
        return value.isFloatingPointNumber() ? value.decimalValue().toPlainString() : value.asString();
    }

    /** The first source that has a value decides. */
    static @Nullable String firstOf(List<ValueSource> sources, JsonNode alert) {
        for (ValueSource source : sources) {
            String value = source.first(alert);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** {@code rule.mitre.id[]}: dots separate keys, {@code \.} is a dot in a key, arrays are walked, {@code []} or not. */
    record Path(String text, List<String> keys) implements ValueSource {

        static Path of(String text) {
            List<String> keys = new ArrayList<>();
            StringBuilder key = new StringBuilder();
            for (int i = 0; i <= text.length(); i++) {
                char c = i == text.length() ? '.' : text.charAt(i);
                if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
                    key.append('.');
                    i++;
                } else if (c == '.') {
                    String name = key.toString();
                    name = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
                    if (name.isBlank()) {
                        throw new IllegalArgumentException(
                                "Expected a path such as rule.mitre.id[] or src_ip, but got '" + text
                                        + "', in which a key is missing.");
                    }
                    keys.add(name);
                    key.setLength(0);
                } else {
                    key.append(c);
                }
            }
            return new Path(text, List.copyOf(keys));
        }

        @Override
        public void each(JsonNode alert, Consumer<String> values) {
            eachNode(alert, node -> {
                if (node.isValueNode() && !node.isNull()) {
                    String value = textOf(node);
                    if (!value.isBlank()) {
                        values.accept(value);
                    }
                }
            });
        }

        /** Every node at the path, objects too; elements of an array one by one. */
        void eachNode(JsonNode alert, Consumer<JsonNode> nodes) {
            walk(alert, 0, nodes);
        }

        boolean isIn(JsonNode alert) {
            boolean[] found = new boolean[1];
            eachNode(alert, node -> found[0] = true);
            return found[0];
        }

        /** Whether each element of every array on the way has the path, with a value that passes. */
        boolean isThroughout(JsonNode alert, Predicate<String> passes) {
            return isThroughout(alert, 0, passes);
        }

        private boolean isThroughout(@Nullable JsonNode node, int depth, Predicate<String> passes) {
            if (node == null) {
                return false;
            }
            if (node.isArray()) {
                return !node.isEmpty() && node.valueStream().allMatch(element -> isThroughout(element, depth, passes));
            }
            return depth == keys.size()
                    ? node.isValueNode() && passes.test(textOf(node).strip())
                    : isThroughout(node.get(keys.get(depth)), depth + 1, passes);
        }

        private void walk(JsonNode node, int depth, Consumer<JsonNode> nodes) {
            if (node.isArray()) {
                for (JsonNode element : node) {
                    walk(element, depth, nodes);
                }
            } else if (depth == keys.size()) {
                nodes.accept(node);
            } else {
                JsonNode child = node.get(keys.get(depth));
                if (child != null) {
                    walk(child, depth + 1, nodes);
                }
            }
        }
    }

    /** {@code http://{http.hostname}{http.url}}: gives a value where every path has one. */
    record Template(List<String> literals, List<Path> paths) implements ValueSource {

        static Template of(String text) {
            List<String> literals = new ArrayList<>();
            List<Path> paths = new ArrayList<>();
            int at = 0;
            while (true) {
                int open = text.indexOf('{', at);
                literals.add(open < 0 ? text.substring(at) : text.substring(at, open));
                if (open < 0) {
                    return new Template(List.copyOf(literals), List.copyOf(paths));
                }
                int close = text.indexOf('}', open);
                if (close < 0) {
                    throw new IllegalArgumentException("Expected a closing brace in '" + text + "', but it has none.");
                }
                paths.add(Path.of(text.substring(open + 1, close)));
                at = close + 1;
            }
        }

        @Override
        public void each(JsonNode alert, Consumer<String> values) {
            StringBuilder value = new StringBuilder(literals.getFirst());
            for (int i = 0; i < paths.size(); i++) {
                String part = paths.get(i).first(alert);
                if (part == null) {
                    return;
                }
                value.append(part).append(literals.get(i + 1));
            }
            values.accept(value.toString());
        }
    }
}
