package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.tenancy.ActingFor;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Acknowledged is what a person has seen. */
@CordonServerTest
class AcknowledgementTests {

    @Autowired
    private Fixture fixture;

    @Autowired
    private Incidents incidents;

    @Autowired
    private ActingFor actingFor;

    @Test
    void whatAPlaybookDidNobodyHasSeenYet() {
        Fixture.Client client = fixture.client();
        UUID incident = UUID.fromString(client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\"}")
                .at("/results/0/incidentId"));

        boolean moved = Objects.requireNonNull(actingFor.call(
                client.id(),
                () -> incidents.changeStatus(
                        client.id(), incident, IncidentStatus.CONTAINED, "All holds.", "playbook:contain")));

        assertThat(moved).isTrue();
        assertThat(shown(client, incident).at("/status")).isEqualTo("contained");
        assertThat(shown(client, incident).at("/acknowledgedAt")).isEmpty();
        client.lead().post("/api/v1/incidents/" + incident + "/resolve", "{\"reason\":\"It was a drill.\"}");
        assertThat(shown(client, incident).at("/acknowledgedAt")).isNotEmpty();
    }

    private static Api.Answer shown(Fixture.Client client, UUID incident) {
        return client.lead().get("/api/v1/incidents/" + incident);
    }
}
