package io.cordon.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whatever a playbook of the repository says to people, it says in German too. */
class GermanPlaybooksTests {

    private static final Set<String> SAME_IN_BOTH =
            Set.of("Domains", "Isolation", "Links", "Phishing", "Ransomware", "Workaround");

    /** Numbers, and whatever a text has a place for: what a translation most easily gets wrong. */
    private static final Pattern EXACT = Pattern.compile("[0-9]+|[$#]?\\{[^}]*}");

    /** A text of the author's, and the same in German; empty where there is none. */
    private record Pair(String where, String english, String german) {}

    static List<PlaybookFile> playbooks() {
        return PlaybookFile.all();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void haveGermanWordsForEveryText(PlaybookFile playbook) {
        List<Pair> pairs = pairs(playbook);

        assertThat(pairs).hasSizeGreaterThan(20);
        assertThat(pairs)
                .allSatisfy(pair -> assertThat(pair.german()).as(pair.where()).isNotBlank());
        assertThat(pairs)
                .filteredOn(pair -> !SAME_IN_BOTH.contains(pair.english()))
                .allSatisfy(pair -> assertThat(pair.german()).as(pair.where()).isNotEqualTo(pair.english()));
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void sayTheSameNumbersAndValuesInAsManyLines(PlaybookFile playbook) {
        assertThat(pairs(playbook)).allSatisfy(pair -> {
            assertThat(exactly(pair.german())).as(pair.where()).isEqualTo(exactly(pair.english()));
            assertThat(pair.german().lines().count())
                    .as(pair.where())
                    .isEqualTo(pair.english().lines().count());
        });
    }

    private static List<String> exactly(String text) {
        return EXACT.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static List<Pair> pairs(PlaybookFile playbook) {
        List<Pair> pairs = new ArrayList<>();
        Stream.concat(
                        Stream.of(playbook.process()),
                        PlaybookFile.descendants(
                                playbook.process(), playbook.process().getNamespaceURI(), "*"))
                .forEach(element -> pairs.addAll(texts(element)));
        PlaybookFile.descendants(playbook.process(), PlaybookFile.CAMUNDA, "formField")
                .forEach(field -> pairs.addAll(labels(field)));
        return pairs;
    }

    private static List<Pair> texts(Element element) {
        String id = element.getAttribute("id");
        Map<String, String> german = children(element, "extensionElements")
                .flatMap(extensions -> children(extensions, "properties"))
                .flatMap(properties -> children(properties, "property"))
                .collect(byKey("name"));
        List<Pair> pairs = new ArrayList<>();
        if (!element.getAttribute("name").isBlank()) {
            pairs.add(new Pair(id + ".name", element.getAttribute("name"), german.getOrDefault("name.de", "")));
        }
        children(element, "documentation")
                .map(Node::getTextContent)
                .map(String::strip)
                .forEach(text ->
                        pairs.add(new Pair(id + ".documentation", text, german.getOrDefault("documentation.de", ""))));
        return pairs;
    }

    private static List<Pair> labels(Element field) {
        String id = field.getAttribute("id");
        Map<String, String> german = children(field, "properties")
                .flatMap(properties -> children(properties, "property"))
                .collect(byKey("id"));
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(id + ".label", field.getAttribute("label"), german.getOrDefault("label.de", "")));
        children(field, "value").forEach(choice -> {
            String value = "value." + choice.getAttribute("id");
            pairs.add(new Pair(id + "." + value, choice.getAttribute("name"), german.getOrDefault(value + ".de", "")));
        });
        return pairs;
    }

    private static Collector<Element, ?, Map<String, String>> byKey(String key) {
        return Collectors.toMap(
                property -> property.getAttribute(key),
                property -> property.getAttribute("value"),
                (line, next) -> line + "\n" + next);
    }

    private static Stream<Element> children(Element parent, String name) {
        return PlaybookFile.descendants(parent, "*", name).filter(child -> parent.isSameNode(child.getParentNode()));
    }
}
