package io.cordon.playbook.task;

import io.cordon.organisation.Assignment;
import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who stands where for a task, as the matrix said when it was opened; kept with it.
 *
 * @param matrixVersion the version of the organisation's matrix that said so
 */
public record Who(
        Side responsible, @Nullable Side accountable, List<Named> consulted, List<Named> informed, int matrixVersion) {

    /** A party, and the people of it who are asked; may be nobody. */
    public record Side(Party party, List<Named> people) {}

    /** A person with the name they had then. */
    public record Named(String organisation, String id, String name) {

        static Named of(Person person) {
            return new Named(person.ref().organisation().value(), person.ref().id(), person.name());
        }

        PersonRef ref() {
            return new PersonRef(new OrganisationId(organisation), id);
        }

        boolean is(PersonRef person) {
            return organisation.equals(person.organisation().value()) && id.equals(person.id());
        }
    }

    static Who of(Assignment assignment) {
        Side accountable = assignment.accountableParty() == null
                ? null
                : new Side(
                        assignment.accountableParty(),
                        assignment.accountable() == null ? List.of() : named(List.of(assignment.accountable())));
        return new Who(
                new Side(assignment.party(), named(assignment.responsible())),
                accountable,
                named(assignment.consulted()),
                named(assignment.informed()),
                assignment.matrixVersion());
    }

    /** The same with one person asked, of the party that is Responsible. */
    Who passedOn(Person to) {
        return new Who(
                new Side(responsible.party(), named(List.of(to))), accountable, consulted, informed, matrixVersion);
    }

    private static List<Named> named(List<Person> people) {
        return people.stream().map(Named::of).toList();
    }
}
