package io.cordon.playbook;

import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import java.util.UUID;

/** What the authors of an incident's playbooks wrote, in other languages. */
public interface AuthoredWords {

    /**
     * The names of the playbooks and of their steps in that language, by the English ones; those of playbooks by their
     * keys, too.
     *
     * @param language such as {@code de}
     */
    Map<String, String> of(OrganisationId organisation, UUID incident, String language);
}
