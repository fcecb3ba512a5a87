package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class RulesTests {

    @Autowired
    private Fixture fixture;

    @Autowired
    private Api api;

    @Autowired
    private KeepingRuleHits keeping;

    @Autowired
    private TestDatabase database;

    @Test
    void showsEveryRuleWithItsReasonToThePeopleWhoWorkByIt() {
        Api.Answer answer = fixture.client().as("bert", "responder").get("/api/v1/rules");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("items").size()).isGreaterThanOrEqualTo(30);
        assertThat(answer.body().path("refused").size()).isZero();
        assertThat(answer.at("/version")).hasSize(12);
        var ransomware = answer.body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals("endpoint-sees-ransomware"))
                .findFirst()
                .orElseThrow();
        assertThat(ransomware.path("file").asString()).isEqualTo("ransomware/endpoint-sees-ransomware.drl");
        assertThat(ransomware.path("attack").asString()).isEqualTo("T1486");
        assertThat(ransomware.path("why").asString()).isNotEmpty();
        assertThat(ransomware.at("/translations/de/name").asString())
                .isEqualTo("Ein Werkzeug auf einem Rechner sieht Ransomware");
        assertThat(ransomware.at("/translations/de/why").asString()).startsWith("Ransomware verschlüsselt");
        assertThat(ransomware.path("package").asString()).isEqualTo("cordon.triage");
        assertThat(ransomware.path("enabled").asBoolean()).isTrue();
    }

    @Test
    void countsWhatRulesCaughtForTheOwnOrganisationAlone() {
        Fixture.Client caught = fixture.client();
        Fixture.Client other = fixture.client();
        Api.Answer received = caught.integration().post("/api/v1/alerts/suricata-eve", """
            {"timestamp":"2026-03-02T10:00:00.000000+0000","flow_id":4711,"event_type":"alert",
             "src_ip":"10.20.0.5","src_port":40000,"dest_ip":"203.0.113.9","dest_port":443,"proto":"TCP",
             "alert":{"action":"allowed","gid":1,"signature_id":2000001,"rev":1,
                      "signature":"ET MALWARE Win32/Example CnC Checkin",
                      "category":"Malware Command and Control Activity Detected","severity":1}}\
            """);

        assertThat(received.at("/results/0/severity")).as(received.toString()).isEqualTo("critical");
        assertThat(received.at("/results/0/category")).isEqualTo("command-and-control");
        assertThat(received.at("/results/0/disposition")).isEqualTo("incident");
        assertThat(hits(caught)).isEqualTo(1);
        assertThat(hits(other)).isZero();
        assertThat(perDay(caught)).hasSize(30).last().isEqualTo(1L);
        keeping.keep();
        assertThat(hits(caught)).as("kept, and still what it was").isEqualTo(1);
        assertThat(perDay(caught)).hasSize(30).endsWith(0L, 1L);
        assertThat(perDay(other)).isEmpty();
        Api.As reader = caught.as("bert", "responder");
        assertThat(reader.get("/api/v1/alerts?rule=check-in-with-its-master")
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(reader.get("/api/v1/alerts/facets?rule=check-in-with-its-master")
                        .at("/total"))
                .isEqualTo("1");
        assertThat(reader.get("/api/v1/alerts?rule=endpoint-sees-ransomware")
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(other.as("bert", "responder")
                        .get("/api/v1/alerts?rule=check-in-with-its-master")
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(hits(other)).isZero();
        assertThat(database.asAdministrator()
                        .sql("select sum(hits) from rule_hit where organisation = ? and rule ="
                                + " 'check-in-with-its-master'")
                        .param(caught.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void saysBesideAnAlertsRulesWhatTheySayNowAndLeavesTheAlertsOwnSentenceAsItWas() {
        Fixture.Client client = fixture.client();
        Api.Answer received = client.integration().post("/api/v1/alerts/auto", Fixture.checkIn(6400));
        Api.As reader = client.as("bert", "responder");
        String alert = "/api/v1/alerts/" + received.at("/results/0/alertId");
        String text = reader.get(alert).at("/explanation/text");
        JsonNode fired = fired(reader.get(alert));

        assertThat(fired.at("/words/name").asString()).isEqualTo("Malware inside talks to its master outside");
        assertThat(fired.at("/words/translations/de/name").asString())
                .isEqualTo("Schadsoftware im Netz spricht mit ihrem Server außerhalb");
        assertThat(text).contains(fired.at("/words/why").asString());
        assertThat(reader.get(alert).at("/explanation/decided/rule")).isNotEmpty();

        database.asAdministrator().sql("""
            update alert
            set explanation = jsonb_set(explanation - 'decided', '{rules,0,name}', '"no-longer-there"')
            where organisation = ?
            """).param(client.id().value()).update();
        JsonNode before = reader.get(alert).body().path("explanation");

        assertThat(before.path("decided").isNull()).isTrue();
        assertThat(before.at("/rules/0/words").isNull()).isTrue();
        assertThat(before.path("text").asString()).isEqualTo(text);
    }

    @Test
    void tellsIntegrationsNothing() {
        assertThat(fixture.client().integration().get("/api/v1/rules").status()).isEqualTo(403);
        assertThat(api.anonymous().get("/api/v1/rules").status()).isEqualTo(401);
    }

    private static JsonNode fired(Api.Answer alert) {
        return alert.body()
                .at("/explanation/rules")
                .valueStream()
                .filter(rule -> rule.path("name").asString().equals("check-in-with-its-master"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> perDay(Fixture.Client client) {
        return client.as("bert", "responder")
                .get("/api/v1/rules/hits")
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("rule").asString().equals("check-in-with-its-master"))
                .flatMap(item -> item.path("days").valueStream())
                .map(JsonNode::asLong)
                .toList();
    }

    private static int hits(Fixture.Client client) {
        return client.as("bert", "responder")
                .get("/api/v1/rules")
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals("check-in-with-its-master"))
                .findFirst()
                .orElseThrow()
                .path("hits")
                .asInt();
    }
}
