package io.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How people narrow, search, sort and count alerts. */
@CordonServerTest
class AlertQueueTests {

    private static final String PATH = "/api/v1/alerts";

    @Autowired
    private Fixture fixture;

    @Autowired
    private Api api;

    @Autowired
    private TestDatabase database;

    private Fixture.Client client;
    private Api.As responder;

    @BeforeEach
    void fourAlerts() {
        client = fixture.client();
        responder = client.responder();
        send("disk", "Disk nearly full", "low", "srv-1.corp.example");
        send("note", "Ransomware note written", "critical", "srv-2.corp.example");
        send("mail", "Phishing reported by user", "low", "ws-3");
        send("dump", "Mimikatz credential dumping", "high", "ws-4");
    }

    @Test
    void ofSeveralValuesAnyOneWillDo() {
        assertThat(list("severity=critical,high")).containsExactly("dump", "note");
        assertThat(list("category=ransomware,%20phishing")).containsExactly("mail", "note");
        assertThat(list("disposition=log,suppressed")).containsExactly("disk");
        assertThat(list("source=wazuh,generic")).hasSize(4);
        assertThat(list("severity=critical,high&category=ransomware")).containsExactly("note");
        assertThat(list("severity=&category=")).hasSize(4);
    }

    @Test
    void aTechniqueStandsForItselfAlone() {
        assertThat(list("technique=T1486")).containsExactly("note");
        assertThat(list("technique=T1486,T1566")).containsExactly("mail", "note");
        assertThat(list("technique=T148")).isEmpty();
    }

    @Test
    void wordsAreFoundWhileTheyAreTypedInTheTitleTheIdAndWhatTheAlertNames() {
        assertThat(list("text=ransomw")).containsExactly("note");
        assertThat(list("text=RANSOMWARE%20wri")).containsExactly("note");
        assertThat(list("text=corp.exa")).containsExactly("note", "disk");
        assertThat(list("text=corp.exa%20disk")).containsExactly("disk");
        assertThat(list("text=" + encoded("mail-" + client.id()))).containsExactly("mail");
        assertThat(list("text=ransomware%20phishing")).isEmpty();
        for (String plain : List.of("%", "_", "\\", "'", "(", "a|b", "a:*", "!x", "\"x", "\u202E")) {
            assertThat(list("text=" + encoded(plain))).as(plain).isEmpty();
        }
    }

    @Test
    void moreWordsThanAnybodyTypesAreRefused() {
        for (String text : List.of("x".repeat(201), "a b c d e f g h i j k")) {
            Api.Answer answer = responder.get(PATH + "?text=" + encoded(text));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.at("/findings/0/field")).isEqualTo("text");
        }
        Api.Answer all = responder.get(PATH + "?severity=bad,critical&disposition=x&from=noon&raw=maybe&sort=odd");
        assertThat(all.status()).isEqualTo(422);
        assertThat(all.body()
                        .at("/findings")
                        .valueStream()
                        .map(finding -> finding.path("field").asString()))
                .containsExactly("severity", "disposition", "from", "sort", "raw");
    }

    @Test
    void aSearchThatWouldTakeLongIsEndedAndSaysSo() {
        database.asAdministrator()
                .sql("update alert set entities = jsonb_build_object('urls', jsonb_build_array(repeat('a', 60000000)))"
                        + " where organisation = ? and source_id like 'disk%'")
                .param(client.id().value())
                .update();

        Api.Answer answer = responder.get(PATH + "/facets?text=" + "a".repeat(199) + "b");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.at("/findings/0/field")).isEqualTo("text");
        assertThat(answer.at("/detail")).startsWith("Expected a search that ends within 3 s");
        assertThat(list("severity=critical")).containsExactly("note");
    }

    @Test
    void theWorstComeFirstAndPagesStayInOrderWhileAlertsComeIn() {
        assertThat(list("sort=severity")).containsExactly("note", "dump", "mail", "disk");

        Api.Answer first = responder.get(PATH + "?sort=severity&limit=2");
        assertThat(ids(first)).containsExactly("note", "dump");
        send("later", "Ransomware note written", "critical", "ws-5");
        assertThat(ids(responder.get(PATH + "?sort=severity&limit=2&cursor=" + first.at("/next"))))
                .containsExactly("mail", "disk");
    }

    @Test
    void aCursorOfAnotherOrderIsRefusedAndSoIsOneThatSomebodyMadeUp() {
        String next = responder.get(PATH + "?limit=1").at("/next");
        Api.Answer other = responder.get(PATH + "?limit=1&sort=severity&cursor=" + next);
        assertThat(other.status()).as(other.toString()).isEqualTo(400);
        assertThat(other.at("/detail")).contains("another order");
        for (String key : List.of("severity x " + UUID.randomUUID(), "severity 99999999999 " + UUID.randomUUID())) {
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
            assertThat(responder.get(PATH + "?sort=severity&cursor=" + cursor).status())
                    .as(key)
                    .isEqualTo(422);
        }
    }

    @Test
    void aListWithoutTheRawAlertsIsLight() {
        assertThat(responder.get(PATH).body().at("/items/0/raw").isObject()).isTrue();
        assertThat(responder.get(PATH + "?raw=false").body().at("/items/0/raw").isNull())
                .isTrue();
        assertThat(list("raw=false")).hasSize(4);
    }

    @Test
    void eachFacetIsCountedAsIfItsOwnFilterWasNotSet() {
        Map<String, Map<String, Long>> facets = facets("severity=critical,high");

        assertThat(facets.keySet())
                .containsExactlyInAnyOrder("severity", "category", "disposition", "source", "organisation");
        assertThat(facets.get("severity")).isEqualTo(Map.of("critical", 1L, "high", 1L, "medium", 1L, "low", 1L));
        assertThat(facets.get("category")).isEqualTo(Map.of("ransomware", 1L, "account-compromise", 1L));
        assertThat(facets.get("organisation")).isEqualTo(Map.of(client.id().value(), 2L));
        assertThat(facets("severity=critical&category=phishing").get("severity"))
                .isEqualTo(Map.of("medium", 1L));
        assertThat(facets("text=corp.exa").get("category")).isEqualTo(Map.of("ransomware", 1L, "unclassified", 1L));
        assertThat(facets("technique=T1486").get("category")).isEqualTo(Map.of("ransomware", 1L));
        assertThat(facets("entity=WS-4").get("severity")).isEqualTo(Map.of("high", 1L));
    }

    @Test
    void facetsSayHowManyTheListHas() {
        for (String question :
                List.of("", "severity=critical,high", "text=ransomw", "entity=ws-3", "disposition=log")) {
            Api.Answer facets = responder.get(PATH + "/facets?" + question);
            assertThat(facets.at("/total"))
                    .as(question)
                    .isEqualTo(Integer.toString(list(question).size()));
            assertThat(facets.at("/capped")).isEqualTo("false");
        }
    }

    @Test
    void nobodyCountsWhatAnotherOrganisationHas() {
        Fixture.Client other = fixture.client();
        assertThat(other.responder().get(PATH + "/facets").at("/total")).isEqualTo("0");
        assertThat(other.responder()
                        .get(PATH + "/facets?organisation=" + other.id() + "," + client.id())
                        .status())
                .isEqualTo(404);
        assertThat(other.responder()
                        .get(PATH + "?organisation=" + other.id() + "&organisation=" + client.id())
                        .status())
                .isEqualTo(404);
        Api.As provider = api.as(fixture.providerToken("responder", "queue"));
        assertThat(ids(provider.get(PATH + "?organisation=" + other.id() + "," + client.id())))
                .hasSize(4);
    }

    private void send(String id, String title, String severity, String host) {
        Api.Answer answer = client.integration()
                .post(
                        PATH + "/generic",
                        Map.of("id", id + "-" + client.id(), "title", title, "severity", severity, "host", host));
        assertThat(answer.at("/new")).as(answer.toString()).isEqualTo("1");
    }

    private List<String> list(String question) {
        return ids(responder.get(PATH + "?" + question));
    }

    /** The sources' ids up to what makes them this client's. */
    private static List<String> ids(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.body()
                .at("/items")
                .forEach(item -> ids.add(item.path("sourceId").asString().split("-", 2)[0]));
        return ids;
    }

    private Map<String, Map<String, Long>> facets(String question) {
        Api.Answer answer = responder.get(PATH + "/facets?" + question);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Map<String, Map<String, Long>> facets = new TreeMap<>();
        for (JsonNode facet : answer.body().at("/facets")) {
            Map<String, Long> values = new TreeMap<>();
            facet.path("values")
                    .forEach(value -> values.put(
                            value.path("value").asString(), value.path("count").asLong()));
            facets.put(facet.path("name").asString(), values);
        }
        return facets;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
