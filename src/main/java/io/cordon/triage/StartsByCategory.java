package io.cordon.triage;

import java.util.List;
import org.springframework.stereotype.Component;

/** The table of categories, read by its playbooks. */
@Component
class StartsByCategory implements PlaybookStarts {

    private final Rulebook rulebook;

    StartsByCategory(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    @Override
    public List<String> categoriesOf(String playbook) {
        Categories categories = rulebook.rules().categories();
        return categories.ids().stream()
                .filter(category -> categories.playbook(category).equals(playbook))
                .toList();
    }
}
