package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What anybody may read without a token. */
@CordonServerTest
class FiguresTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Test
    void thoseThatMatterAreThereFromTheStart() {
        assertThat(api.anonymous().get("/actuator/prometheus").text())
                .contains(
                        "cordon_intake_alerts_total{outcome=\"new\"}",
                        "cordon_intake_alerts_total{outcome=\"duplicate\"}",
                        "cordon_intake_alerts_total{outcome=\"rejected\"}",
                        "cordon_response_actions_total{state=\"awaiting_approval\"}",
                        "cordon_response_actions_total{state=\"undone\"}",
                        "cordon_incident_open{severity=\"critical\"}",
                        "cordon_incident_clocks_breached{severity=\"low\"}");
    }

    @Test
    void noneOfThemNamesAClient() {
        Fixture.Client client = fixture.client("canary-of-figures");
        Api.As sensor = client.integration();
        sensor.post("/api/v1/alerts/suricata-eve", Fixture.checkIn(1, "10.0.8.1", "203.0.113.18"));
        sensor.post("/api/v1/alerts/generic", "no JSON");
        sensor.post("/api/v1/alerts/canary-of-figures", "{}");
        sensor.get("/edl/canary-of-figures/ip.txt");
        client.admin().get(client.path("/people"));

        for (String open : new String[] {"/actuator/prometheus", "/actuator/health", "/v3/api-docs", "/docs"}) {
            Api.Answer answer = api.anonymous().get(open);
            assertThat(answer.status()).as(open).isBetween(200, 399);
            assertThat(answer.text()).as(open).doesNotContain("canary-of-figures", "10.0.8.1", "203.0.113.18");
        }
    }
}
