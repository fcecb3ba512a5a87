package io.cordon.report;

import io.cordon.alert.RuleWords;
import io.cordon.alert.RulesInForce;
import io.cordon.api.Problem;
import io.cordon.playbook.AuthoredWords;
import io.cordon.words.Language;
import io.cordon.words.Saying;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the language of whoever reads a report, and what playbooks and rules say in it. */
@Component
class ReaderLanguage {

    private final AuthoredWords playbooks;
    private final RulesInForce rules;

    ReaderLanguage(AuthoredWords playbooks, RulesInForce rules) {
        this.playbooks = playbooks;
        this.rules = rules;
    }

    /**
     * @param wanted such as {@code de}; null for none
     * @param accepted the header Accept-Language; null for none
     */
    static Language read(@Nullable String wanted, @Nullable String accepted) {
        if (wanted != null) {
            return Language.of(wanted)
                    .orElseThrow(() -> Problem.invalid("lang", "Expected en or de, but got '" + wanted + "'."));
        }
        return Optional.ofNullable(accepted).flatMap(ReaderLanguage::best).orElse(Language.EN);
    }

    private static Optional<Language> best(String accepted) {
        try {
            String tag = Locale.lookupTag(
                    Locale.LanguageRange.parse(accepted),
                    Arrays.stream(Language.values()).map(Language::tag).toList());
            return Optional.ofNullable(tag).flatMap(Language::of);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    Phrases phrases(PostIncidentReport report, Language language) {
        if (language == Language.EN) {
            return Phrases.ENGLISH;
        }
        Map<String, String> authored =
                new HashMap<>(playbooks.of(report.organisation(), report.incidentId(), language.tag()));
        report.alerts().stream()
                .flatMap(alert -> alert.rules().stream())
                .map(PostIncidentReport.Rule::name)
                .distinct()
                .forEach(rule -> rules.words(rule).ifPresent(words -> add(authored, rule, words, language)));
        return Phrases.in(Saying.in(language, authored));
    }

    private static void add(Map<String, String> authored, String rule, RuleWords words, Language language) {
        Map<String, String> translated = words.translations().getOrDefault(language.tag(), Map.of());
        Optional.ofNullable(translated.get("name"))
                .ifPresent(name -> List.of(rule, words.name()).forEach(english -> authored.put(english, name)));
        Optional.ofNullable(translated.get("why")).ifPresent(why -> authored.put(words.why(), why));
    }
}
