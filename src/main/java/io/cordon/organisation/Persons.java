package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Finds people in the {@code people} documents of the organisations that the work acts for. */
@Repository
@Transactional(readOnly = true)
public class Persons {

    private final Documents documents;

    Persons(Documents documents) {
        this.documents = documents;
    }

    public Optional<Person> find(PersonRef ref) {
        return of(ref.organisation()).stream()
                .filter(person -> person.ref().equals(ref))
                .findFirst();
    }

    /** How the people of one organisation are known to identity servers. */
    public List<Account> accountsOf(OrganisationId organisation) {
        return documents
                .current(organisation, DocumentKind.PEOPLE)
                .map(stored -> stored.document().people().stream()
                        .map(entry -> entry.account(organisation))
                        .toList())
                .orElse(List.of());
    }

    /** All people of one organisation, in the order of its document. */
    public List<Person> of(OrganisationId organisation) {
        return documents
                .current(organisation, DocumentKind.PEOPLE)
                .map(stored -> stored.document().of(organisation))
                .orElse(List.of());
    }

    /** All people of these organisations, by organisation and then in the order of its document. */
    public List<Person> of(Collection<OrganisationId> organisations) {
        return documents.current(organisations, DocumentKind.PEOPLE).entrySet().stream()
                .flatMap(people -> people.getValue().of(people.getKey()).stream())
                .toList();
    }
}
