package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the pages say in English they say in German too, with the same values in it. */
class CatalogueTests {

    /** Where the code of the interface, or what the server says, is English enough, only German needs words. */
    private static final List<String> GERMAN_ONLY = List.of("parts.codes.", "parts.problems.");

    private static final Pattern CATEGORY = Pattern.compile("category\\(\"([a-z-]+)\"");

    private static final Pattern ELEMENT = Pattern.compile("<[a-zA-Z]+>");

    static Stream<Path> folders() throws IOException {
        Path connectors = Words.PAGES.resolve("areas/clients/connectors");
        List<Path> found;
        try (Stream<Path> walked = Files.walk(Words.PAGES)) {
            // Of connectors, the server has the English words.
            found = walked.filter(file -> file.endsWith("en.json") && !file.startsWith(connectors))
                    .map(Path::getParent)
                    .toList();
        }
        assertThat(found).hasSizeGreaterThan(10);
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void bothLanguagesSayTheSameThings(Path folder) {
        JsonNode english = Words.read(folder.resolve("en.json"));
        JsonNode german = Words.read(folder.resolve("de.json"));
        String area = folder.getFileName().toString();

        assertThat(keys(area, german)).isEqualTo(keys(area, english));
        assertThat(Words.keys(area, german)).containsAll(Words.keys(area, english));
        for (String key : keys(area, english)) {
            assertThat(putIn(at(german, key))).as(key + ": " + at(german, key)).isEqualTo(putIn(at(english, key)));
        }
    }

    @Test
    void everyCategoryThatARuleGivesIsSaidInGerman() throws IOException {
        Set<String> categories = new TreeSet<>();
        try (Stream<Path> rules = Files.walk(Path.of("rules"))) {
            for (Path rule :
                    rules.filter(file -> file.toString().endsWith(".drl")).toList()) {
                Matcher given = CATEGORY.matcher(Files.readString(rule));
                while (given.find()) {
                    categories.add(given.group(1));
                }
            }
        }
        JsonNode german = Words.read(Words.PAGES.resolve("parts/de.json")).path("codes");

        assertThat(categories).contains("ransomware", "phishing");
        assertThat(categories)
                .allSatisfy(category ->
                        assertThat(german.has(category)).as(category).isTrue());
    }

    private static Set<String> keys(String area, JsonNode texts) {
        Set<String> keys = new TreeSet<>(Words.keys(area, texts));
        keys.removeIf(key -> GERMAN_ONLY.stream().anyMatch(key::startsWith));
        return keys;
    }

    private static String at(JsonNode texts, String key) {
        return texts.at(key.substring(key.indexOf('.')).replace('.', '/')).stringValue();
    }

    /** The values and elements that a text has places for, in the branches of its choices too. */
    private static Set<String> putIn(String text) {
        Set<String> names = new TreeSet<>();
        Matcher element = ELEMENT.matcher(text);
        while (element.find()) {
            names.add(element.group());
        }
        values(text, names);
        return names;
    }

    private static void values(String text, Set<String> names) {
        for (String value : inBraces(text)) {
            String[] parts = value.split(",", 3);
            names.add(parts[0].strip());
            if (parts.length == 3) {
                inBraces(parts[2]).forEach(branch -> values(branch, names));
            }
        }
    }

    private static List<String> inBraces(String text) {
        List<String> found = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '{' && depth++ == 0) {
                start = i + 1;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                found.add(text.substring(start, i));
            }
        }
        return found;
    }
}
