package io.cordon.playbook.task;

import io.cordon.api.Finding;
import io.cordon.api.Storable;
import io.cordon.playbook.engine.TaskForm;
import io.cordon.playbook.engine.TaskForm.Field;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person filled in, checked against the form; all that is wrong is found at once. */
record Answers(Map<String, Object> values, List<Finding> findings) {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LONGTEXT = 20_000;

    static Answers check(TaskForm form, Map<String, @Nullable Object> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Field field : form.fields()) {
            Object value = given.get(field.name());
            if (value == null || (value instanceof String text && text.isBlank())) {
                if (field.required()) {
                    findings.add(finding(field, "is required: " + expected(field)));
                }
            } else if (fits(field, value)) {
                values.put(field.name(), value);
            } else {
                findings.add(finding(field, "expects " + expected(field)));
            }
        }
        given.keySet().stream()
                .filter(name ->
                        form.fields().stream().noneMatch(field -> field.name().equals(name)))
                .sorted()
                .forEach(name -> findings.add(new Finding(
                        "values." + shortened(name),
                        "The form has no field '" + shortened(name) + "'; leave it out.")));
        return new Answers(values, findings);
    }

    /** The answers that gateways may ask for: switches and choices, never what somebody wrote. */
    Map<String, Object> flags(TaskForm form) {
        return form.fields().stream()
                .filter(field -> field.type().equals("boolean") || field.type().equals("choice"))
                .filter(field -> values.containsKey(field.name()))
                .collect(Collectors.toMap(Field::name, field -> values.get(field.name())));
    }

    /** What was chosen, such as {@code Is the host back in use? no.}; what somebody wrote stands with the task. */
    String inWords(TaskForm form) {
        return form.fields().stream()
                .filter(field -> values.containsKey(field.name()))
                .map(field -> inWords(field, values.get(field.name())))
                .filter(words -> !words.isEmpty())
                .map(words -> " " + words + ".")
                .collect(Collectors.joining());
    }

    private static String inWords(Field field, @Nullable Object value) {
        String chosen = switch (field.type()) {
            case "boolean" -> Boolean.TRUE.equals(value) ? "yes" : "no";
            case "choice" ->
                field.options().stream()
                        .filter(option -> option.value().equals(value))
                        .map(TaskForm.Option::label)
                        .findFirst()
                        .orElse("");
            default -> "";
        };
        return chosen.isEmpty() ? "" : field.label() + (field.label().endsWith("?") ? " " : ": ") + chosen;
    }

    private static boolean fits(Field field, Object value) {
        return switch (field.type()) {
            case "boolean" -> value instanceof Boolean;
            case "number" -> value instanceof Number number && Math.abs(number.doubleValue()) <= 1e15;
            case "choice" ->
                field.options().stream().anyMatch(option -> option.value().equals(value));
            case "date" -> value instanceof String text && isDate(text);
            case "file" -> value instanceof String text && isId(text);
            case "longtext" -> value instanceof String text && text.length() <= LONGEST_LONGTEXT && Storable.is(text);
            default -> value instanceof String text && text.length() <= LONGEST_TEXT && Storable.is(text);
        };
    }

    private static String expected(Field field) {
        return switch (field.type()) {
            case "boolean" -> "true or false";
            case "number" -> "a number";
            case "choice" ->
                "one of " + field.options().stream().map(TaskForm.Option::value).collect(Collectors.joining(", "));
            case "date" -> "a date such as 2026-03-31";
            case "file" -> "the id of a file that was added to the incident's evidence";
            case "longtext" -> "a text of at most " + LONGEST_LONGTEXT + " characters";
            default -> "a text of at most " + LONGEST_TEXT + " characters";
        };
    }

    private static Finding finding(Field field, String problem) {
        return new Finding("values." + field.name(), "'" + field.label() + "' " + problem + ".");
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("[^\\p{Alnum}_.-]", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "…";
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() >= 1900;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
