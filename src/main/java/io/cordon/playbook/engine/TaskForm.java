package io.cordon.playbook.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
     * @param translations the label in other languages, see {@link Translations}
     */
    public record Field(
            String name,
            String label,
            String type,
            boolean required,
            List<Option> options,
            Map<String, Map<String, String>> translations) {

        /** Forms that were kept before there were translations have none. */
        public Field {
            translations = Map.copyOf(Objects.requireNonNullElse(translations, Map.of()));
        }
    }

    /**
     * One choice.
     *
     * @param label how it reads
     * @param translations how it reads in other languages: by language, then {@code label}
     */
    public record Option(String value, String label, Map<String, Map<String, String>> translations) {

        /** Forms that were kept before there were translations have none. */
        public Option {
            translations = Map.copyOf(Objects.requireNonNullElse(translations, Map.of()));
        }
    }

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
        Translations translations = Translations.ofField(field);
        List<Option> options = field.elements("value").stream()
                .map(value -> new Option(
                        value.attribute("id"), value.attribute("name"), translations.ofChoice(value.attribute("id"))))
                .toList();
        return new Field(
                field.attribute("id"),
                field.attribute("label"),
                type(field.attribute("type")),
                required,
                options,
                translations.ofLabel());
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
