package io.cordon.playbook.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class RecipientsTests {

    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
    private static final String FIRST_LINE = "incident-response-first-line";
    private static final String DEEP = "incident-response-deep-analysis";

    @Autowired
    private Fixture fixture;

    @Autowired
    private Contracts contracts;

    @Autowired
    private ActingFor actingFor;

    @Test
    void anEscalationGoesToTheNextInOrderAndThenToTheAccountable() {
        Fixture.Client client = fixture.client();
        client.put(
                "raci", Map.of("functions", List.of(Map.of("function", FIRST_LINE, "client", "RA", "provider", "C"))));
        onCall(client, "bert", "emil");

        assertThat(ids(Recipients.escalation(contract(client), Severity.HIGH, NOW)))
                .containsExactly("bert", "emil");
        assertThat(next(client)).containsExactly("emil");

        onCall(client, "bert");
        assertThat(next(client)).containsExactly("anna");
    }

    @Test
    void whoWasToldAlreadyIsNotNextAgain() {
        Fixture.Client client = fixture.client();
        client.put(
                "raci", Map.of("functions", List.of(Map.of("function", FIRST_LINE, "client", "RA", "provider", "C"))));
        onCall(client, "anna", "bert", "emil");

        assertThat(next(client)).containsExactly("bert");
        assertThat(next(client, "bert")).containsExactly("emil");
        assertThat(next(client, "bert", "emil")).containsExactly("anna");
    }

    @Test
    void whoIsLateIsAskedAgainOnlyWhereNobodyElseAnswersForIt() {
        Fixture.Client client = fixture.client();
        fixture.providerToken("lead", "priya");
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(
                                Map.of("function", FIRST_LINE, "client", "RA", "provider", "C"),
                                Map.of("function", DEEP, "client", "C", "provider", "RA"))));
        onCall(client, "anna");
        List<Person> answering = Recipients.accountable(contract(client), List.of(FIRST_LINE, DEEP), NOW);
        assertThat(ids(answering)).hasSize(2).contains("anna");

        assertThat(ids(Recipients.next(contract(client), Severity.HIGH, List.of(FIRST_LINE, DEEP), Set.of(), NOW)
                        .people()))
                .hasSize(1)
                .doesNotContain("anna");
        assertThat(next(client)).containsExactly("anna");
    }

    @Test
    void whereAPartyHasNobodyTheOthersLeadsHearOfIt() {
        Fixture.Client client = fixture.client();
        client.put("people", Map.of("people", List.of()));
        client.put(
                "raci", Map.of("functions", List.of(Map.of("function", FIRST_LINE, "client", "RA", "provider", "C"))));

        assertThat(Recipients.escalation(contract(client), Severity.HIGH, NOW))
                .isNotEmpty()
                .allMatch(person -> person.ref().organisation().equals(OrganisationId.PROVIDER));
        assertThat(Recipients.accountable(contract(client), List.of(FIRST_LINE), NOW))
                .isNotEmpty()
                .allMatch(person -> person.ref().organisation().equals(OrganisationId.PROVIDER));
    }

    private List<String> next(Fixture.Client client, String... told) {
        return ids(Recipients.next(
                        contract(client),
                        Severity.HIGH,
                        List.of(FIRST_LINE),
                        Stream.of(told)
                                .map(person -> new PersonRef(client.id(), person))
                                .collect(Collectors.toSet()),
                        NOW)
                .people());
    }

    private Contract contract(Fixture.Client client) {
        return actingFor.call(client.id(), () -> contracts.of(client.id()));
    }

    private static List<String> ids(List<Person> people) {
        return people.stream().map(person -> person.ref().id()).toList();
    }

    private static void onCall(Fixture.Client client, String... people) {
        List<Map<String, Object>> shifts = new java.util.ArrayList<>();
        for (String person : people) {
            shifts.add(Map.of("order", shifts.size() + 1, "person", person, "from", "00:00", "to", "00:00"));
        }
        client.put(
                "on-call",
                Map.of("rotations", List.of(Map.of("party", "client", "timeZone", "Europe/Berlin", "shifts", shifts))));
    }
}
