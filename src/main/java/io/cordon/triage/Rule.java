package io.cordon.triage;

import java.util.Map;

/**
 * What a rule says about itself.
 *
 * @param id {@code @id}, the name of its file, never used again for another rule
 * @param name for people
 * @param why one sentence for people: what it means that this rule fired
 * @param attack ATT&CK ids, or {@code none}
 * @param owner who keeps it
 */
record Rule(String id, String name, String why, String attack, String owner, String packageName, String file) {

    static Rule of(org.kie.api.definition.rule.Rule rule, String file) {
        Map<String, Object> annotations = rule.getMetaData();
        return new Rule(
                text(annotations, "id"),
                rule.getName(),
                text(annotations, "why"),
                text(annotations, "attack"),
                text(annotations, "owner"),
                rule.getPackageName(),
                file);
    }

    /** An annotation's text, empty where it is missing. */
    static String text(Map<String, Object> annotations, String name) {
        Object value = annotations.get(name);
        String text = value == null ? "" : value.toString().strip();
        // The compiler keeps the quotes of a quoted value.
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\\\"", "\"")
                : text;
    }
}
