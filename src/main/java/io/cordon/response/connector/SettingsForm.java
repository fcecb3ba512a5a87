package io.cordon.response.connector;

import io.cordon.api.Finding;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads a connector's settings record out of a document, by what its components declare. */
public final class SettingsForm<S extends Record> {

    private final Class<S> type;
    private final List<RecordComponent> components;

    private SettingsForm(Class<S> type) {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
        fields(); // A component that cannot be shown in a form is found at start, not at the first document.
    }

    public static <S extends Record> SettingsForm<S> of(Class<S> type) {
        return new SettingsForm<>(type);
    }

    /** Either settings, or everything that is wrong with them. */
    public sealed interface Reading<S> {
        record Valid<S>(S settings) implements Reading<S> {}

        record Invalid<S>(List<Finding> findings) implements Reading<S> {}
    }

    public List<Field> fields() {
        return components.stream().map(SettingsForm::field).toList();
    }

    /** The settings that say where secrets are sent. */
    Set<String> destinations() {
        return components.stream()
                .filter(SettingsForm::isDestination)
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static boolean isDestination(RecordComponent component) {
        return component.getType() == URI.class
                || component.getAnnotation(Setting.class).destination();
    }

    /** Reads the two parts of a document; a secret among the settings is a finding, and so is an unknown field. */
    public Reading<S> read(Map<String, JsonNode> settings, Map<String, String> secrets) {
        List<Finding> findings = new ArrayList<>(strangers(settings.keySet(), secrets.keySet()));
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            values.add(value(component, settings, secrets, findings));
        }
        return findings.isEmpty() ? new Reading.Valid<>(instance(values)) : new Reading.Invalid<>(findings);
    }

    private List<Finding> strangers(Set<String> settings, Set<String> secrets) {
        List<Finding> findings = new ArrayList<>();
        Set<String> open = names(false);
        Set<String> hidden = names(true);
        settings.stream()
                .filter(name -> !open.contains(name))
                .forEach(name -> findings.add(new Finding(
                        "settings." + name,
                        hidden.contains(name)
                                ? "Expected '" + name
                                        + "' under secrets, where it is never read back, but it is in settings."
                                : "Expected one of " + open + ", but got '" + name + "'.")));
        secrets.stream()
                .filter(name -> !hidden.contains(name))
                .forEach(name -> findings.add(
                        new Finding("secrets." + name, "Expected one of " + hidden + ", but got '" + name + "'.")));
        return findings;
    }

    private Set<String> names(boolean secret) {
        return fields().stream()
                .filter(field -> field.secret() == secret)
                .map(Field::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static @Nullable Object value(
            RecordComponent component,
            Map<String, JsonNode> settings,
            Map<String, String> secrets,
            List<Finding> findings) {
        Field field = field(component);
        String path = (field.secret() ? "secrets." : "settings.") + field.name();
        JsonNode given = field.secret() ? textOrNull(secrets.get(field.name())) : settings.get(field.name());
        if (given == null
                || given.isNull()
                || (given.isString() && given.stringValue().isBlank())) {
            if (field.required()) {
                findings.add(new Finding(path, "Expected a value for '" + field.label() + "', but there is none."));
                return null;
            }
            if (field.otherwise() == null) {
                return null;
            }
            given = StringNode.valueOf(field.otherwise());
        }
        try {
            return converted(component, given);
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(path, "Expected " + e.getMessage() + " for '" + field.label() + "'."));
            return null;
        }
    }

    private static @Nullable JsonNode textOrNull(@Nullable String text) {
        return text == null ? null : StringNode.valueOf(text);
    }

    private static Object converted(RecordComponent component, JsonNode given) {
        Class<?> type = component.getType();
        if (type == List.class) {
            if (!given.isArray() || !given.valueStream().allMatch(JsonNode::isString)) {
                throw new IllegalArgumentException("a list of texts");
            }
            return given.valueStream().map(JsonNode::stringValue).toList();
        }
        String text = given.asString("").strip();
        if (type == String.class && given.isString()) {
            return text;
        }
        if (type == Secret.class) {
            return new Secret(given.asString(""));
        }
        if (type == URI.class) {
            return uri(text);
        }
        if (type == int.class && text.matches("-?[0-9]{1,9}")) {
            return Integer.valueOf(text);
        }
        if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        for (String option : options(component)) {
            if (option.equals(text)) {
                return type.getEnumConstants()[options(component).indexOf(option)];
            }
        }
        throw new IllegalArgumentException(
                switch (formType(component)) {
                    case "number" -> "a whole number";
                    case "boolean" -> "true or false";
                    case "choice" -> "one of " + String.join(", ", options(component));
                    default -> "a text";
                });
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getScheme() != null && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the parser's words about characters and indexes.
        }
        throw new IllegalArgumentException("an address such as https://host.example, without user or password,");
    }

    private S instance(List<@Nullable Object> values) {
        try {
            var constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "Expected " + type.getSimpleName() + " to leave its checks to Connector.check", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Expected " + type.getName() + " to be a record that can be made", e);
        }
    }

    private static Field field(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException("Expected @Setting on " + component.getName() + " of "
                    + component.getDeclaringRecord().getName() + ", but it has none");
        }
        String otherwise = setting.otherwise().isEmpty() ? null : setting.otherwise();
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Field(
                component.getName(),
                setting.label(),
                setting.help(),
                formType(component),
                component.getType() == Secret.class,
                !nullable && otherwise == null,
                otherwise,
                isDestination(component),
                setting.lines(),
                options(component));
    }

    private static String formType(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class || type == Secret.class || type == URI.class) {
            return "text";
        }
        if (type == int.class) {
            return "number";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        if (type.isEnum()) {
            return "choice";
        }
        if (component.getGenericType() instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class) {
            return "list";
        }
        throw new IllegalStateException("Expected String, Secret, URI, int, boolean, an enum or List<String> for "
                + component.getName() + " of " + component.getDeclaringRecord().getName() + ", but it is "
                + component.getGenericType());
    }

    private static List<String> options(RecordComponent component) {
        if (!component.getType().isEnum()) {
            return List.of();
        }
        return Arrays.stream(component.getType().getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
