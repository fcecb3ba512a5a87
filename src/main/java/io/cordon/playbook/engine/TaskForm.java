package io.cordon.playbook.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * What a user task asks a person for.
 *
 * @param fields in the order of the diagram
 */
public record TaskForm(List<Field> fields) {

    /**
     * One answer.
     *
     * @param type {@code text longtext choice boolean number date file}
     * @param options the choices of a {@code choice}, else empty
     */
    public record Field(String name, String label, String type, boolean required, List<Option> options) {}

    /** One choice: its value and how it reads. */
    public record Option(String value, String label) {}

    static TaskForm of(Element userTask) {
        List<Field> fields = new ArrayList<>();
        Element extensions = userTask.element("extensionElements");
        Element form = extensions == null ? null : extensions.element("formData");
        if (form != null) {
            for (Element field : form.elements("formField")) {
                fields.add(field(field));
            }
        }
        return new TaskForm(List.copyOf(fields));
    }

    private static Field field(Element field) {
        Element validation = field.element("validation");
        boolean required = validation != null
                && validation.elements("constraint").stream()
                        .anyMatch(constraint -> "required".equals(constraint.attribute("name")));
        List<Option> options = field.elements("value").stream()
                .map(value -> new Option(value.attribute("id"), value.attribute("name")))
                .toList();
        return new Field(
                field.attribute("id"), field.attribute("label"), type(field.attribute("type")), required, options);
    }

    private static String type(String engineType) {
        return switch (engineType) {
            case "string" -> "text";
            case "enum" -> "choice";
            case "long" -> "number";
            default -> engineType;
        };
    }
}
