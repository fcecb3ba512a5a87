package io.cordon.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Which alerts share an incident: by themselves, and when people say otherwise. */
@CordonServerTest
class GroupingTests {

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    private Fixture.Client client;
    private Api.As lead;
    private int sent;

    @BeforeEach
    void aClient() {
        client = fixture.client();
        lead = client.as("anna", "lead");
    }

    @Test
    void whatNamesTheSameHostAndCallsForTheSamePlaybookIsOneIncident() {
        String incident = ransomware("fs01");

        assertThat(ransomware("FS01")).isEqualTo(incident);
        assertThat(ransomware("fs02")).isNotEqualTo(incident);
        assertThat(alerts(incident)).hasSize(2);
        assertThat(timeline(incident)).anyMatch(text -> text.startsWith("Joined by the alert"));
        ransomware("fs01");
        assertThat(timeline(incident)).anyMatch(text -> text.startsWith("Joined by") && text.endsWith("from generic."));
        send("{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\","
                + "\"src_ip\":\"203.0.113.5\",\"id\":\"brings\"}");
        assertThat(timeline(incident)).anyMatch(text -> text.endsWith(" New in it: 203.0.113.5."));
    }

    @Test
    void whatTellsOfNoTechniqueJoinsWhatTellsOfNoneEither() {
        List<String> incidents = Stream.of("Strange thing one", "Strange thing two")
                .map(title -> client.integration().post("/api/v1/alerts/generic", line(title, "high", "ws-77")))
                .peek(received -> assertThat(received.at("/rejected"))
                        .as(received.toString())
                        .isEqualTo("0"))
                .map(received -> received.at("/results/0/incidentId"))
                .toList();
        assertThat(incidents.getLast()).isNotEmpty().isEqualTo(incidents.getFirst());
        assertThat(lead.get(path(incidents.getFirst(), "")).body().path("techniques"))
                .isEmpty();
    }

    @Test
    void whatCallsForAnotherPlaybookOpensItsOwnIncidentAndBothSaySo() {
        String incident = ransomware("fs01");

        String other = trojan("fs01");

        assertThat(other).isNotEqualTo(incident);
        assertThat(timeline(other)).contains("Related to another open incident: both name host fs01.");
        assertThat(timeline(incident))
                .contains("A further incident was opened for another playbook: both name host fs01.");
    }

    @Test
    void nothingJoinsWhatIsResolved() {
        String incident = ransomware("fs01");
        done(lead.post(path(incident, "/resolve"), "{\"reason\":\"It was a drill.\"}"));

        String next = ransomware("fs01");

        assertThat(next).isNotEqualTo(incident);
        assertThat(alerts(incident)).hasSize(1);
    }

    @Test
    void theAlertsOfOneBatchFallIntoTheSameGroupsInWhateverOrderTheyCome() {
        List<String> lines = new ArrayList<>();
        for (String host : List.of("a1", "b1", "a1", "c1", "b1", "a1")) {
            lines.add(line("Ransomware note written", "critical", host));
        }
        assertThat(groupsOf(lines)).containsExactlyInAnyOrder(3, 2, 1);

        client = fixture.client();
        lead = client.as("anna", "lead");
        assertThat(groupsOf(lines.reversed())).containsExactlyInAnyOrder(3, 2, 1);
    }

    @Test
    void aWorseAlertRaisesTheSeverityOfTheIncidentItJoins() {
        String incident = ransomware("fs01");
        done(lead.post(path(incident, "/severity"), "{\"severity\":\"low\",\"reason\":\"One test machine.\"}"));

        assertThat(ransomware("fs01")).isEqualTo(incident);

        Api.Answer now = lead.get("/api/v1/incidents/" + incident);
        assertThat(now.at("/severity")).isEqualTo("critical");
        assertThat(timeline(incident)).anyMatch(text -> text.startsWith("Severity raised from low to critical."));
    }

    @Test
    void whatIsMergedGoesOnAsOneAndTheOtherIsClosed() {
        String into = ransomware("fs01");
        String from = ransomware("fs02");

        done(lead.post(
                path(from, "/merge"), "{\"into\":\"" + into + "\",\"reason\":\"One intruder on both servers.\"}"));

        assertThat(alerts(into)).hasSize(2);
        assertThat(lead.get("/api/v1/incidents/" + from).at("/status")).isEqualTo("closed");
        assertThat(ransomware("fs02")).as("what the merged one named").isEqualTo(into);
        assertThat(timeline(into)).anyMatch(text -> text.contains("One intruder on both servers."));
        done(lead.post(path(into, "/close"), "{\"reason\":\"A drill.\"}"));
        assertThat(database.asAdministrator()
                        .sql("select distinct incident_id::text from notification"
                                + " where organisation = ? and template = 'incident-resolved'")
                        .param(client.id().value())
                        .query(String.class)
                        .list())
                .as("whose end is told")
                .containsExactly(into);
    }

    @Test
    void whatIsSplitOffGetsAnIncidentAndAPlaybookOfItsOwn() {
        String incident = ransomware("fs01");
        assertThat(ransomware("fs01")).isEqualTo(incident);
        String alert = alerts(incident).getFirst().path("id").stringValue();

        Api.Answer split = lead.post(
                path(incident, "/split"), "{\"alerts\":[\"" + alert + "\"],\"reason\":\"Another intruder.\"}");

        assertThat(split.status()).as(split.toString()).isEqualTo(200);
        String opened = split.at("/id");
        assertThat(opened).isNotEqualTo(incident);
        assertThat(split.at("/playbook/key")).isEqualTo("ransomware");
        assertThat(alerts(opened))
                .extracting(each -> each.path("id").stringValue())
                .containsExactly(alert);
        assertThat(alerts(incident)).hasSize(1);
    }

    @Test
    void peopleReadThatWhatWasDecidedBeforeHoldsAndTheLedgerFindsIt() {
        String into = ransomware("fs01");
        String from = ransomware("fs02");
        done(lead.post(path(from, "/merge"), "{\"into\":\"" + into + "\",\"reason\":\"One intruder.\"}"));
        String alert = alerts(into).getFirst().path("id").stringValue();
        String split = lead.post(path(into, "/split"), "{\"alerts\":[\"" + alert + "\"],\"reason\":\"Two.\"}")
                .at("/id");

        assertThat(timeline(into)).anyMatch(text -> text.contains("no playbook asks for here. One intruder."));
        assertThat(timeline(split)).anyMatch(text -> text.contains("no playbook asks for here. Two."));
        assertThat(database.asAdministrator()
                        .sql("select source::text from incidents_behind(?, ?::uuid)")
                        .params(client.id().value(), split)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(split, into, from);
    }

    @Test
    void whatThePlaybookHasToContainIsLookedAtAgainAfterAMergeThatNamesNothingNew() {
        String into = checkIn();
        awaitBlocks(into, 1);
        done(lead.post(path(into, "/resolve"), "{\"reason\":\"It was a drill.\"}"));
        String from = checkIn();
        awaitBlocks(from, 1);
        done(lead.post(path(into, "/reopen"), "{\"reason\":\"It was none.\"}"));
        await().atMost(Duration.ofSeconds(20)).until(() -> openTasks(into) > 0);
        database.asAdministrator()
                .sql("update action set state = 'EXPIRED', due_at = null where incident_id = ?::uuid")
                .param(into)
                .update();

        done(lead.post(path(from, "/merge"), "{\"into\":\"" + into + "\",\"reason\":\"The same.\"}"));

        awaitBlocks(into, 2);
    }

    @Test
    void theContainmentOfAnIncidentBeginsAnewWhereAPersonSaysThatItIsNotContained() {
        String incident = checkIn();
        awaitBlocks(incident, 1);
        database.asAdministrator()
                .sql("update incident set status = 'contained', contained_at = now() where id = ?::uuid")
                .param(incident)
                .update();

        done(lead.post(path(incident, "/reopen"), "{\"reason\":\"It goes on.\"}"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> lead.get(path(incident, "/timeline"))
                                .body()
                                .at("/items")
                                .valueStream()
                                .filter(entry ->
                                        entry.path("text").stringValue().endsWith(", version 1, started."))
                                .count()
                        == 2);
        assertThat(lead.get(path(incident, "")).body().path("status").stringValue())
                .isEqualTo("open");
        assertThat(database.asAdministrator()
                        .sql("select reopened_reason from incident where id = ?::uuid and reopened_by is not null")
                        .param(incident)
                        .query(String.class)
                        .single())
                .isEqualTo("It goes on.");
        // Nobody's reason is lost without a word.
        assertThat(lead.post(path(incident, "/reopen"), "{\"reason\":\"And on.\"}")
                        .status())
                .isEqualTo(409);
    }

    private String checkIn() {
        return incidentOf(client.integration().post("/api/v1/alerts/suricata-eve", Fixture.checkIn(++sent)));
    }

    private void awaitBlocks(String incident, int many) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> lead.get(path(incident, "/actions"))
                                .body()
                                .at("/items")
                                .valueStream()
                                .filter(action ->
                                        action.path("verb").stringValue().equals("block_ip"))
                                .count()
                        == many);
    }

    private long openTasks(String incident) {
        return lead.get(path(incident, "/tasks"))
                .body()
                .at("/items")
                .valueStream()
                .filter(task -> task.path("state").stringValue().equals("open"))
                .count();
    }

    @Test
    void nobodySplitsOffEverythingOrMergesAnIncidentIntoItselfOrAnothersOrAResolvedOne() {
        String incident = ransomware("fs01");
        String alert = alerts(incident).getFirst().path("id").stringValue();
        Fixture.Client other = fixture.client();
        String foreign = incidentOf(other.integration()
                .post("/api/v1/alerts/generic", line("Ransomware note written", "critical", "fs01")));
        String resolved = ransomware("fs09");
        done(lead.post(path(resolved, "/resolve"), "{\"reason\":\"It was a drill.\"}"));

        Map<String, Integer> asked = Map.of(
                "/split {\"alerts\":[\"" + alert + "\"],\"reason\":\"x\"}", 409,
                "/merge {\"into\":\"" + incident + "\",\"reason\":\"x\"}", 409,
                "/merge {\"into\":\"" + resolved + "\",\"reason\":\"x\"}", 409,
                "/merge {\"into\":\"" + foreign + "\",\"reason\":\"x\"}", 404,
                "/merge {\"into\":\"" + resolved + "\"}", 422);
        asked.forEach((what, status) -> {
            String[] parts = what.split(" ", 2);
            Api.Answer answer = lead.post(path(incident, parts[0]), parts[1]);
            assertThat(answer.status()).as(what + ": " + answer).isEqualTo(status);
        });
        assertThat(lead.get("/api/v1/incidents/" + incident).at("/status")).isEqualTo("open");
        assertThat(alerts(incident)).hasSize(1);
    }

    private String ransomware(String host) {
        return send(line("Ransomware note written", "critical", host));
    }

    private String trojan(String host) {
        return send(line("Trojan backdoor is running", "critical", host));
    }

    private String line(String title, String severity, String host) {
        return "{\"title\":\"%s\",\"severity\":\"%s\",\"host\":\"%s\",\"id\":\"%d\"}"
                .formatted(title, severity, host, ++sent);
    }

    private String send(String alert) {
        return incidentOf(client.integration().post("/api/v1/alerts/generic", alert));
    }

    private static String incidentOf(Api.Answer received) {
        assertThat(received.at("/results/0/disposition"))
                .as(received.toString())
                .isEqualTo("incident");
        return received.at("/results/0/incidentId");
    }

    /** How many alerts each incident got. */
    private List<Integer> groupsOf(List<String> lines) {
        Api.Answer received = client.integration().post("/api/v1/alerts/generic", "[" + String.join(",", lines) + "]");
        assertThat(received.status()).as(received.toString()).isEqualTo(200);
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode incident : lead.get("/api/v1/incidents").body().at("/items")) {
            sizes.add(alerts(incident.path("id").stringValue()).size());
        }
        return sizes;
    }

    private List<JsonNode> alerts(String incident) {
        return lead.get(path(incident, "/alerts"))
                .body()
                .at("/items")
                .valueStream()
                .toList();
    }

    private List<String> timeline(String incident) {
        return lead.get(path(incident, "/timeline"))
                .body()
                .at("/items")
                .valueStream()
                .map(entry -> entry.path("text").stringValue())
                .toList();
    }

    private static String path(String incident, String below) {
        return "/api/v1/incidents/" + incident + below;
    }

    private static void done(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
}
