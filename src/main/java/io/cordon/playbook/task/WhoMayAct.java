package io.cordon.playbook.task;

import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who may do a task: the people who are asked, then and now, and the leads of their party. */
@Component
class WhoMayAct {

    private final Contracts contracts;
    private final Clock clock;

    WhoMayAct(Contracts contracts, Clock clock) {
        this.contracts = contracts;
        this.clock = clock;
    }

    /** One look at the organisations' contracts, for as many tasks as are asked about. */
    final class Look {
        private final Map<OrganisationId, Contract> agreed = new HashMap<>();

        boolean mayAct(Task task, Caller caller) {
            if (isLead(caller) && caller.party() == task.who().responsible().party()) {
                return true;
            }
            PersonRef person = caller.person();
            if (person == null) {
                return false;
            }
            return task.who().responsible().people().stream().anyMatch(named -> named.is(person))
                    || agreed
                            .computeIfAbsent(task.organisation(), contracts::of)
                            .assign(task.function(), clock.instant())
                            .responsible()
                            .stream()
                            .map(Person::ref)
                            .anyMatch(person::equals);
        }

        /** Whether the caller could claim or complete it as it stands. */
        boolean mayDo(Task task, Caller caller) {
            boolean works = caller.has(Role.RESPONDER) || isLead(caller);
            boolean isFree = task.claimedBy() == null || task.claimedBy().equals(nameInTask(caller)) || isLead(caller);
            return works && task.state().isWaiting() && isFree && mayAct(task, caller);
        }
    }

    Look look() {
        return new Look();
    }

    boolean mayAct(Task task, Caller caller) {
        return look().mayAct(task, caller);
    }

    /** Those of the Responsible party to whom a task may be handed: who work, and take part in its function. */
    List<Person> mayTake(Task task) {
        Contract contract = contracts.of(task.organisation());
        Party party = task.who().responsible().party();
        return (party == Party.CLIENT ? contract.clientPeople() : contract.providerPeople())
                .stream()
                        .filter(person -> person.serves(task.function()))
                        .filter(person -> person.roles().contains(Role.RESPONDER)
                                || person.roles().contains(Role.LEAD)
                                || person.roles().contains(Role.ADMIN))
                        .toList();
    }

    /** How the columns of a task name the caller. */
    static String nameInTask(Caller caller) {
        PersonRef person = caller.person();
        return person == null ? caller.name() : person.toString();
    }

    static boolean isLead(Caller caller) {
        return caller.has(Role.LEAD) || caller.has(Role.ADMIN);
    }

    static String inWords(Task task) {
        Who.Side responsible = task.who().responsible();
        String people = responsible.people().stream()
                .map(named -> named.name() + " (" + named.organisation() + "/" + named.id() + ")")
                .collect(Collectors.joining(", "));
        return "The " + responsible.party().id() + " is responsible for " + task.function() + ": "
                + (people.isEmpty() ? "" : people + ", or ") + "a lead or administrator of the "
                + responsible.party().id() + " may do this task.";
    }
}
