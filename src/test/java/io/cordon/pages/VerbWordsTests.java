package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Cordon can do to the outside, as the pages know it. */
class VerbWordsTests {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyVerbAndItsUndoingIsSaid(String language) {
        assertThat(said(language)).containsAll(verbs());
    }

    @Test
    void peopleChooseFromAllVerbs() {
        assertThat(Pattern.compile("(?m)^ {2}(\\w+): true,$")
                        .matcher(Words.text(Words.PAGES.resolve("parts/verbs.ts")))
                        .results()
                        .map(verb -> verb.group(1)))
                .containsExactly(Arrays.stream(Verb.values()).map(Verb::id).toArray(String[]::new));
    }

    private static Set<String> said(String language) {
        return Words.read(Words.PAGES.resolve("parts/" + language + ".json"))
                .path("codes")
                .propertyStream()
                .map(code -> code.getKey())
                .collect(Collectors.toSet());
    }

    private static List<String> verbs() {
        return Arrays.stream(Verb.values())
                .flatMap(verb -> Stream.of(verb.id(), verb.undoing()))
                .filter(Objects::nonNull)
                .toList();
    }
}
