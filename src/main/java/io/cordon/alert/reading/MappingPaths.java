package io.cordon.alert.reading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads where in an alert a mapping finds its values, and what must stand there. */
final class MappingPaths {

    private final Yaml yaml;

    MappingPaths(Yaml yaml) {
        this.yaml = yaml;
    }

    List<Condition> conditions(@Nullable Node node) {
        return Yaml.elements(node).stream().map(this::condition).toList();
    }

    /** A path that must be there, {@code {path: …, in: […]}}, or {@code {path: …, same-time-as: …}}. */
    private Condition condition(Node node) {
        if (node instanceof ScalarNode) {
            return new Condition(path(node), Set.of(), null);
        }
        Map<String, Node> keys = yaml.entries(node, Set.of("path", "in", "same-time-as"));
        Node path = keys.get("path");
        if (path == null) {
            yaml.finding(node, "Expected a 'path', but it is missing.");
            return new Condition(new ValueSource.Path("", List.of()), Set.of(), null);
        }
        Node time = keys.get("same-time-as");
        return new Condition(path(path), lower(yaml.texts(keys.get("in"))), time == null ? null : path(time));
    }

    List<ValueSource> needed(Node at, Map<String, Node> keys, String key) {
        List<ValueSource> sources = sources(keys.get(key));
        if (sources.isEmpty()) {
            yaml.finding(at, "Expected a path under '" + key + "', but it is missing.");
        }
        return sources;
    }

    List<ValueSource> sources(@Nullable Node node) {
        List<ValueSource> sources = new ArrayList<>();
        for (Node element : Yaml.elements(node)) {
            try {
                sources.add(ValueSource.of(yaml.text(element)));
            } catch (IllegalArgumentException e) {
                yaml.finding(element, String.valueOf(e.getMessage()));
            }
        }
        return sources;
    }

    List<ValueSource.Path> all(@Nullable Node node) {
        return Yaml.elements(node).stream().map(this::path).toList();
    }

    private ValueSource.Path path(Node node) {
        try {
            return ValueSource.Path.of(yaml.text(node));
        } catch (IllegalArgumentException e) {
            yaml.finding(node, String.valueOf(e.getMessage()));
            return new ValueSource.Path("", List.of());
        }
    }

    private static Set<String> lower(List<String> texts) {
        return texts.stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
