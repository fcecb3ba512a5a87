package io.cordon.access;

import io.cordon.api.Filters;
import io.cordon.api.Page;
import io.cordon.organisation.Person;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/people")
@Tag(name = "people", description = "Who can sign in, and with what")
class PeopleController {

    private final Persons persons;
    private final Means means;

    PeopleController(Persons persons, Means means) {
        this.persons = persons;
        this.means = means;
    }

    /** A person of a people document, and what they can sign in with. */
    record PersonInList(
            OrganisationId organisation,
            @Schema(example = "anna") String id,
            String name,
            @Nullable String email,
            SortedSet<Role> roles,
            boolean password,
            boolean authenticator,
            int passkeys,

            @Schema(description = "how many stand now") int sessions,

            @Schema(description = "to the minute; null where no session stands") @Nullable
            Instant lastSeen,

            @Schema(description = "until when a setup code holds that has not been used; null where there is none")
            @Nullable
            Instant codeUntil) {

        static PersonInList of(Person person, Means.Known known) {
            return new PersonInList(
                    person.ref().organisation(),
                    person.ref().id(),
                    person.name(),
                    person.email(),
                    new TreeSet<>(person.roles()),
                    known.password(),
                    known.authenticator(),
                    known.passkeys(),
                    known.sessions(),
                    known.lastSeen(),
                    known.codeUntil());
        }
    }

    @GetMapping
    @Allowed(Role.ADMIN)
    @Transactional(readOnly = true)
    @Operation(
            summary = "The people of all organisations in reach, and with what they can sign in",
            description = "By organisation, and in the order of its people document, by which they are changed. The"
                    + " first administrator, who can always sign in, is among the provider's even where its document"
                    + " leaves them out.")
    Page<PersonInList> list(
            @Parameter(description = "Ids, separated by commas", example = "acme") @RequestParam @Nullable
                    String organisation,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        Filters filters = new Filters();
        List<OrganisationId> asked = filters.choices("organisation", organisation, OrganisationId::new);
        filters.check();
        Set<OrganisationId> asking = new TreeSet<>(caller.reach());
        if (!asked.isEmpty()) {
            asking.retainAll(asked);
        }
        Map<PersonRef, Means.Known> known = means.of(asking);
        List<Person> people = new ArrayList<>(persons.of(asking));
        if (asking.contains(Callers.ADMINISTRATOR.organisation())) {
            addAdministrator(people);
        }
        return Page.whole(
                people.stream()
                        .sorted(Comparator.comparing(person -> person.ref().organisation()))
                        .map(person -> PersonInList.of(person, known.getOrDefault(person.ref(), Means.NOTHING)))
                        .toList(),
                limit,
                cursor);
    }

    /** Who gets in always, and may stand in no document, must not be missing where somebody looks for who gets in. */
    private static void addAdministrator(List<Person> people) {
        if (people.stream().noneMatch(person -> person.ref().equals(Callers.ADMINISTRATOR))) {
            people.addFirst(new Person(
                    Callers.ADMINISTRATOR, "Administrator", null, null, Callers.OF_ADMINISTRATOR, List.of()));
        }
    }
}
