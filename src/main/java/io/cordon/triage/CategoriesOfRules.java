package io.cordon.triage;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Those of the table in the folder of rules. */
@Component
class CategoriesOfRules implements KnownCategories {

    private final Rulebook rulebook;

    CategoriesOfRules(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    @Override
    public List<String> all() {
        return List.copyOf(rulebook.rules().categories().ids());
    }

    @Override
    public Optional<String> playbookOf(String category) {
        Categories categories = rulebook.rules().categories();
        return categories.knows(category) ? Optional.of(categories.playbook(category)) : Optional.empty();
    }
}
