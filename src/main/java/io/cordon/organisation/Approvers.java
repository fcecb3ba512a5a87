package io.cordon.organisation;

import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may approve containment, by the document {@code people}: whoever has its function, leads and administrators. */
public final class Approvers {

    /** The function that gives the right, and whose Accountable answers for it. */
    public static final String FUNCTION = "containment-approval";

    private Approvers() {}

    /** All of a party who may, but for whoever asked. */
    public static List<Person> of(Contract contract, Party party, @Nullable PersonRef requester) {
        List<Person> people = party == Party.CLIENT ? contract.clientPeople() : contract.providerPeople();
        return people.stream()
                .filter(person -> !person.ref().equals(requester))
                .filter(person -> isAppointed(person)
                        || person.roles().contains(Role.LEAD)
                        || person.roles().contains(Role.ADMIN))
                .toList();
    }

    /** Those of a party to ask first: who are appointed for it, and without any of these all who may. */
    public static List<Person> first(Contract contract, Party party, @Nullable PersonRef requester) {
        List<Person> all = of(contract, party, requester);
        List<Person> appointed = all.stream().filter(Approvers::isAppointed).toList();
        return appointed.isEmpty() ? all : appointed;
    }

    /** Whether a person is appointed by name, whatever their role. */
    public static boolean isAppointed(Person person) {
        return person.functions().contains(FUNCTION);
    }
}
