package io.cordon.playbook.run;

import io.cordon.playbook.AuthoredWords;
import io.cordon.tenancy.OrganisationId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Those of the versions that work or worked on it. */
@Component
class WordsOfPlaybooks implements AuthoredWords {

    private final FollowingPlaybooks following;

    WordsOfPlaybooks(FollowingPlaybooks following) {
        this.following = following;
    }

    @Override
    public Map<String, String> of(OrganisationId organisation, UUID incident, String language) {
        Map<String, String> words = new HashMap<>();
        for (PlaybookProgress.Instance instance :
                following.of(organisation, incident).instances()) {
            add(words, instance.name(), instance.translations(), language);
            add(words, instance.key(), instance.translations(), language);
            instance.steps().forEach(step -> add(words, step.name(), step.translations(), language));
        }
        return words;
    }

    private static void add(
            Map<String, String> words,
            @Nullable String english,
            Map<String, Map<String, String>> translations,
            String language) {
        String name = translations.getOrDefault(language, Map.of()).get("name");
        if (english != null && name != null) {
            words.put(english, name);
        }
    }
}
