package io.cordon.organisation;

import io.cordon.api.Finding;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads one JSON object field by field and notes everything that is wrong with it, instead of stopping at the first.
 * A field that is wrong gives a harmless value, so that reading goes on; nobody may use what was read while there
 * are findings.
 */
final class Fields {

    private static final int LONGEST_LIST = 20_000;

    private final JsonNode node;
    private final String path;
    private final List<Finding> findings;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode node, String path, List<Finding> findings) {
        this.path = path;
        this.findings = findings;
        if (node.isObject()) {
            this.node = node;
        } else {
            findings.add(new Finding(path, "Expected an object, but got " + shown(node) + "."));
            this.node = JsonNodeFactory.instance.objectNode();
        }
    }

    static Fields of(JsonNode document, List<Finding> findings) {
        return new Fields(document, "", findings);
    }

    /** Where this object stands in the document, for findings about the whole of it. */
    String path() {
        return path;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void finding(String name, String message) {
        findings.add(new Finding(name.isEmpty() ? path : path(name), message));
    }

    String text(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            finding(name, "Expected a text, but the field is missing or null.");
            return "";
        }
        return filled(value, path(name), longest);
    }

    /** Null where the field is missing, null or empty. */
    @Nullable
    String optionalText(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        return plain(value, path(name), longest);
    }

    /** The field is required. */
    boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null || !value.isBoolean()) {
            finding(name, "Expected true or false, but got " + (value == null ? "nothing" : shown(value)) + ".");
            return false;
        }
        return value.booleanValue();
    }

    int whole(String name, int least, int most, int otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            finding(name, "Expected a whole number from " + least + " to " + most + ", but got " + shown(value) + ".");
            return otherwise;
        }
        return value.intValue();
    }

    /** Null where the field is missing or null. */
    @Nullable
    Integer optionalWhole(String name, int least, int most) {
        return value(name) == null ? null : (Integer) whole(name, least, most, least);
    }

    /** The field is required. */
    <E> E choice(String name, E[] choices, Function<E, String> id, E onError) {
        JsonNode value = value(name);
        for (E choice : choices) {
            if (value != null && value.isString() && id.apply(choice).equals(value.stringValue())) {
                return choice;
            }
        }
        finding(
                name,
                "Expected one of " + Arrays.stream(choices).map(id).collect(Collectors.joining(", ")) + ", but got "
                        + (value == null ? "nothing" : shown(value)) + ".");
        return onError;
    }

    /** {@code otherwise} where the field is missing or null. */
    <E> E optionalChoice(String name, E[] choices, Function<E, String> id, E otherwise) {
        return value(name) == null ? otherwise : choice(name, choices, id, otherwise);
    }

    ZoneId timeZone(String name) {
        String text = text(name, 64);
        if (text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        return parsed(name, text, ZoneId::of, "a time zone such as Europe/Berlin or UTC", ZoneOffset.UTC);
    }

    LocalTime time(String name, LocalTime otherwise) {
        String text = optionalText(name, 8);
        return text == null ? otherwise : parsed(name, text, LocalTime::parse, "a time such as 08:00", otherwise);
    }

    LocalDate date(String name) {
        return parsed(name, text(name, 10), LocalDate::parse, "a date such as 2026-12-25", LocalDate.EPOCH);
    }

    Instant instant(String name) {
        return parsed(name, text(name, 40), Instant::parse, "a time such as 2026-12-24T18:00:00Z", Instant.EPOCH);
    }

    @Nullable
    Instant optionalInstant(String name) {
        return value(name) == null ? null : instant(name);
    }

    /** Empty where the field is missing or null. */
    List<String> texts(String name, int longest) {
        return elements(name, (value, at) -> filled(value, at, longest));
    }

    /** Objects, each read by the reader; a reader that returns null is left out, which is for errors only. */
    <T> List<T> objects(String name, Function<Fields, T> reader) {
        if (!node.has(name)) {
            finding(name, "Expected a list, but the field is missing.");
        }
        return elements(name, (value, at) -> {
            Fields fields = new Fields(value, at, findings);
            T read = reader.apply(fields);
            fields.nothingElse();
            return read;
        });
    }

    /** An object in an object; an empty one where the field is missing or null. */
    Fields object(String name) {
        JsonNode value = value(name);
        return new Fields(value == null ? JsonNodeFactory.instance.objectNode() : value, path(name), findings);
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** Notes every field that nobody has asked for: a misspelt word must not silently mean the default. */
    void nothingElse() {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                finding(
                        name,
                        "Expected one of the fields " + known.stream().sorted().collect(Collectors.joining(", "))
                                + ", but got '" + name + "'.");
            }
        }
    }

    /** Fields of an answer that may come back in a request and are not read. */
    void alsoKnown(String... names) {
        known.addAll(List.of(names));
    }

    private <T> List<T> elements(String name, BiFunction<JsonNode, String, T> reader) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            finding(name, "Expected a list, but got " + shown(value) + ".");
            return List.of();
        }
        if (value.size() > LONGEST_LIST) {
            finding(name, "Expected at most " + LONGEST_LIST + " entries, but got " + value.size() + ".");
            return List.of();
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            all.add(reader.apply(value.get(i), path(name) + "[" + i + "]"));
        }
        return all;
    }

    private String filled(JsonNode value, String at, int longest) {
        int before = findings.size();
        String text = plain(value, at, longest);
        if (text == null && findings.size() == before) {
            findings.add(new Finding(at, "Expected a text, but it is empty."));
        }
        return text == null ? "" : text;
    }

    private @Nullable String plain(JsonNode value, String at, int longest) {
        if (!value.isString()) {
            findings.add(new Finding(at, "Expected a text, but got " + shown(value) + "."));
            return null;
        }
        String text = value.stringValue().strip();
        if (text.length() > longest) {
            findings.add(
                    new Finding(at, "Expected at most " + longest + " characters, but got " + text.length() + "."));
            return null;
        }
        // Control characters and halves of surrogate pairs cannot be kept, and nobody can read them.
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF))) {
            findings.add(new Finding(at, "Expected readable text, but it contains control characters."));
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    private <T> T parsed(String name, String text, Function<String, T> parser, String expected, T onError) {
        try {
            return text.isEmpty() ? onError : parser.apply(text);
        } catch (DateTimeException e) {
            finding(name, "Expected " + expected + ", but got '" + text + "'.");
            return onError;
        }
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
