package io.cordon.playbook.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.jspecify.annotations.Nullable;

/**
 * What an author wrote in other languages, beside the text itself: extension properties such as {@code name.de}. A text of
 * several lines has a property of the same name for each of them.
 *
 * <p>As the public interface gives it: by language, then by the field whose text it is in that language.
 */
final class Translations {

    private static final String NAME = "name";
    private static final String DOCUMENTATION = "documentation";

    private record Property(@Nullable String name, @Nullable String value) {}

    private final List<Property> properties;

    private Translations(Stream<Property> properties) {
        this.properties = properties.toList();
    }

    /** Of an element of the diagram while it is deployed. */
    static Translations ofElement(Element element) {
        return new Translations(Optional.ofNullable(element.element("extensionElements")).stream()
                .flatMap(extensions -> properties(extensions, NAME)));
    }

    /** Of a field of a form, which has its properties in itself; there the modeler names them by their ids. */
    static Translations ofField(Element field) {
        return new Translations(properties(field, "id"));
    }

    /** Of an element of a version that is deployed. */
    static Translations of(BaseElement element) {
        return new Translations(Optional.ofNullable(element.getExtensionElements()).stream()
                .flatMap(extensions ->
                        extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream())
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .map(property -> new Property(property.getCamundaName(), property.getCamundaValue())));
    }

    private static Stream<Property> properties(Element parent, String key) {
        return parent.elements("properties").stream()
                .flatMap(properties -> properties.elements("property").stream())
                .map(property -> new Property(property.attribute(key), property.attribute("value")));
    }

    Map<String, Map<String, String>> ofName() {
        return as(Map.of(NAME, "name"));
    }

    /** @param documentation what the interface calls the text that is the element's documentation */
    Map<String, Map<String, String>> ofNameAnd(String documentation) {
        return as(Map.of(NAME, "name", DOCUMENTATION, documentation));
    }

    Map<String, Map<String, String>> ofLabel() {
        return as(Map.of("label", "label"));
    }

    /** Of the label of one choice. */
    Map<String, Map<String, String>> ofChoice(String value) {
        return as(Map.of("value." + value, "label"));
    }

    private Map<String, Map<String, String>> as(Map<String, String> fields) {
        Map<String, Map<String, List<String>>> lines = new TreeMap<>();
        for (Property property : properties) {
            String name = Objects.requireNonNullElse(property.name(), "");
            int dot = name.lastIndexOf('.');
            String field = dot < 0 ? null : fields.get(name.substring(0, dot));
            if (field != null && property.value() != null) {
                lines.computeIfAbsent(name.substring(dot + 1), language -> new TreeMap<>())
                        .computeIfAbsent(field, text -> new ArrayList<>())
                        .add(property.value());
            }
        }
        Map<String, Map<String, String>> texts = new TreeMap<>();
        lines.forEach((language, all) -> {
            Map<String, String> said = new TreeMap<>();
            all.forEach((field, text) -> said.put(field, String.join("\n", text)));
            texts.put(language, said);
        });
        return texts;
    }
}
