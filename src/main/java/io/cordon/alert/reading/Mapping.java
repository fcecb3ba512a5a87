package io.cordon.alert.reading;

import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert.State;
import io.cordon.organisation.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one source's alerts are read, as its file says.
 *
 * @param kind the kind of product
 * @param window how long the same event counts as a duplicate
 * @param when what must hold for an item to be of this source
 * @param fields where its plain fields are; without an identity the id is one, else the whole content
 * @param discover the names by which to look for what the paths did not give, null where only the paths count
 */
record Mapping(
        String source,
        String about,
        String kind,
        Duration window,
        List<Condition> when,
        Map<Field, List<ValueSource>> fields,
        List<Rating> severity,
        Severity otherwise,
        List<Named> entities,
        List<Flow> flows,
        List<Standing> states,
        List<Condition> blocked,
        List<Threat> threats,
        @Nullable Names discover) {

    /** Under which name rules find what the product calls the threat that it found, wherever that stood. */
    static final String THREAT = "threat.name";

    /** The fields that are nothing but values at paths. */
    enum Field {
        TITLE,
        TEXT,
        ID,
        TIME,
        SIGNATURE,
        SIGNALS,
        TECHNIQUES,
        ATTRIBUTES,
        IDENTITY
    }

    /** Where a severity is and how it is to be understood. */
    record Rating(List<ValueSource> from, SeverityScale scale) {}

    /**
     * Where something is named.
     *
     * @param each the objects to look into, empty for the alert itself
     * @param kind what it is, null where {@code kindFrom} says it
     * @param kinds what the value at {@code kindFrom} means, lower case; {@code *} stands for every other and for none
     */
    record Named(
            List<ValueSource.Path> each,
            @Nullable EntityKind kind,
            List<ValueSource> kindFrom,
            Map<String, EntityKind> kinds,
            List<ValueSource> from,
            Role role) {

        @Nullable
        EntityKind kindOf(@Nullable String said) {
            EntityKind known = said == null ? null : kinds.get(said.toLowerCase(Locale.ROOT));
            return known == null ? kinds.get("*") : known;
        }
    }

    /** Where the product says what it calls the threat that it found, in alerts of which all of this holds. */
    record Threat(List<ValueSource> from, List<Condition> when) {}

    /** When an alert is no longer, or not yet, simply new. */
    record Standing(State state, Condition when) {

        /** One open element keeps the alert open; done is what is done in all of them. */
        boolean holds(JsonNode alert) {
            return state == State.NEW ? when.holds(alert) : when.holdsThroughout(alert);
        }
    }

    List<ValueSource> at(Field field) {
        return fields.getOrDefault(field, List.of());
    }
}
