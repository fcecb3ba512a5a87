package io.cordon.incident;

import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The people of both parties of an incident. */
@Component
class IncidentPeople {

    private final Contracts contracts;

    IncidentPeople(Contracts contracts) {
        this.contracts = contracts;
    }

    /** A person of one of the parties, with the rights they have there. */
    record Known(Person person, Party party) {}

    /** The client's first; none of the provider's where the client has shut it out. */
    List<Known> of(OrganisationId organisation) {
        Contract contract = contracts.of(organisation);
        return Stream.concat(
                        contract.clientPeople().stream().map(person -> new Known(person, Party.CLIENT)),
                        contract.providerPeople().stream().map(person -> new Known(person, Party.PROVIDER)))
                .toList();
    }

    /**
     * Whether that is the name of one of the client's people, who is thereby told of what they act on: every row of the
     * escalation table names the client, and the provider's own word of it is none to the client.
     *
     * <p>NB: a token that the provider made for them has another name: they may not be the ones who act.
     */
    boolean isClients(OrganisationId organisation, String by) {
        return contracts.of(organisation).clientPeople().stream()
                .anyMatch(person -> person.ref().toString().equals(by));
    }

    /**
     * As the public interface shows them.
     *
     * @param id within the organisation; asked and mentioned as {@code organisation/id}
     */
    @Schema(name = "IncidentPerson")
    record View(
            @Schema(example = "anna") String id,
            String name,
            OrganisationId organisation,
            Party party,
            List<Role> roles) {

        static View of(Known known) {
            Person person = known.person();
            return new View(
                    person.ref().id(),
                    person.name(),
                    person.ref().organisation(),
                    known.party(),
                    person.roles().stream().sorted().toList());
        }
    }
}
