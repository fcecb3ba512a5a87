package io.cordon.alert.reading;

import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.reading.Flow.Sides;
import io.cordon.alert.reading.Mapping.Field;
import io.cordon.organisation.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one alert by its mapping. */
final class Reader {

    private final Mapping mapping;
    private final JsonNode alert;
    private final Draft draft = new Draft();

    Reader(Mapping mapping, JsonNode alert) {
        this.mapping = mapping;
        this.alert = alert;
    }

    ReadAlert read(byte[] raw, Instant receivedAt) {
        draft.title = first(Field.TITLE);
        String text = first(Field.TEXT);
        draft.text = text == null ? "" : text;
        draft.id = first(Field.ID);
        draft.signature = first(Field.SIGNATURE);
        draft.time = time();
        draft.severity = severity();
        each(Field.SIGNALS, draft::signal);
        each(Field.TECHNIQUES, draft::techniquesIn);
        for (Mapping.Threat threat : mapping.threats()) {
            if (threat.when().stream().allMatch(condition -> condition.holds(alert))) {
                threat.from().forEach(source -> source.each(alert, name -> draft.attribute(Mapping.THREAT, name)));
            }
        }
        for (ValueSource attribute : mapping.at(Field.ATTRIBUTES)) {
            String name = attribute instanceof ValueSource.Path path ? path.text() : attribute.toString();
            attribute.each(alert, value -> draft.attribute(name, value));
        }
        Sides sides = sides();
        mapping.entities().forEach(named -> entities(named, sides));
        for (Mapping.Standing standing : mapping.states()) {
            if (standing.holds(alert)) {
                draft.state = standing.state();
                break;
            }
        }
        draft.blocked = mapping.blocked().stream().anyMatch(condition -> condition.holds(alert));
        Names names = mapping.discover();
        if (names != null) {
            Discovery.fill(draft, alert, mapping, names);
        }
        return draft.finish(mapping, identity(), raw, receivedAt);
    }

    private @Nullable String first(Field field) {
        return ValueSource.firstOf(mapping.at(field), alert);
    }

    private void each(Field field, Consumer<String> values) {
        mapping.at(field).forEach(source -> source.each(alert, values));
    }

    private @Nullable Instant time() {
        for (ValueSource source : mapping.at(Field.TIME)) {
            String text = source.first(alert);
            Instant time = text == null ? null : TimeText.read(text);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private @Nullable Severity severity() {
        for (Mapping.Rating rating : mapping.severity()) {
            for (ValueSource source : rating.from()) {
                String text = source.first(alert);
                Severity severity = text == null ? null : rating.scale().read(text);
                if (severity != null) {
                    return severity;
                }
            }
        }
        return null;
    }

    /** Notes both ends of every flow; the first that has one settles what server and client mean elsewhere. */
    private Sides sides() {
        Sides first = Sides.UNKNOWN;
        for (Flow flow : mapping.flows()) {
            for (JsonNode object : objects(flow.each())) {
                Sides sides = flow.between(object);
                note(sides.attacker(), Role.ATTACKER);
                note(sides.target(), Role.TARGET);
                if (first.equals(Sides.UNKNOWN)) {
                    first = sides;
                }
            }
        }
        return first;
    }

    private void note(@Nullable String address, Role role) {
        if (address != null) {
            draft.entity(EntityKind.IP, address, role);
        }
    }

    private void entities(Mapping.Named named, Sides sides) {
        Role role = sides.settle(named.role());
        for (JsonNode object : objects(named.each())) {
            EntityKind kind = named.kind();
            if (kind == null) {
                String said = ValueSource.firstOf(named.kindFrom(), object);
                kind = named.kindOf(said);
            }
            if (kind != null) {
                EntityKind what = kind;
                named.from().forEach(source -> source.each(object, value -> draft.entity(what, value, role)));
            }
        }
    }

    private List<JsonNode> objects(List<ValueSource.Path> each) {
        if (each.isEmpty()) {
            return List.of(alert);
        }
        List<JsonNode> objects = new ArrayList<>();
        each.forEach(path -> path.eachNode(alert, objects::add));
        return objects;
    }

    /** The fields that the mapping names, else the product's id, else everything that was sent. */
    private List<String> identity() {
        List<String> parts = new ArrayList<>();
        boolean any = false;
        for (ValueSource source : mapping.at(Field.IDENTITY)) {
            String value = source.first(alert);
            parts.add(value == null ? "" : value);
            any |= value != null;
        }
        if (any) {
            return parts;
        }
        if (draft.id == null) {
            return List.of(inOrder(alert).toString());
        }
        return mapping.discover() == null ? List.of(draft.id) : draft.withGuessedId(draft.id);
    }

    /** With sorted keys, because a relay may write the same object in another order. */
    private static Object inOrder(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, Object> sorted = new TreeMap<>();
            node.properties().forEach(property -> sorted.put(property.getKey(), inOrder(property.getValue())));
            return sorted;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(inOrder(element)));
            return elements;
        }
        return node;
    }
}
