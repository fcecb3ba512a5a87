package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the documents of the contract leave open. */
@Component
@Order(0)
class DocumentGaps implements GapSource {

    private final ContractsFromDocuments contracts;
    private final Clock clock;

    DocumentGaps(ContractsFromDocuments contracts, Clock clock) {
        this.contracts = contracts;
        this.clock = clock;
    }

    @Override
    public List<Gap> gaps(Contract contract) {
        OrganisationId id = contract.organisation().id();
        if (id.equals(OrganisationId.PROVIDER)) {
            return people(contract.providerPeople());
        }
        AgreedContract agreed = contracts.agreed(id);
        List<Gap> gaps = new ArrayList<>(agreed.raci().gaps());
        for (Raci.Row row : agreed.raci().functions()) {
            Assignment assignment = contract.assign(row.function(), clock.instant());
            if (assignment.responsible().isEmpty()) {
                gaps.add(new Gap(
                        "people",
                        row.function(),
                        "responsible",
                        "The " + assignment.party().id() + " does " + row.function() + ", but has nobody for it.",
                        null,
                        Map.of("party", assignment.party().id())));
            }
        }
        gaps.addAll(people(contract.clientPeople()));
        if (!agreed.providerIsIn()) {
            gaps.addAll(leftByProvider(agreed.raci()));
        }
        for (Party party : agreed.providerIsIn() ? Party.values() : new Party[] {Party.CLIENT}) {
            List<Person> people = party == Party.CLIENT ? contract.clientPeople() : contract.providerPeople();
            agreed.onCall()
                    .named(party)
                    .filter(named -> people.stream()
                            .noneMatch(person -> person.ref().id().equals(named)))
                    .forEach(named -> gaps.add(new Gap(
                            "on-call",
                            null,
                            "person",
                            "'" + named + "' is on call for the " + party.id()
                                    + ", but is none of its people: correct the on-call order, or add the person.",
                            null,
                            new TreeMap<>(Map.of("person", named, "party", party.id())))));
        }
        contract.regimes().stream()
                .filter(regime -> !Regimes.KNOWN.contains(regime))
                .forEach(regime -> gaps.add(new Gap(
                        "regime",
                        null,
                        "clock",
                        "Nobody knows the clock of '" + regime + "'; known are "
                                + String.join(
                                        ", ", Regimes.KNOWN.stream().sorted().toList()) + ".",
                        null,
                        Map.of("regime", regime))));
        return gaps;
    }

    private static List<Gap> leftByProvider(Raci raci) {
        return raci.functions().stream()
                .filter(row -> row.is(Party.PROVIDER, Raci.Part.R) || row.is(Party.PROVIDER, Raci.Part.A))
                .map(row -> new Gap(
                        "provider-access",
                        row.function(),
                        row.is(Party.PROVIDER, Raci.Part.R) ? "responsible" : "accountable",
                        "The matrix gives " + row.function() + " to the provider, whom the client has shut out: the"
                                + " client's people are asked instead. Change the matrix, or let the provider in.",
                        null,
                        Map.of()))
                .toList();
    }

    private static List<Gap> people(List<Person> people) {
        return people.stream()
                .filter(person -> person.email() == null)
                .map(person -> new Gap(
                        "person",
                        null,
                        "address",
                        person.name() + " (" + person.ref() + ") has no mail address.",
                        null,
                        new TreeMap<>(Map.of(
                                "name", person.name(), "person", person.ref().toString()))))
                .toList();
    }
}
