package io.cordon.response.blocklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Of what stands on a hosted list, Cordon says no more than that, until a firewall has pulled it. */
@CordonServerTest
class PullTests {

    private static final String TARGET = "203.0.113.7";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    private Fixture.Client client;
    private String incident;
    private Api.As firewall;

    @BeforeEach
    void aClientThatBlocks() {
        client = fixture.client();
        client.allow("automatic", "block_ip", "block_domain");
        incident = "/api/v1/incidents/"
                + client.integration()
                        .post(
                                "/api/v1/alerts/generic",
                                "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\"}")
                        .at("/results/0/incidentId");
        firewall = client.integration();
    }

    @Test
    void anEntryIsPulledOnceAFirewallHasPulledTheListSince() {
        assertThat(pull(firewall).status()).isEqualTo(200);
        String action = blocked();

        Api.Answer listed = client.responder().get(action);
        assertThat(listed.at("/listing/listed")).isEqualTo("true");
        assertThat(listed.body().at("/listing/pulledAt").isNull())
                .as("the pull before the entry was of another list")
                .isTrue();
        assertThat(listed.at("/listing/listPulledAt")).isNotEmpty();
        assertThat(timeline()).contains("block_ip " + TARGET + " by block-lists: on the list, not pulled yet.");
        assertThat(timeline()).doesNotContain("done and proven");

        pull(firewall);

        Api.Answer pulled = client.responder().get(action);
        assertThat(pulled.at("/state")).isEqualTo("verified");
        assertThat(pulled.at("/listing/pulledAt")).isNotEmpty();
        assertThat(pulled.at("/listing/pulledBy")).startsWith("token:" + client.id() + "/integration");
        assertThat(timeline())
                .contains("block_ip " + TARGET
                        + " by block-lists: on the list. The list was pulled with this entry on it");
        String first = pulled.at("/listing/pulledAt");
        pull(firewall);
        Api.Answer again = client.responder().get(action);
        assertThat(again.at("/listing/pulledAt")).isEqualTo(first);
        assertThat(again.at("/listing/listPulledAt")).isGreaterThan(first);
        assertThat(count(timeline(), "The list was pulled with this entry on it"))
                .isEqualTo(1);
    }

    @Test
    void anEntryThatWentIsOffTheListForAFirewallOnceItHasPulledSince() {
        String action = blocked();
        pull(firewall);
        client.responder().post(action + "/undo", Map.of("reason", "false alarm"));
        awaitState(action, "undone");

        Api.Answer off = client.responder().get(action);
        assertThat(off.at("/listing/listed")).isEqualTo("false");
        assertThat(off.body().at("/listing/pulledAt").isNull()).isTrue();
        assertThat(off.at("/reason")).isEqualTo("Off the list. Firewalls follow at their next pull");

        pull(firewall);

        assertThat(client.responder().get(action).at("/listing/pulledAt")).isNotEmpty();
        assertThat(timeline())
                .contains("block_ip " + TARGET + " by block-lists: undone. The list was pulled without this entry");
    }

    @Test
    void anEntryThatCameBackIsPulledAnew() {
        String action = blocked();
        pull(firewall);
        client.responder().post(action + "/undo", Map.of("reason", "false alarm"));
        awaitState(action, "undone");
        pull(firewall);

        String again = blocked();

        Api.Answer listed = client.responder().get(again);
        assertThat(listed.at("/listing/listed")).isEqualTo("true");
        assertThat(listed.body().at("/listing/pulledAt").isNull()).isTrue();
        assertThat(client.responder().get(action).at("/listing/listed"))
                .as("undone, and on the list again for the other")
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"lead, anna", "auditor, cora", "auditor, ''"})
    void whoeverReadsAListIsNoFirewall(String role, String person) {
        String action = blocked();

        Api.Answer read = pull(api.as(client.token(role, person)));

        assertThat(read.text()).isEqualTo(TARGET + "\n");
        assertThat(client.responder()
                        .get(action)
                        .body()
                        .at("/listing/listPulledAt")
                        .isNull())
                .isTrue();
        assertThat(list("ip").at("/pulledAt").isNull()).isTrue();
    }

    @Test
    void anAdministratorWhoMaySendAlertsTooIsNoFirewall() {
        String action = blocked();

        assertThat(pull(api.administrator()).text()).isEqualTo(TARGET + "\n");

        assertThat(client.responder()
                        .get(action)
                        .body()
                        .at("/listing/listPulledAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void anyTokenOfTheRoleIntegrationIsAFirewalls() {
        String action = blocked();
        String basic = Base64.getEncoder()
                .encodeToString(("edge:" + client.integrationToken()).getBytes(StandardCharsets.UTF_8));

        pull(api.anonymous().with("Authorization", "Basic " + basic));

        assertThat(client.responder().get(action).at("/listing/pulledAt")).isNotEmpty();
        assertThat(list("ip").at("/pulledBy").asString()).startsWith("token:" + client.id() + "/integration");
        assertThat(list("ip").path("entries").asInt()).isEqualTo(1);
        assertThat(list("ip").path("unpulled").asInt()).isZero();
        assertThat(list("domain").at("/pulledAt").isNull()).isTrue();
    }

    @Test
    void whoIsToldThatNothingHasChangedHasTheList() {
        Api.Answer first = pull(firewall);
        String action = blocked();
        assertThat(pull(firewall.with("If-None-Match", first.header("ETag"))).status())
                .as("it has changed")
                .isEqualTo(200);
        String pulledAt = client.responder().get(action).at("/listing/listPulledAt");

        Api.Answer same = pull(firewall.with("If-None-Match", pull(firewall).header("ETag")));

        assertThat(same.status()).isEqualTo(304);
        assertThat(client.responder().get(action).at("/listing/listPulledAt")).isGreaterThan(pulledAt);
    }

    @Test
    void whoAsksByTheDateAloneMissesNothingOfTheSameSecond() {
        for (String target : List.of("203.0.113.21", "203.0.113.22", "203.0.113.23")) {
            Api.Answer before = pull(firewall);
            blocked(target);

            String date = before.header("Last-Modified");
            Api.Answer after = pull(date.isEmpty() ? firewall : firewall.with("If-Modified-Since", date));

            assertThat(after.status()).as(target).isEqualTo(200);
            assertThat(after.text()).contains(target);
        }
    }

    @Test
    void lookingAtTheHeadIsNoPull() {
        String action = blocked();

        firewall.send("HEAD", "/edl/" + client.id() + "/ip.txt", "text/plain", new byte[0]);

        assertThat(client.responder()
                        .get(action)
                        .body()
                        .at("/listing/listPulledAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void aListThatNobodyPullsIsAGapWhereNothingElseBlocks() {
        assertThat(gaps()).containsExactlyInAnyOrder("block_ip pull", "block_domain pull");

        pull(firewall);
        assertThat(gaps()).containsExactly("block_domain pull");

        client.admin()
                .put(
                        client.path("/connectors/edge"),
                        Map.of(
                                "type",
                                "opnsense",
                                "settings",
                                Map.of("url", "https://127.0.0.1:9", "alias", "cordon_block"),
                                "secrets",
                                Map.of("key", "k", "secret", "s")));
        assertThat(gaps()).containsExactly("block_domain pull");
    }

    @Test
    void theReportSaysWhetherAFirewallHasPulledIt() {
        blocked();
        Api.As reader = client.responder().with("Accept", "text/markdown");

        assertThat(reader.get(incident + "/report").text())
                .contains("on the list, not pulled by a firewall yet")
                .contains("no firewall has pulled the list since: nothing shows that it is blocked")
                .contains("1 on a block list that no firewall has pulled since")
                .doesNotContain("in force and verified");

        pull(firewall);

        assertThat(reader.get(incident + "/report").text())
                .contains("on the list, first pulled by a firewall since then")
                .doesNotContain("nothing shows that it is blocked");
    }

    @Test
    void actionsElsewhereHaveNoListing() {
        client.allow("automatic", "isolate_host");

        Api.Answer asked = client.responder()
                .post(incident + "/actions", Map.of("verb", "isolate_host", "target", "fs01", "reason", "C2"));

        assertThat(asked.body().at("/items/0/listing").isNull()).isTrue();
    }

    @Test
    void theListsOfAnotherClientAreNotFound() {
        assertThat(fixture.client().responder().get(client.path("/block-lists")).status())
                .isEqualTo(404);
    }

    private List<String> gaps() {
        return client.admin()
                .get(client.path("/gaps?limit=500"))
                .body()
                .path("items")
                .valueStream()
                .filter(gap -> gap.path("kind").asString().equals("block-list"))
                .map(gap -> gap.at("/values/verb").asString() + " "
                        + gap.path("missing").asString())
                .toList();
    }

    private tools.jackson.databind.JsonNode list(String name) {
        return client.responder()
                .get(client.path("/block-lists"))
                .body()
                .path("items")
                .valueStream()
                .filter(list -> list.path("list").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String blocked() {
        return blocked(TARGET);
    }

    private String blocked(String target) {
        Api.Answer asked = client.responder()
                .post(incident + "/actions", Map.of("verb", "block_ip", "target", target, "reason", "C2"));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        String action = "/api/v1/actions/" + asked.at("/items/0/id");
        awaitState(action, "verified");
        return action;
    }

    private void awaitState(String action, String state) {
        await().untilAsserted(() ->
                assertThat(client.responder().get(action).at("/state")).isEqualTo(state));
    }

    private Api.Answer pull(Api.As who) {
        return who.get("/edl/" + client.id() + "/ip.txt");
    }

    private String timeline() {
        return client.responder().get(incident + "/timeline?limit=500").text();
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
