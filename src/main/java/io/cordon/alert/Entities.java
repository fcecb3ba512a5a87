package io.cordon.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** What an alert names, by kind, in the order of the alert and without doubles. Immutable. */
public record Entities(Map<EntityKind, List<String>> byKind) {

    public static final Entities NONE = new Entities(Map.of());

    public Entities {
        Map<EntityKind, List<String>> copy = new EnumMap<>(EntityKind.class);
        byKind.forEach((kind, values) -> {
            if (!values.isEmpty()) {
                copy.put(kind, List.copyOf(values));
            }
        });
        byKind = Collections.unmodifiableMap(copy);
    }

    public List<String> of(EntityKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    public boolean isEmpty() {
        return byKind.isEmpty();
    }

    /** The shape of the public interface: every list by its name, the empty ones too. */
    @JsonValue
    public Map<String, List<String>> byName() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (EntityKind kind : EntityKind.values()) {
            named.put(kind.plural(), of(kind));
        }
        return named;
    }

    /** All of both. */
    public Entities with(Entities other) {
        Map<EntityKind, SequencedSet<String>> union = new EnumMap<>(EntityKind.class);
        byKind.forEach((kind, values) -> union.put(kind, new LinkedHashSet<>(values)));
        other.byKind.forEach((kind, values) ->
                union.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(values));
        Map<EntityKind, List<String>> lists = new EnumMap<>(EntityKind.class);
        union.forEach((kind, values) -> lists.put(kind, new ArrayList<>(values)));
        return new Entities(lists);
    }
}
