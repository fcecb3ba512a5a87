package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a rule of the repository says to people, it says in German too. */
class GermanRulesTests {

    /** What a translation most easily gets wrong, or must not translate. */
    private static final Pattern EXACT = Pattern.compile("\\b[0-9]+\\b|\\b(?:AWS|DNS|EICAR|Microsoft|Root)\\b");

    @TempDir
    static Path cache;

    private static List<Rule> rules = List.of();

    /** A text of the rule, and the same in German; empty where there is none. */
    private record Pair(String where, String english, String german) {}

    @BeforeAll
    static void readTheRules() throws IOException {
        rules = new RuleFolder(Path.of("rules/triage"), cache)
                .read(RuleFolder.Edition.EMPTY)
                .rules()
                .rules();
    }

    @Test
    void everyRuleHasItsNameAndItsReasonInGerman() {
        assertThat(rules).hasSizeGreaterThan(100);
        assertThat(pairs()).allSatisfy(pair -> {
            assertThat(pair.german()).as(pair.where()).isNotBlank().isNotEqualTo(pair.english());
            assertThat(pair.german()).as(pair.where()).doesNotContain("\\u", "\"");
        });
    }

    @Test
    void theGermanWordsEndAsTheEnglishDoAndNameTheSame() {
        assertThat(pairs()).allSatisfy(pair -> {
            assertThat(exactly(pair.german())).as(pair.where()).isEqualTo(exactly(pair.english()));
            assertThat(pair.german().endsWith("."))
                    .as(pair.where())
                    .isEqualTo(pair.english().endsWith("."));
        });
    }

    @Test
    void noTwoRulesHaveOneName() {
        assertThat(rules.stream().map(GermanRulesTests::german).map(texts -> texts.getOrDefault("name", "")))
                .doesNotHaveDuplicates();
    }

    private static List<String> exactly(String text) {
        return EXACT.matcher(text.replace("root", "Root"))
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Rule rule : rules) {
            Map<String, String> german = german(rule);
            pairs.add(new Pair(rule.id() + ".name", rule.name(), german.getOrDefault("name", "")));
            pairs.add(new Pair(rule.id() + ".why", rule.why(), german.getOrDefault("why", "")));
        }
        return pairs;
    }

    private static Map<String, String> german(Rule rule) {
        return rule.translations().getOrDefault("de", Map.of());
    }
}
