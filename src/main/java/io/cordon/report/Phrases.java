package io.cordon.report;

import io.cordon.words.Language;
import io.cordon.words.Saying;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fixed words of a report in its reader's language. They stand in the source in English; what they are in another
 * language is in {@code report/<language>.json}, by the English.
 */
final class Phrases {

    static final Phrases ENGLISH = in(Saying.in(Language.EN, Map.of()));

    private static final Map<Language, Map<String, String>> ALL =
            new EnumMap<>(Map.of(Language.EN, Map.of(), Language.DE, read(Language.DE)));

    private final Saying saying;

    private Phrases(Saying saying) {
        this.saying = saying;
    }

    static Phrases in(Saying saying) {
        return new Phrases(saying);
    }

    /** What was recorded, and codes. */
    Saying saying() {
        return saying;
    }

    /** @param english with {0}, {1} and so on, where the values stand; without values they stay there */
    String say(String english, @Nullable Object... values) {
        String phrase = Objects.requireNonNull(ALL.get(saying.language())).getOrDefault(english, english);
        if (values.length == 0) {
            return phrase;
        }
        StringBuilder said = new StringBuilder();
        int at = 0;
        int open = phrase.indexOf('{');
        while (open >= 0) {
            said.append(phrase, at, open).append(values[phrase.charAt(open + 1) - '0']);
            at = open + 3;
            open = phrase.indexOf('{', at);
        }
        return said.append(phrase.substring(at)).toString();
    }

    /** As {@link #say}, of a code such as {@code high}; in English as the records have it. */
    String code(String code) {
        return saying.language() == Language.EN ? code : saying.code(code);
    }

    private static Map<String, String> read(Language language) {
        try (InputStream in = new ClassPathResource("report/" + language.tag() + ".json").getInputStream()) {
            Map<String, String> phrases = new HashMap<>();
            JsonMapper.shared()
                    .readTree(in)
                    .properties()
                    .forEach(phrase ->
                            phrases.put(phrase.getKey(), phrase.getValue().asString()));
            return Map.copyOf(phrases);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the words of reports in " + language + " on the class path", e);
        }
    }
}
