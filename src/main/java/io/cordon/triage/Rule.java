package io.cordon.triage;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule says about itself.
 *
 * @param id {@code @id}, the name of its file, never used again for another rule
 * @param name for people
 * @param why one sentence for people: what it means that this rule fired
 * @param translations name and why in other languages, from {@code @name_de} and {@code @why_de}: by language, then by
 *     field
 * @param attack ATT&CK ids, or {@code none}
 * @param owner who keeps it
 */
record Rule(
        String id,
        String name,
        String why,
        Map<String, Map<String, String>> translations,
        String attack,
        String owner,
        String packageName,
        String file) {

    /** An annotation with a text in another language, which it is named for. */
    private static final Pattern TRANSLATION = Pattern.compile("(?<field>name|why)_(?<language>[a-z]{2,3})");

    static Rule of(org.kie.api.definition.rule.Rule rule, String file) {
        Map<String, Object> annotations = rule.getMetaData();
        return new Rule(
                text(annotations, "id"),
                rule.getName(),
                text(annotations, "why"),
                translations(annotations),
                text(annotations, "attack"),
                text(annotations, "owner"),
                rule.getPackageName(),
                file);
    }

    private static Map<String, Map<String, String>> translations(Map<String, Object> annotations) {
        Map<String, Map<String, String>> translations = new TreeMap<>();
        for (String annotation : annotations.keySet()) {
            Matcher named = TRANSLATION.matcher(annotation);
            if (named.matches()) {
                translations
                        .computeIfAbsent(named.group("language"), language -> new TreeMap<>())
                        .put(named.group("field"), text(annotations, annotation));
            }
        }
        return translations;
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
