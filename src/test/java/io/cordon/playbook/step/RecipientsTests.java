package io.cordon.playbook.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.ActingFor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class RecipientsTests {

    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
    private static final String FIRST_LINE = "incident-response-first-line";

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
        assertThat(ids(Recipients.next(contract(client), Severity.HIGH, List.of(FIRST_LINE), NOW)))
                .containsExactly("emil");

        onCall(client, "bert");
        assertThat(ids(Recipients.next(contract(client), Severity.HIGH, List.of(FIRST_LINE), NOW)))
                .containsExactly("anna");
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
