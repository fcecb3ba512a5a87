package io.cordon.playbook.gate;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The extension properties by which an author says an element's texts in another language, and what is wrong there. */
final class TranslatedTexts {

    private static final String PROPERTIES = "camunda:properties";
    private static final String FIELD = "camunda:formField";

    private TranslatedTexts() {}

    static void check(Markup element, List<GateFinding> findings) {
        // The modeler names the properties of a form's field by their ids.
        String key = element.name().equals(FIELD) ? "id" : "name";
        Set<String> texts = texts(element);
        List<String> names = properties(element)
                .map(property -> Objects.requireNonNullElse(property.attribute(key), ""))
                .toList();
        for (Markup property : properties(element).toList()) {
            String name = Objects.requireNonNullElse(property.attribute(key), "");
            String text = name.substring(0, Math.max(0, name.lastIndexOf('.')));
            if (!texts.contains(text)) {
                report(
                        element,
                        property,
                        "Expected the " + key
                                + " of a property to be a text of its element and a language, "
                                + texts.stream()
                                        .sorted()
                                        .map(each -> each + ".de")
                                        .collect(Collectors.joining(" or "))
                                + ", but it is '" + MarkupReader.shortened(name) + "'",
                        findings);
            } else if (!text.equals("documentation") && names.indexOf(name) != names.lastIndexOf(name)) {
                report(element, property, "The property '" + name + "' is there twice; keep one", findings);
            }
        }
    }

    private static Set<String> texts(Markup element) {
        return element.name().equals(FIELD)
                ? Stream.concat(
                                Stream.of("label"),
                                element.children("camunda:value").map(value -> "value." + value.attribute("id")))
                        .collect(Collectors.toSet())
                : Set.of("name", "documentation");
    }

    private static Stream<Markup> properties(Markup element) {
        Stream<Markup> around = element.name().equals(FIELD)
                ? element.children(PROPERTIES)
                : element.children("bpmn:extensionElements").flatMap(extensions -> extensions.children(PROPERTIES));
        return around.flatMap(properties -> properties.children("camunda:property"));
    }

    private static void report(Markup element, Markup property, String message, List<GateFinding> findings) {
        findings.add(new GateFinding(element.attribute("id"), property.line(), message));
    }
}
