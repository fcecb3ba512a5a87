package io.cordon.alert;

import static io.cordon.alert.SampleAlerts.alert;
import static io.cordon.alert.SampleAlerts.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.api.Ids;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@CordonServerTest
class AlertInterfaceTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Alerts alerts;

    @Autowired
    private Quarantine quarantine;

    @Autowired
    private ActingFor actingFor;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void anAlertIsShownWithTheContractsFields() {
        var client = fixture.client();
        OrganisationId organisation = client.id();
        UUID id = keep(organisation, alert("evt-1", "203.0.113.9", "WS-042", "anna"));
        UUID incident = Ids.next();
        run(organisation, () -> alerts.joined(organisation, Map.of(id, incident)));
        run(organisation, () -> alerts.admit(organisation, List.of(alert("evt-1", "203.0.113.9", "WS-042", "anna"))));

        var answer = client.responder().get("/api/v1/alerts/" + id);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "organisation",
                        "source",
                        "sourceId",
                        "title",
                        "time",
                        "receivedAt",
                        "severity",
                        "category",
                        "disposition",
                        "techniques",
                        "entities",
                        "count",
                        "firstSeen",
                        "lastSeen",
                        "incidentId",
                        "explanation",
                        "raw");
        assertThat(answer.at("/severity")).isEqualTo("high");
        assertThat(answer.at("/organisation")).isEqualTo(client.id().value());
        assertThat(answer.at("/count")).isEqualTo("2");
        assertThat(answer.at("/incidentId")).isEqualTo(incident.toString());
        assertThat(answer.at("/entities/hosts/0")).isEqualTo("WS-042");
        assertThat(answer.body().at("/entities/urls").isArray()).isTrue();
        assertThat(answer.at("/explanation/rules/0/package")).isEqualTo("triage");
        assertThat(answer.at("/raw/note")).isEqualTo("größer");
    }

    @Test
    void alertsAreFoundByWhatTheyName() {
        var client = fixture.client();
        OrganisationId organisation = client.id();
        UUID one = keep(organisation, alert("evt-1", "203.0.113.9", "WS-042", "anna"));
        UUID two = keep(organisation, alert("evt-2", "203.0.113.10", "WS-043", "ben"));
        var responder = client.responder();
        assertThat(ids(responder.get("/api/v1/alerts"))).containsExactly(two.toString(), one.toString());
        assertThat(ids(responder.get("/api/v1/alerts?entity=ws-042"))).containsExactly(one.toString());
        assertThat(ids(responder.get("/api/v1/alerts?entity=BEN"))).containsExactly(two.toString());
        assertThat(ids(responder.get("/api/v1/alerts?text=BRUTE&severity=high&disposition=incident&source=wazuh")))
                .hasSize(2);
        assertThat(ids(responder.get("/api/v1/alerts?severity=low"))).isEmpty();
        assertThat(ids(responder.get("/api/v1/alerts?to=2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(ids(responder.get("/api/v1/alerts?from=2020-01-01T00:00:00Z")))
                .hasSize(2);
        assertThat(ids(responder.get("/api/v1/alerts?incident=" + Ids.next()))).isEmpty();
        var first = responder.get("/api/v1/alerts?limit=1");
        assertThat(ids(first)).containsExactly(two.toString());
        assertThat(ids(responder.get("/api/v1/alerts?limit=1&cursor=" + first.at("/next"))))
                .containsExactly(one.toString());
    }

    @Test
    void wrongQuestionsAreAnsweredWithTheFieldAndNeverWithAnError() {
        var responder = fixture.client().responder();
        for (String question : List.of(
                "severity=terrible",
                "disposition=x",
                "from=yesterday",
                "to=%00",
                "entity=%00",
                "source=%00",
                "cursor=AAAA",
                "limit=0",
                "from=%2B1000000000-12-31T23:59:59Z")) {
            var answer = responder.get("/api/v1/alerts?" + question);
            assertThat(answer.status()).as(question + " " + answer).isEqualTo(422);
        }
        for (String question : List.of("text=%27%3B--", "category=" + "x".repeat(2000))) {
            var answer = responder.get("/api/v1/alerts?" + question);
            assertThat(answer.status()).as(question + " " + answer).isEqualTo(200);
            assertThat(ids(answer)).isEmpty();
        }
        assertThat(responder.get("/api/v1/alerts?organisation=NO!").status()).isEqualTo(404);
        assertThat(responder.get("/api/v1/alerts/nonsense").status()).isEqualTo(404);
        assertThat(responder.get("/api/v1/alerts/" + Ids.next()).status()).isEqualTo(404);
    }

    @Test
    void anothersAlertIsNotThere() {
        var owner = fixture.client();
        OrganisationId organisation = owner.id();
        UUID id = keep(organisation, alert("evt-1", "203.0.113.9", "WS-042", "anna"));
        var other = fixture.client().responder();
        assertThat(other.get("/api/v1/alerts/" + id).status()).isEqualTo(404);
        assertThat(other.post("/api/v1/alerts/" + id + "/feedback", Map.of("verdict", "benign"))
                        .status())
                .isEqualTo(404);
        assertThat(ids(other.get("/api/v1/alerts?entity=ws-042"))).isEmpty();
        assertThat(other.get("/api/v1/alerts?organisation=" + owner.id()).status())
                .isEqualTo(404);
    }

    @Test
    void aPersonSaysWhetherAnAlertWasRight() {
        var client = fixture.client();
        OrganisationId organisation = client.id();
        UUID id = keep(organisation, alert("evt-1", "203.0.113.9", "WS-042", "anna"));
        String path = "/api/v1/alerts/" + id + "/feedback";
        var given = client.responder().post(path, Map.of("verdict", "false_positive", "comment", "our scanner"));
        assertThat(given.status()).as(given.toString()).isEqualTo(201);
        assertThat(given.at("/verdict")).isEqualTo("false_positive");
        var wrong = client.responder().post(path, Map.of("verdict", "maybe", "comment", "x".repeat(5000)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("verdict", "comment");
    }

    @Test
    void sourcesSayWhatTheyAreAndTryAPayload() {
        var client = fixture.client();
        var engineer = client.as("emil", "engineer");
        var sources = engineer.get("/api/v1/sources");
        assertThat(sources.status()).as(sources.toString()).isEqualTo(200);
        assertThat(sources.text()).contains("\"suricata-eve\"", "\"wazuh\"", "\"ocsf\"", "\"generic\"");
        var tried = engineer.post("/api/v1/sources/test", """
            {"source":"auto","payload":{"title":"Odd thing","colour":"mauve","src_ip":"198.51.100.3"}}
            """);
        assertThat(tried.status()).as(tried.toString()).isEqualTo(200);
        assertThat(tried.at("/results/0/alert/source")).isEqualTo("generic");
        assertThat(tried.at("/results/0/alert/attackers/0")).isEqualTo("198.51.100.3");
        var bad = engineer.post("/api/v1/sources/test", "{\"source\":\"generic\",\"payload\":\"{\\\"a\\\":NaN}\"}");
        assertThat(bad.at("/results/0/error")).startsWith("Expected");
        assertThat(engineer.post("/api/v1/sources/test", "{\"source\":\"nosuch\",\"payload\":{}}")
                        .status())
                .isEqualTo(422);
        assertThat(engineer.post("/api/v1/sources/test", "{}").status()).isEqualTo(422);
    }

    @Test
    void theSameGarbageIsKeptOnceAndStaysWhileItCannotBeRead() {
        var client = fixture.client();
        OrganisationId organisation = client.id();
        byte[] garbage = "{\"a\":NaN}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            run(
                    organisation,
                    () -> quarantine.keep(
                            organisation,
                            new Reading.Rejected(0, "auto", "application/json", "Expected JSON, but …", garbage)));
        }
        var list = client.as("emil", "engineer").get("/api/v1/quarantine");
        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        assertThat(list.body().at("/items").size()).isEqualTo(1);
        assertThat(list.at("/items/0/count")).isEqualTo("3");
        var retried = client.as("emil", "engineer").post("/api/v1/quarantine/" + list.at("/items/0/id") + "/retry");
        assertThat(retried.status()).as(retried.toString()).isEqualTo(422);
        assertThat(client.as("emil", "engineer")
                        .get("/api/v1/quarantine")
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(1);
        var other = fixture.client().as("emil", "engineer");
        assertThat(other.get("/api/v1/quarantine").body().at("/items").size()).isZero();
        assertThat(other.post("/api/v1/quarantine/" + list.at("/items/0/id") + "/retry")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyReadsAlertsWithAnIntegrationsToken() {
        assertThat(fixture.client().integration().get("/api/v1/alerts").status())
                .isEqualTo(403);
        assertThat(api.anonymous().get("/api/v1/alerts").status()).isEqualTo(401);
    }

    private UUID keep(OrganisationId organisation, ReadAlert alert) {
        return Objects.requireNonNull(actingFor.call(
                organisation,
                () -> transactions.execute(status -> {
                    Admitted admitted =
                            alerts.admit(organisation, List.of(alert)).getFirst();
                    UUID id = ((Admitted.New) admitted).id();
                    alerts.store(List.of(stored(organisation, id, alert)));
                    return id;
                })));
    }

    private void run(OrganisationId organisation, Runnable work) {
        actingFor.run(organisation, () -> transactions.executeWithoutResult(status -> work.run()));
    }

    private static List<String> ids(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.body().at("/items").forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }
}
