package io.cordon.triage;

import java.util.List;
import java.util.Optional;

/** The kinds of trouble that incidents are about. */
public interface KnownCategories {

    /** Where a person first finds out what it is. */
    String BY_A_PERSON = Categories.PERSON;

    /** Worst first. */
    List<String> all();

    /** The playbook of an incident of that category; empty where there is no such category. */
    Optional<String> playbookOf(String category);
}
