package io.cordon.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogues of the pages, which are packed with the server: what is said in one place is said on paper by the same
 * words.
 *
 * @param sentences by the key of their template
 * @param codes of the interface
 * @param functions of the RACI matrix, by id
 */
record Catalogues(
        Templates templates,
        Grammar grammar,
        Map<String, String> sentences,
        Map<String, String> codes,
        Map<String, String> functions,
        String and) {

    private static final Map<Language, Catalogues> ALL = readAll();

    static Catalogues of(Language language) {
        return java.util.Objects.requireNonNull(ALL.get(language));
    }

    private static Map<Language, Catalogues> readAll() {
        Grammar grammar = JsonMapper.shared().treeToValue(read("server/grammar.json"), Grammar.class);
        Templates templates = new Templates(texts(read("server/en.json")), grammar);
        Map<Language, Catalogues> all = new EnumMap<>(Language.class);
        Arrays.stream(Language.values()).forEach(language -> all.put(language, in(language.tag(), templates, grammar)));
        return all;
    }

    private static Catalogues in(String tag, Templates templates, Grammar grammar) {
        return new Catalogues(
                templates,
                grammar,
                texts(read("server/" + tag + ".json")),
                texts(read("parts/" + tag + ".json").path("codes")),
                texts(read("areas/clients/" + tag + ".json").path("functions")),
                tag.equals("de") ? " und " : " and ");
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties().stream()
                .filter(text -> text.getValue().isString())
                .forEach(text -> texts.put(text.getKey(), text.getValue().stringValue()));
        return Map.copyOf(texts);
    }

    private static JsonNode read(String file) {
        try (InputStream in = new ClassPathResource("words/" + file).getInputStream()) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the pages' words " + file + " on the class path", e);
        }
    }
}
