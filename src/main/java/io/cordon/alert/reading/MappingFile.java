package io.cordon.alert.reading;

import io.cordon.alert.AlertReader;
import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert.State;
import io.cordon.alert.reading.Mapping.Field;
import io.cordon.api.Finding;
import io.cordon.organisation.Severity;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code rules/sources/<source>.yaml}; docs/sources.md says what may stand in it. */
final class MappingFile {

    private static final Set<String> KINDS = Set.of(
            "ids", "edr", "siem", "firewall", "identity", "cloud", "scanner", "fim", "backup", "mail", "web", "other");

    private static final Map<String, Field> FIELDS = byName(Field.values());
    private static final Map<String, EntityKind> ENTITIES = byName(EntityKind.values());
    private static final Map<String, Role> ROLES = byName(Role.values());
    private static final Map<String, State> STATES = byName(State.values());
    private static final Map<String, Severity> SEVERITIES = byName(Severity.values());
    private static final Map<String, Names.Slot> SLOTS = byName(Names.Slot.values());

    private static final Set<String> KEYS = Stream.concat(
                    FIELDS.keySet().stream(),
                    Stream.of(
                            "source",
                            "about",
                            "kind",
                            "window",
                            "when",
                            "severity",
                            "otherwise",
                            "entities",
                            "flow",
                            "state",
                            "blocked",
                            "threat",
                            "discover"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);

    private final Yaml yaml;
    private final MappingPaths paths;

    private MappingFile(Yaml yaml) {
        this.yaml = yaml;
        this.paths = new MappingPaths(yaml);
    }

    /** @param mapping null where there are findings */
    record Outcome(@Nullable Mapping mapping, List<Finding> findings) {}

    /** @param file the file's name, which must be the source's with {@code .yaml} */
    static Outcome read(String file, String text) {
        Yaml yaml = new Yaml(file);
        Node root = yaml.parse(text);
        Mapping mapping = root == null ? null : new MappingFile(yaml).mapping(root, file);
        return new Outcome(yaml.findings().isEmpty() ? mapping : null, List.copyOf(yaml.findings()));
    }

    private Mapping mapping(Node root, String file) {
        Map<String, Node> keys = yaml.entries(root, KEYS);
        String source = required(root, keys, "source");
        if (!source.isEmpty() && (!file.equals(source + ".yaml") || source.equals(AlertReader.AUTO))) {
            yaml.finding(
                    root,
                    "Expected the source to be called as its file, " + file.replace(".yaml", "") + ", but it is '"
                            + source + "'.");
        }
        String kind = required(root, keys, "kind");
        if (!kind.isEmpty() && !KINDS.contains(kind)) {
            yaml.finding(
                    root,
                    "Expected a kind of " + KINDS.stream().sorted().collect(Collectors.joining(", ")) + ", but got '"
                            + kind + "'.");
        }
        Map<Field, List<ValueSource>> fields = new EnumMap<>(Field.class);
        FIELDS.forEach((name, field) -> fields.put(field, paths.sources(keys.get(name))));
        if (!keys.containsKey("discover") && keys.get("when") == null) {
            yaml.finding(root, "Expected 'when' to say how an alert of this source is recognised, but it is missing.");
        }
        Node otherwise = keys.get("otherwise");
        return new Mapping(
                source,
                keys.containsKey("about") ? yaml.text(keys.get("about")) : "",
                kind,
                window(keys.get("window")),
                paths.conditions(keys.get("when")),
                fields,
                ratings(keys.get("severity")),
                otherwise == null ? Severity.MEDIUM : yaml.word(otherwise, SEVERITIES, "severity", Severity.MEDIUM),
                Yaml.elements(keys.get("entities")).stream().map(this::named).toList(),
                Yaml.elements(keys.get("flow")).stream().map(this::flow).toList(),
                states(keys.get("state")),
                paths.conditions(keys.get("blocked")),
                Yaml.elements(keys.get("threat")).stream().map(this::threat).toList(),
                names(keys.get("discover")));
    }

    private String required(Node root, Map<String, Node> keys, String key) {
        Node node = keys.get(key);
        if (node == null) {
            yaml.finding(root, "Expected a '" + key + "', but it is missing.");
            return "";
        }
        return yaml.text(node);
    }

    private Duration window(@Nullable Node node) {
        if (node == null) {
            return WINDOW;
        }
        try {
            Duration window = Duration.parse(yaml.text(node));
            if (window.isPositive() && window.compareTo(LONGEST_WINDOW) <= 0) {
                return window;
            }
        } catch (DateTimeParseException e) {
            // Said below, as for one out of range.
        }
        yaml.finding(
                node, "Expected a window such as PT24H or P7D, of 90 days at most, but got '" + yaml.text(node) + "'.");
        return WINDOW;
    }

    private List<Mapping.Rating> ratings(@Nullable Node node) {
        return Yaml.elements(node).stream().map(this::rating).toList();
    }

    private Mapping.Rating rating(Node node) {
        if (node instanceof ScalarNode) {
            return new Mapping.Rating(paths.sources(node), SeverityScale.WORDS_ONLY);
        }
        Map<String, Node> keys = yaml.entries(node, Set.of("from", "scale"));
        Map<String, Severity> words = new HashMap<>();
        TreeMap<Double, Severity> steps = new TreeMap<>();
        Node scale = keys.get("scale");
        if (scale != null) {
            yaml.entries(scale, Set.of()).forEach((key, value) -> {
                Severity severity = yaml.word(value, SEVERITIES, "severity", Severity.MEDIUM);
                try {
                    steps.put(Double.valueOf(key), severity);
                } catch (NumberFormatException e) {
                    words.put(key.toLowerCase(Locale.ROOT), severity);
                }
            });
        }
        return new Mapping.Rating(paths.needed(node, keys, "from"), new SeverityScale(Map.copyOf(words), steps));
    }

    private Mapping.Named named(Node node) {
        Map<String, Node> keys = yaml.entries(node, Set.of("each", "kind", "kind-from", "kinds", "from", "role"));
        Map<String, EntityKind> kinds = new HashMap<>();
        if (keys.containsKey("kinds")) {
            yaml.entries(keys.get("kinds"), Set.of())
                    .forEach((value, kind) -> kinds.put(
                            value.toLowerCase(Locale.ROOT), yaml.word(kind, ENTITIES, "kind", EntityKind.HOST)));
        }
        Node kind = keys.get("kind");
        if ((kind == null) == kinds.isEmpty()) {
            yaml.finding(node, "Expected either a 'kind' or 'kind-from' with 'kinds'.");
        }
        Node role = keys.get("role");
        return new Mapping.Named(
                paths.all(keys.get("each")),
                kind == null ? null : yaml.word(kind, ENTITIES, "kind", EntityKind.HOST),
                paths.sources(keys.get("kind-from")),
                Map.copyOf(kinds),
                paths.needed(node, keys, "from"),
                role == null ? Role.NAMED : yaml.word(role, ROLES, "role", Role.NAMED));
    }

    private Mapping.Threat threat(Node node) {
        Map<String, Node> keys = yaml.entries(node, Set.of("from", "when"));
        return new Mapping.Threat(paths.needed(node, keys, "from"), paths.conditions(keys.get("when")));
    }

    private Flow flow(Node node) {
        Map<String, Node> keys = yaml.entries(
                node,
                Set.of(
                        "each",
                        "from",
                        "from-port",
                        "to",
                        "to-port",
                        "initiator",
                        "answer",
                        "attacker",
                        "aimed-at-client"));
        return new Flow(
                paths.all(keys.get("each")),
                new Flow.Ends(paths.needed(node, keys, "from"), paths.sources(keys.get("from-port"))),
                new Flow.Ends(paths.sources(keys.get("to")), paths.sources(keys.get("to-port"))),
                paths.sources(keys.get("initiator")),
                paths.conditions(keys.get("answer")),
                paths.sources(keys.get("attacker")),
                paths.conditions(keys.get("aimed-at-client")));
    }

    private List<Mapping.Standing> states(@Nullable Node node) {
        List<Mapping.Standing> states = new ArrayList<>();
        if (node != null) {
            yaml.entries(node, STATES.keySet()).forEach((name, conditions) -> {
                for (Condition condition : paths.conditions(conditions)) {
                    states.add(new Mapping.Standing(STATES.getOrDefault(name, State.NEW), condition));
                }
            });
        }
        return states;
    }

    private @Nullable Names names(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        Map<Names.Slot, List<String>> names = new EnumMap<>(Names.Slot.class);
        yaml.entries(node, SLOTS.keySet()).forEach((name, list) -> {
            Names.Slot slot = SLOTS.get(name);
            if (slot != null) {
                names.put(slot, yaml.texts(list));
            }
        });
        return new Names(names);
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
        return Stream.of(values)
                .collect(Collectors.toUnmodifiableMap(
                        value -> value.name().toLowerCase(Locale.ROOT), Function.identity()));
    }
}
