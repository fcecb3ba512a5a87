package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A report over the interface, of an incident that an alert opened. */
@CordonServerTest
class ReportControllerTests {

    private static final String TITLE = "ET MALWARE <b>ExampleBot</b> CnC Checkin";

    @Autowired
    private Fixture fixture;

    @Test
    void comesInTheFormThatIsAskedFor() {
        var client = fixture.client();
        String path = "/api/v1/incidents/" + incident(client) + "/report";
        Api.As reader = client.lead();

        Api.Answer json = reader.with("Accept", "application/json").get(path);
        assertThat(json.status()).as(json.toString()).isEqualTo(200);
        assertThat(json.at("/title")).isEqualTo(TITLE);
        assertThat(json.at("/organisation")).isEqualTo(client.id().value());
        assertThat(json.at("/clocks/0/name")).isEqualTo("notified");
        assertThat(reader.get(path).header("Content-Type")).startsWith("application/json");

        Api.Answer html = reader.with("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
                .get(path);
        assertThat(html.header("Content-Type")).startsWith("text/html");
        assertThat(html.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(html.text()).contains("ET MALWARE &lt;b&gt;ExampleBot").doesNotContain("<b>");

        Api.Answer markdown = reader.with("Accept", "text/markdown").get(path);
        assertThat(markdown.header("Content-Type")).startsWith("text/markdown");
        assertThat(markdown.text()).startsWith("# ET MALWARE \\<b\\>ExampleBot");

        Api.Answer pdf = reader.with("Accept", "application/pdf").get(path);
        assertThat(pdf.header("Content-Type")).startsWith("application/pdf");
        assertThat(pdf.header("Content-Disposition")).contains("inline").contains(client.id() + "-1-report");
        assertThat(pdf.text()).startsWith("%PDF-");

        Api.Answer other = reader.with("Accept", "image/png").get(path);
        assertThat(other.status()).isEqualTo(406);
    }

    @Test
    void printsInTheReadersLanguage() {
        var client = fixture.client();
        String path = "/api/v1/incidents/" + incident(client) + "/report";
        Api.As reader = client.lead().with("Accept", "text/html");
        await().until(() -> reader.get(path + "?lang=de").text().contains("Playbook Schadsoftware auf einem Rechner"));

        Api.Answer german = reader.get(path + "?lang=de");
        assertThat(german.header("Content-Language")).isEqualTo("de");
        assertThat(german.text())
                .contains("lang=\"de\"", "Offene Punkte", "Fristen der Vereinbarung", "kritisch", "C2-Kommunikation")
                .contains("Schadsoftware im Netz spricht mit ihrem Server außerhalb", "ET MALWARE &lt;b&gt;ExampleBot")
                .contains("Eröffnet durch den Alarm")
                .doesNotContain("Open points", "is not completed", "Opened by", " started.");
        assertThat(reader.with("Accept-Language", "de-DE,de;q=0.9,en;q=0.5")
                        .get(path)
                        .text())
                .contains("lang=\"de\"");
        assertThat(reader.with("Accept-Language", "de-DE")
                        .get(path + "?lang=en")
                        .text())
                .contains("lang=\"en\"", "Open points");
        assertThat(reader.with("Accept-Language", "fr;q=zero").get(path).text()).contains("Open points");
        Api.Answer unknown = reader.get(path + "?lang=tlh");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.at("/findings/0/field")).isEqualTo("lang");
    }

    @Test
    void clocksTellTheSameAsTheIncidentAlsoWhenItIsOver() {
        var client = fixture.client();
        Api.As lead = client.lead();
        String path = "/api/v1/incidents/" + incident(client);
        assertThat(lead.post(path + "/resolve", "{\"reason\":\"It was a drill.\"}")
                        .status())
                .isEqualTo(200);

        Api.Answer incident = lead.get(path);
        Api.Answer report = lead.with("Accept", "application/json").get(path + "/report");

        // No mail server is set up: nobody was told, and the time for it was not up.
        assertThat(clocks(incident, "state"))
                .containsExactly("notified stopped", "acknowledged met", "contained stopped", "resolved met");
        assertThat(clocks(report, "verdict"))
                .containsExactly("notified stopped", "acknowledged kept", "contained stopped", "resolved kept");
    }

    private static List<String> clocks(Api.Answer answer, String judged) {
        return answer.body()
                .path("clocks")
                .valueStream()
                .map(clock ->
                        clock.path("name").asString() + " " + clock.path(judged).asString())
                .toList();
    }

    @Test
    void theLetterOfTheEndCountsWhatWaitedForApprovalAsNeverCarriedOut() {
        var client = fixture.client();
        client.allow("approval", "block_ip");
        String path = "/api/v1/incidents/" + incident(client);
        Api.As lead = client.lead();
        await().until(() -> lead.get(path + "/actions").text().contains("awaiting_approval"));

        assertThat(lead.post(path + "/resolve", "{\"reason\":\"It was a drill.\"}")
                        .status())
                .isEqualTo(200);

        List<String> ends = lead.get(path + "/notifications")
                .body()
                .path("items")
                .valueStream()
                .filter(letter -> letter.path("subject").asString().contains("Resolved: "))
                .map(letter -> letter.path("id").asString())
                .toList();
        assertThat(ends)
                .isNotEmpty()
                .allSatisfy(
                        id -> assertThat(lead.get("/api/v1/notifications/" + id).at("/text"))
                                .contains("1 of the steps below was never carried out: the incident ended before it was"
                                        + " approved"));
    }

    @Test
    void isNotThereForAnotherOrganisation() {
        var client = fixture.client();
        String incident = incident(client);
        Api.As stranger = fixture.client().lead();

        assertThat(stranger.get("/api/v1/incidents/" + incident + "/report").status())
                .isEqualTo(404);
        assertThat(stranger.get("/api/v1/incidents/" + incident + "/notifications")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/api/v1/notifications?incident=" + incident)
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void messagesOfAnIncidentAreShownWithTheirText() {
        var client = fixture.client();
        String incident = incident(client);
        Api.As reader = client.lead();
        String path = "/api/v1/incidents/" + incident + "/notifications";
        await().until(() -> !reader.get(path).body().path("items").isEmpty());

        Api.Answer list = reader.get(path);
        assertThat(list.at("/items/0/state")).isEqualTo("kept");
        Api.Answer one = reader.get("/api/v1/notifications/" + list.at("/items/0/id"));
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.at("/text")).contains("WHAT YOU ARE ASKED TO DO", TITLE);
        assertThat(one.at("/html")).contains("&lt;b&gt;ExampleBot");
        assertThat(one.at("/subject")).startsWith("[" + client.id() + " #1 ");
    }

    private static String incident(Fixture.Client client) {
        Api.Answer received = client.integration()
                .post("/api/v1/alerts/suricata-eve", Fixture.sensed(1, TITLE, "10.0.4.17", "203.0.113.66"));
        assertThat(received.at("/results/0/incidentId")).as(received.toString()).isNotEmpty();
        return received.at("/results/0/incidentId");
    }
}
