package io.cordon.playbook.step;

import io.cordon.organisation.Assignment;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Person;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom the escalation table and the matrix name. */
final class Recipients {

    /** The functions of those who deal with an incident, the nearest to it first. */
    private static final List<String> DEALING =
            List.of("incident-response-first-line", "incident-response-deep-analysis");

    private static final String TELLING = "stakeholder-communication";

    private Recipients() {}

    /**
     * The escalation table: critical goes to those on call of both parties, high and medium to the client's, the
     * rest to nobody.
     */
    static List<Person> escalation(Contract contract, Severity severity, Instant now) {
        return switch (severity) {
            case CRITICAL -> both(onCall(contract, Party.CLIENT, now), onCall(contract, Party.PROVIDER, now));
            case HIGH, MEDIUM -> onCall(contract, Party.CLIENT, now);
            case LOW, INFORMATIONAL -> List.of();
        };
    }

    /** People, and why them. */
    record Chosen(List<Person> people, String why) {

        /** Whoever is at it already needs no word of it. */
        Chosen without(@Nullable String takenBy) {
            return new Chosen(
                    people.stream()
                            .filter(person -> !person.ref().toString().equals(takenBy))
                            .toList(),
                    why);
        }
    }

    /**
     * Whom an escalation reaches after the first: of each party that the table names, the next in the on-call order who
     * has not been told; where nobody is left, who answers for the functions, other than who is late already if there
     * is anybody else.
     */
    static Chosen next(
            Contract contract, Severity severity, Collection<String> functions, Set<PersonRef> told, Instant now) {
        Map<Party, List<Person>> order = escalation(contract, severity, now).stream()
                .collect(Collectors.groupingBy(Recipients::party, TreeMap::new, Collectors.toList()));
        List<Person> next = order.values().stream()
                .flatMap(people -> people.stream()
                        .skip(1)
                        .filter(person -> !told.contains(person.ref()))
                        .limit(1))
                .toList();
        if (!next.isEmpty()) {
            return new Chosen(next, "next in order, as those asked before have not acted in time");
        }
        List<Person> late = order.values().stream().map(List::getFirst).toList();
        List<Person> answering = accountable(contract, functions, now);
        List<Person> others =
                answering.stream().filter(person -> !late.contains(person)).toList();
        return new Chosen(
                others.isEmpty() ? answering : others, "they answer for what waits, and nobody is next in order");
    }

    private static Party party(Person person) {
        return person.ref().organisation().equals(OrganisationId.PROVIDER) ? Party.PROVIDER : Party.CLIENT;
    }

    /** Those Informed about dealing with incidents and about telling others of them. */
    static List<Person> informed(Contract contract, Instant now) {
        Set<Person> people = new LinkedHashSet<>();
        Stream.concat(DEALING.stream(), Stream.of(TELLING))
                .forEach(
                        function -> people.addAll(contract.assign(function, now).informed()));
        return List.copyOf(people);
    }

    /**
     * Who answers for the functions; where the matrix names nobody, the leads of the Responsible party, and where it has
     * nobody those of the other, so that an escalation never ends in a gap.
     */
    static List<Person> accountable(Contract contract, Collection<String> functions, Instant now) {
        Set<Person> people = new LinkedHashSet<>();
        for (String function : functions.isEmpty() ? List.of(DEALING.getFirst()) : functions) {
            Assignment assignment = contract.assign(function, now);
            if (assignment.accountable() != null) {
                people.add(assignment.accountable());
            } else {
                people.addAll(leads(contract, assignment.party()));
            }
        }
        return List.copyOf(people);
    }

    /** Those of a party who are Responsible for dealing with incidents now; without any, its leads. */
    private static List<Person> onCall(Contract contract, Party party, Instant now) {
        Set<Person> people = new LinkedHashSet<>();
        for (String function : DEALING) {
            Assignment assignment = contract.assign(function, now);
            if (assignment.party() == party) {
                people.addAll(assignment.responsible());
            }
        }
        return people.isEmpty() ? leads(contract, party) : List.copyOf(people);
    }

    /** Those of the other party where one has named nobody: somebody must hear of it. */
    private static List<Person> leads(Contract contract, Party party) {
        List<Person> own = party == Party.CLIENT ? contract.clientPeople() : contract.providerPeople();
        List<Person> others = party == Party.CLIENT ? contract.providerPeople() : contract.clientPeople();
        List<Person> all = own.isEmpty() ? others : own;
        List<Person> leads = all.stream()
                .filter(person ->
                        person.roles().contains(Role.LEAD) || person.roles().contains(Role.ADMIN))
                .toList();
        return leads.isEmpty() ? all : leads;
    }

    private static List<Person> both(List<Person> some, List<Person> others) {
        Set<Person> people = new LinkedHashSet<>(some);
        people.addAll(others);
        return new ArrayList<>(people);
    }
}
