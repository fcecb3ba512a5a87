package io.cordon.alert.reading;

import io.cordon.api.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML file that is read for all its mistakes at once, each with its line. */
final class Yaml {

    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    Yaml(String file) {
        this.file = file;
    }

    List<Finding> findings() {
        return findings;
    }

    /** The root, null where the text is no YAML. */
    @Nullable
    Node parse(String text) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setMaxAliasesForCollections(0)
                    .setCodePointLimit(1 << 20)
                    .build();
            Node root = new Compose(settings).composeString(text).orElse(null);
            if (root == null) {
                findings.add(new Finding(file, "Expected a mapping, but the file is empty."));
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            findings.add(new Finding(file + ":" + line, "Expected YAML, but: " + e.getProblem() + "."));
        } catch (YamlEngineException e) {
            findings.add(new Finding(file, "Expected YAML, but: " + e.getMessage()));
        }
        return null;
    }

    void finding(Node at, String message) {
        int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        findings.add(new Finding(file + ":" + line, message));
    }

    /** The entries by key; unknown and doubled keys are findings. An empty set allows every key. */
    Map<String, Node> entries(Node node, Set<String> known) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            finding(node, "Expected keys with values, but got something else.");
            return entries;
        }
        for (var tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (!known.isEmpty() && !known.contains(key)) {
                finding(
                        tuple.getKeyNode(),
                        "Expected one of " + String.join(", ", new TreeSet<>(known)) + ", but got '" + key + "'.");
            } else if (entries.put(key, tuple.getValueNode()) != null) {
                finding(tuple.getKeyNode(), "Expected each key once, but '" + key + "' is there twice.");
            }
        }
        return entries;
    }

    String text(Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        finding(node, "Expected a text, but got something else.");
        return "";
    }

    /** The elements of a list; anything else is a list of one. */
    static List<Node> elements(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    List<String> texts(@Nullable Node node) {
        return elements(node).stream().map(this::text).toList();
    }

    /** What one of these words means; another word is a finding. The words are lower case, the file's need not be. */
    <T> T word(Node node, Map<String, T> words, String what, T otherwise) {
        T meant = words.get(text(node).toLowerCase(Locale.ROOT));
        if (meant == null) {
            finding(
                    node,
                    "Expected a " + what + " of "
                            + words.keySet().stream().sorted().collect(Collectors.joining(", ")) + ", but got '"
                            + text(node) + "'.");
            return otherwise;
        }
        return meant;
    }
}
