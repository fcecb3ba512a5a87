package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Numbers that lead to their rows. */
@CordonServerTest
class OperatorFiguresTests {

    private static final String PATH = "/api/v1/figures";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    private Fixture.Client client;
    private Api.As lead;
    private final List<String> incidents = new ArrayList<>();

    @BeforeEach
    void alertsAndIncidents() {
        client = fixture.client();
        lead = client.lead();
        send("Disk nearly full", "low", "srv-1");
        send("Disk nearly full", "low", "srv-2");
        incidents.add(send("Ransomware note written", "critical", "srv-3"));
        incidents.add(send("Ransomware note written", "critical", "srv-4"));
        incidents.add(send("Mimikatz credential dumping", "high", "ws-5"));
        detected(0, "now() - interval '3 days'");
        detected(1, "now() - interval '30 minutes'");
        detected(2, "now() - interval '2 hours'");
        assertThat(lead.post("/api/v1/incidents/" + incidents.get(1) + "/acknowledge")
                        .status())
                .isEqualTo(200);
        takes(0, "acknowledged_at", "100 seconds");
        takes(1, "acknowledged_at", "300 seconds");
        database.asAdministrator()
                .sql("update incident set status = 'contained', contained_at = now() + interval '1 second' where"
                        + " organisation = ? and id = any (?::uuid[])")
                .params(client.id().value(), new String[] {incidents.get(0), incidents.get(1)})
                .update();
    }

    @Test
    void everyNumberLeadsToItsRows() {
        JsonNode figures = figures("zone=Australia/Melbourne&organisation=" + client.id());

        check("alerts", figures.path("alertsPerDay"));
        check("alerts", figures.path("techniques"));
        check("incidents", figures.path("incidentsPerDay"));
        check("alerts", figures.path("alertsPerClient"));
        check("incidents", figures.path("incidentsPerClient"));
        check("incidents", figures.path("openPerClient"));
        check("incidents", figures.path("open"));
        check("incidents", figures.path("times"));
        JsonNode automation = figures.path("automation");
        assertThat(listed("incidents", automation.path("containedFilter")))
                .isEqualTo(automation.path("contained").asLong());
        assertThat(listed("incidents", automation.path("automaticFilter")))
                .isEqualTo(automation.path("automatic").asLong());
    }

    @Test
    void daysAreThoseOfTheReadersZoneAndNoneIsLeftOut() {
        JsonNode figures = figures("zone=Asia/Kolkata&from=2026-03-01T00:00:00Z&to=2026-03-03T20:00:00Z");
        assertThat(figures.path("alertsPerDay")
                        .valueStream()
                        .map(day -> day.path("day").asString()))
                .containsExactly("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04");
        assertThat(figures.at("/alertsPerDay/0/filter/to").asString()).isEqualTo("2026-03-01T18:30:00Z");
        assertThat(sum(figures("").path("alertsPerDay"))).isEqualTo(5);
        assertThat(sum(figures("").path("incidentsPerDay"))).isEqualTo(3);
    }

    @Test
    void eachClientHasItsOwnShare() {
        Fixture.Client other = fixture.client();
        other.integration()
                .post("/api/v1/alerts/generic", Map.of("id", "1", "title", "Disk nearly full", "severity", "low"));

        JsonNode both = body(api.administrator().get(PATH + "?organisation=" + client.id() + "," + other.id()));

        assertThat(perClient(both, "alertsPerClient")).containsExactly(client.id() + " 5", other.id() + " 1");
        assertThat(perClient(both, "incidentsPerClient")).containsExactly(client.id() + " 3");
        assertThat(perClient(both, "openPerClient")).containsExactly(client.id() + " 3");
    }

    @Test
    void aTechniqueIsToldWithItsNameAndItsPlaceInTheMatrix() {
        client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        Map.of(
                                "id",
                                "scheduled",
                                "title",
                                "Task",
                                "severity",
                                "low",
                                "techniques",
                                List.of("T1053.005", "T1999")));
        Map<String, JsonNode> techniques = figures("")
                .path("techniques")
                .valueStream()
                .collect(Collectors.toMap(each -> each.path("technique").asString(), each -> each));

        JsonNode scheduled = Objects.requireNonNull(techniques.get("T1053.005"));
        assertThat(scheduled.path("name").asString()).isEqualTo("Scheduled Task/Job: Scheduled Task");
        assertThat(scheduled.path("tactics").valueStream().map(JsonNode::asString))
                .containsExactly("execution", "persistence", "privilege-escalation");
        JsonNode unknown = Objects.requireNonNull(techniques.get("T1999"));
        assertThat(unknown.path("name").asString()).isEmpty();
        assertThat(unknown.path("tactics")).isEmpty();
    }

    @Test
    void whatIsOpenIsToldByAgeAndSeverity() {
        assertThat(figures("")
                        .path("open")
                        .valueStream()
                        .map(open -> open.path("age").asString() + " "
                                + open.path("severity").asString() + " "
                                + open.path("count").asInt()))
                .containsExactly("under-1h critical 1", "under-4h high 1", "under-1w critical 1");
    }

    @Test
    void timesAreToldInSecondsByTheirMedian() {
        Map<String, JsonNode> times = figures("")
                .path("times")
                .valueStream()
                .collect(Collectors.toMap(
                        each -> each.path("to").asString() + " "
                                + each.path("value").asString(),
                        each -> each));
        JsonNode all = Objects.requireNonNull(times.get("acknowledge "));
        assertThat(all.path("count").asInt()).isEqualTo(2);
        assertThat(all.path("median").asDouble()).isCloseTo(200, within(0.1));
        assertThat(all.path("p90").asDouble()).isCloseTo(280, within(0.1));
        assertThat(times).containsKeys("acknowledge critical", "acknowledge " + client.id(), "contain critical");
        assertThat(times).doesNotContainKeys("acknowledge high", "resolve ");
    }

    @Test
    void whatSomebodyHadAHandInIsNotCalledAutomatic() {
        JsonNode automation = figures("").path("automation");
        assertThat(automation.path("contained").asInt()).isEqualTo(2);
        assertThat(automation.path("automatic").asInt()).isEqualTo(1);
        assertThat(automation.path("rate").asDouble()).isEqualTo(0.5);
        assertThat(lead.get("/api/v1/incidents?automatic=true").at("/items/0/id"))
                .isEqualTo(incidents.get(0));
        assertThat(lead.get("/api/v1/incidents?automatic=false").at("/items/0/id"))
                .isEqualTo(incidents.get(1));
    }

    @Test
    void aSpanThatMakesNoSenseIsRefused() {
        for (String question : List.of(
                "zone=Mars/Olympus",
                "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
                "from=2020-03-02T00:00:00Z",
                "from=yesterday")) {
            Api.Answer answer = lead.get(PATH + "?" + question);
            assertThat(answer.status()).as(question + ": " + answer).isEqualTo(422);
        }
        assertThat(fixture.client()
                        .lead()
                        .get(PATH + "?organisation=" + client.id())
                        .status())
                .isEqualTo(404);
        assertThat(sum(body(fixture.client().lead().get(PATH)).path("alertsPerDay")))
                .isZero();
    }

    private static List<String> perClient(JsonNode figures, String name) {
        return figures.path(name)
                .valueStream()
                .map(each -> each.path("organisation").asString() + " "
                        + each.path("count").asString())
                .toList();
    }

    private void check(String list, JsonNode numbers) {
        assertThat(numbers).isNotEmpty();
        for (JsonNode number : numbers) {
            assertThat(listed(list, number.path("filter")))
                    .as(list + " of " + number)
                    .isEqualTo(number.path("count").asLong());
        }
    }

    private long listed(String list, JsonNode filter) {
        String question = filter.properties().stream()
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().asString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return body(lead.get("/api/v1/" + list + "?limit=500&" + question))
                .path("items")
                .size();
    }

    private JsonNode figures(String question) {
        return body(lead.get(PATH + "?" + question));
    }

    private static JsonNode body(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private static long sum(JsonNode days) {
        return days.valueStream().mapToLong(day -> day.path("count").asLong()).sum();
    }

    private String send(String title, String severity, String host) {
        Api.Answer answer = client.integration()
                .post("/api/v1/alerts/generic", Map.of("id", host, "title", title, "severity", severity, "host", host));
        assertThat(answer.at("/new")).as(answer.toString()).isEqualTo("1");
        return answer.at("/results/0/incidentId");
    }

    private void detected(int incident, String when) {
        database.asAdministrator()
                .sql("update incident set detected_at = " + when + " where organisation = ? and id = ?::uuid")
                .params(client.id().value(), incidents.get(incident))
                .update();
    }

    private void takes(int incident, String column, String time) {
        database.asAdministrator()
                .sql("update incident set " + column + " = detected_at + interval '" + time
                        + "' where organisation = ? and id = ?::uuid")
                .params(client.id().value(), incidents.get(incident))
                .update();
    }
}
