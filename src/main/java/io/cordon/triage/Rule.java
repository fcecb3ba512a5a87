package io.cordon.triage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** What has translations, each an annotation of that name with the language behind an underscore. */
    private static final List<String> TRANSLATED = List.of("name", "why");

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
            int at = annotation.indexOf('_');
            String field = at < 0 ? "" : annotation.substring(0, at);
            String language = annotation.substring(at + 1);
            if (TRANSLATED.contains(field) && isLanguage(language)) {
                translations
                        .computeIfAbsent(language, other -> new TreeMap<>())
                        .put(field, text(annotations, annotation));
            }
        }
        return translations;
    }

    /** Two or three lower-case letters, as of ISO 639. */
    private static boolean isLanguage(String code) {
        return (code.length() == 2 || code.length() == 3)
                && code.chars().allMatch(letter -> letter >= 'a' && letter <= 'z');
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
