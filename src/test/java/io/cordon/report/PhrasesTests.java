package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.words.Language;
import io.cordon.words.Saying;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PhrasesTests {

    private static final Path SOURCES = Path.of("src/main/java/io/cordon/report");
    private static final Path GERMAN = Path.of("src/main/resources/report/de.json");

    /** The same in both languages, or said of something that stands in the records only. */
    private static final Pattern SAID =
            Pattern.compile("\\bsay\\(\\s*(?:List\\.of\\(([^;]*?)\\)\\)|\"((?:[^\"\\\\]|\\\\.)*)\")");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void everyFixedPhraseOfAReportHasGermanWords() throws IOException {
        Set<String> phrases = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher said = SAID.matcher(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                while (said.find()) {
                    if (said.group(2) != null) {
                        phrases.add(said.group(2).replace("\\\"", "\""));
                    } else {
                        TEXT.matcher(said.group(1)).results().forEach(text -> phrases.add(text.group(1)));
                    }
                }
            }
        }

        assertThat(phrases).hasSizeGreaterThan(80);
        assertThat(german().propertyNames()).containsAll(phrases);
    }

    @Test
    void everyPhraseHasTheSamePlaces() throws IOException {
        german().properties()
                .forEach(phrase -> assertThat(places(phrase.getValue().asString()))
                        .as(phrase.getKey())
                        .isEqualTo(places(phrase.getKey())));
    }

    @Test
    void whatIsPutInIsNotLookedAt() {
        Phrases german = Phrases.in(Saying.in(Language.DE, Map.of()));

        assertThat(german.say("comment: {0}", "{0} {1} {")).isEqualTo("Bemerkung: {0} {1} {");
        assertThat(german.say("{0} by {1}, {2}", "a", "b", "c")).isEqualTo("a von b, c");
    }

    private static JsonNode german() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(GERMAN));
    }

    private static List<String> places(String phrase) {
        return Pattern.compile("\\{\\d}")
                .matcher(phrase)
                .results()
                .map(place -> place.group())
                .sorted()
                .toList();
    }
}
