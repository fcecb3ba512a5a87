package io.cordon.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.tenancy.ActingFor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class DocumentTests {

    @Autowired
    private ActingFor actingFor;

    @Autowired
    private Contracts contracts;

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        raci             | {"functions":[{"function":"recovery","client":"RA","provider":"C"}]}
        authority        | {"grants":[{"verb":"block_ip","mode":"automatic","approvers":{"client":1,"provider":0},"assets":"*","hours":"after-hours","maxPerHour":20,"expires":"2030-01-01T00:00:00Z"}]}
        protected-assets | {"entries":[{"kind":"cidr","value":"10.0.0.0/24","why":"office"}]}
        assets           | {"assets":[{"id":"srv","kind":"host","names":["srv.acme.example"],"addresses":["10.0.0.10"],"class":"server","criticality":5,"owner":null}]}
        on-call          | {"rotations":[{"party":"client","timeZone":"Europe/Berlin","shifts":[{"order":1,"person":"anna","days":["monday"],"from":"18:00","to":"08:00","starts":null,"ends":null}],"overrides":[]}]}
        calendar         | {"timeZone":"Europe/Berlin","hours":{"monday":[{"from":"08:00","to":"12:00"},{"from":"13:00","to":"18:00"}]},"holidays":[{"date":"2026-12-25","name":"Christmas"}]}
        service-levels   | {"levels":[{"severity":"critical","notify":5,"acknowledge":10,"contain":20,"resolve":240,"clock":"always"}]}
        regimes          | {"regimes":["gdpr","nis2"]}
        """)
    void aDocumentComesBackAsItWasWritten(String document, String text) {
        var client = fixture.client();
        assertThat(api.administrator().get(client.path("/" + document)).at("/version"))
                .isEqualTo("0");
        var written = client.put(document, text);
        var read = client.responder().get(client.path("/" + document));
        assertThat(read.body()).isEqualTo(written.body());
        assertThat(read.text()).startsWith(text.substring(0, text.length() - 1));
        assertThat(read.at("/version")).isEqualTo("1");
        assertThat(read.at("/changedBy")).isEqualTo("provider/admin");
        // What was read can be written back as it is.
        assertThat(client.admin().put(client.path("/" + document), read.text()).at("/version"))
                .isEqualTo("2");
        assertThat(client.admin()
                        .get(client.path("/" + document + "/versions"))
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(client.admin()
                        .get(client.path("/" + document + "/versions/1"))
                        .at("/changedBy"))
                .isEqualTo("provider/admin");
        assertThat(client.admin().get(client.path("/audit")).text()).contains("document:" + document);
    }

    @Test
    void anOrganisationThatIsThereIsNotTakenForANewOne() {
        Fixture.Client client = fixture.client();
        Map<String, String> other = Map.of("name", "Another", "kind", "client", "timeZone", "Australia/Perth");

        Api.Answer refused = api.administrator().with("If-None-Match", "*").put(client.path(""), other);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.at("/type")).endsWith(":already-there");
        assertThat(api.administrator().get(client.path("")).at("/timeZone")).isEqualTo("Europe/Berlin");
        assertThat(api.administrator()
                        .with("If-None-Match", "\"1\"")
                        .put(client.path(""), other)
                        .status())
                .isEqualTo(400);
        assertThat(api.administrator()
                        .with("If-None-Match", "*")
                        .put(client.path("-of-another-kind"), other)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aVersionThatSomebodyElseHasReplacedIsNotWrittenOver() {
        var client = fixture.client();
        client.put("regimes", "{\"regimes\":[\"gdpr\"]}");
        var answer = client.admin().put(client.path("/regimes"), "{\"regimes\":[],\"version\":0}");
        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void everyFindingIsToldAtOnceWithItsPlace() {
        var client = fixture.client();
        var answer = client.admin().put(client.path("/authority"), """
            {"grants":[
              {"verb":"nuke","mode":"maybe","hours":"sometimes","approvers":{"client":-1,"cats":2},"maxPerHour":0},
              {"verb":"block_ip","mode":"approval","approvers":{"client":0,"provider":0}, "extra":1},
              7],
             "more":true}
            """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(fields(answer))
                .contains(
                        "grants[0].verb",
                        "grants[0].mode",
                        "grants[0].hours",
                        "grants[0].approvers.client",
                        "grants[0].approvers.cats",
                        "grants[0].maxPerHour",
                        "grants[1].approvers",
                        "grants[1].extra",
                        "grants[2]",
                        "more");
        assertThat(client.admin().get(client.path("/authority")).at("/version")).isEqualTo("0");
    }

    @Test
    void aMatrixWithTwoAccountableIsRefused() {
        var client = fixture.client();
        var answer = client.admin()
                .put(
                        client.path("/raci"),
                        "{\"functions\":[{\"function\":\"recovery\",\"client\":\"RA\",\"provider\":\"A\"}]}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains("exactly one party Accountable for recovery");
    }

    @Test
    void theAnswerToAMatrixSaysWhatNobodyDoesNow() {
        var client = fixture.client();
        var empty = client.admin().put(client.path("/raci"), "{\"functions\":[]}");
        var one = client.admin()
                .put(
                        client.path("/raci"),
                        "{\"functions\":[{\"function\":\"recovery\",\"client\":\"RA\",\"provider\":\"C\"}]}");
        var sentBack = client.admin().put(client.path("/raci"), one.text());

        assertThat(empty.status()).as(empty.toString()).isEqualTo(200);
        assertThat(empty.text()).contains("Nobody does recovery.", "Nobody answers for containment-approval.");
        assertThat(empty.body().path("gaps").valueStream())
                .extracting(gap -> gap.path("kind").asString())
                .containsOnly("raci");
        assertThat(one.text()).doesNotContain("Nobody does recovery.").contains("Nobody does monitoring.");
        assertThat(one.at("/version")).isEqualTo("2");
        assertThat(sentBack.status()).as(sentBack.toString()).isEqualTo(200);
    }

    @Test
    void theUsualMatrixHasTheGapsItIsKnownFor() {
        var client = fixture.client();
        var gaps = client.admin().get(client.path("/gaps"));
        assertThat(gaps.status()).as(gaps.toString()).isEqualTo(200);
        var usual = List.of(
                "monitoring",
                "vulnerability-scanning",
                "patch-deployment",
                "maturity-assessment",
                "incident-response-first-line",
                "incident-response-deep-analysis",
                "awareness-training",
                "policy-development",
                "board-reporting",
                "tool-procurement");
        assertThat(gaps.body()
                        .path("items")
                        .valueStream()
                        .filter(gap -> gap.path("kind").asString().equals("raci"))
                        .filter(gap -> usual.contains(gap.path("function").asString()))
                        .map(gap -> gap.path("missing").asString()))
                .hasSize(8)
                .contains("accountable", "responsible");
        assertThat(gaps.text()).contains("containment-approval", "Proposed: client RA, provider C");
    }

    @Test
    void aReportThatWouldReachNobodyIsAGap() {
        var client = fixture.client();
        assertThat(informedGaps(client))
                .containsExactly("Nobody is Informed by post-incident-report: the report of an incident reaches nobody."
                        + " Proposed: client I, provider RA.");

        client.put(
                "raci",
                "{\"functions\":[{\"function\":\"post-incident-report\",\"provider\":\"RA\",\"client\":\"\"}]}");
        assertThat(informedGaps(client)).singleElement().asString().contains("reaches only who answers for it.");

        client.put(
                "raci",
                "{\"functions\":[{\"function\":\"post-incident-report\",\"provider\":\"RA\",\"client\":\"I\"}]}");
        assertThat(informedGaps(client)).isEmpty();
    }

    @Test
    void aGapNamesWhoOrWhatItIsAboutSoThatItCanBeSaidInAnyLanguage() {
        var client = fixture.client();
        client.put("people", """
            {"people":[
              {"id":"anna","name":"Anna","email":"anna@acme.example","roles":["admin"]},
              {"id":"ben","name":"Ben Bright","roles":["responder"]}]}
            """);
        client.put("regimes", "{\"regimes\":[\"moon-law\"]}");

        assertThat(client.admin()
                        .get(client.path("/gaps"))
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(gap -> !gap.path("values").isEmpty())
                        .map(gap -> gap.path("kind").asString() + "."
                                + gap.path("missing").asString() + " " + gap.path("values")))
                .contains(
                        "person.address {\"name\":\"Ben Bright\",\"person\":\"" + client.id() + "/ben\"}",
                        "regime.clock {\"regime\":\"moon-law\"}");
    }

    private static List<String> informedGaps(Fixture.Client client) {
        return client.admin()
                .get(client.path("/gaps"))
                .body()
                .path("items")
                .valueStream()
                .filter(gap -> gap.path("missing").asString().equals("informed"))
                .map(gap -> gap.path("text").asString())
                .toList();
    }

    @Test
    void theProviderCannotLiftWhatTheClientSet() {
        var client = fixture.client();
        String path = client.path("/kill-switch");
        Api.As admin = client.admin();
        assertThat(admin.put(path, "{\"on\":true}").status()).isEqualTo(422);
        assertThat(admin.put(path, "{\"on\":true,\"why\":\"restoring\"}").at("/on"))
                .isEqualTo("true");
        assertThat(api.administrator().put(path, "{\"on\":false}").status()).isEqualTo(403);
        assertThat(api.administrator().get(path).at("/on")).isEqualTo("true");
        assertThat(client.responder().put(path, "{\"on\":false}").status()).isEqualTo(403);
        assertThat(admin.put(path, "{\"on\":false}").at("/on")).isEqualTo("false");
        assertThat(admin.get(client.path("/audit")).text()).contains("kill-switch-set", "kill-switch-lifted");
    }

    @Test
    void eachPartyHoldsTheKillSwitchForItselfAndTheClientLiftsBoth() {
        var client = fixture.client();
        String path = client.path("/kill-switch");
        Api.As admin = client.admin();
        Api.As provider = api.administrator();
        provider.put(path, "{\"on\":true,\"why\":\"odd sign-ins\"}");
        var both = admin.put(path, "{\"on\":true,\"why\":\"restoring\"}");
        assertThat(parties(both)).containsExactly("client", "provider");

        var own = provider.put(path, "{\"on\":false}");
        assertThat(own.status()).as(own.toString()).isEqualTo(200);
        assertThat(own.at("/on")).isEqualTo("true");
        assertThat(parties(own)).containsExactly("client");
        assertThat(own.at("/switches/0/why")).isEqualTo("restoring");
        assertThat(own.at("/switches/0/switchedBy")).contains("anna");
        assertThat(own.at("/switches/0/switchedAt")).isNotBlank();
        var refused = provider.put(path, "{\"on\":false}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("restoring", "anna", "only the client lifts");

        provider.put(path, "{\"on\":true,\"why\":\"odd sign-ins\"}");
        var lifted = admin.put(path, "{\"on\":false}");
        assertThat(lifted.at("/on")).isEqualTo("false");
        assertThat(parties(lifted)).isEmpty();
    }

    @Test
    void theProvidersSwitchForAllIsSeenByAClientAndNotItsToLift() {
        var client = fixture.client();
        String path = client.path("/kill-switch");
        String all = "/api/v1/organisations/provider/kill-switch";
        Api.As admin = client.admin();
        api.administrator().put(all, "{\"on\":true,\"why\":\"our own house burns\"}");
        try {
            var seen = admin.get(path);
            assertThat(seen.at("/on")).isEqualTo("true");
            assertThat(seen.at("/switches/0/organisation")).isEqualTo("provider");
            assertThat(seen.at("/switches/0/why"))
                    .isEqualTo("The provider has stopped the changes of all its clients.");
            var refused = admin.put(path, "{\"on\":false}");
            assertThat(refused.status()).isEqualTo(403);
            // The provider's own words may name another client.
            assertThat(refused.text()).contains("of all its clients").doesNotContain("house burns");
            assertThat(actingFor.call(
                            client.id(), () -> contracts.of(client.id()).killSwitch()))
                    .hasValueSatisfying(why ->
                            assertThat(why).contains("of all its clients").doesNotContain("house burns"));
            assertThat(api.administrator().get(all).at("/switches/0/why")).isEqualTo("our own house burns");
            admin.put(path, "{\"on\":true,\"why\":\"restoring\"}");
            var own = admin.put(path, "{\"on\":false}");
            assertThat(own.status()).isEqualTo(200);
            assertThat(own.at("/on")).isEqualTo("true");
        } finally {
            assertThat(api.administrator().put(all, "{\"on\":false}").at("/on")).isEqualTo("false");
        }
        assertThat(admin.get(path).at("/on")).isEqualTo("false");
    }

    private static List<String> parties(Api.Answer answer) {
        return answer.body()
                .path("switches")
                .valueStream()
                .map(on -> on.path("party").asString())
                .toList();
    }

    @Test
    void hostileBodiesGetAClearRefusal() {
        var client = fixture.client();
        for (String body : List.of(
                "",
                "null",
                "[]",
                "7",
                "{",
                "\"x\"",
                "{\"people\":{}}",
                "{\"people\":[null]}",
                "[".repeat(100_000),
                "{\"people\":[{\"id\":\"a\\u0000b\",\"name\":\"\\ud800\"}]}",
                "{\"people\":1e1000000}",
                "{\"people\":[],\"people\":[]}",
                "{\"people\":[{\"id\":\"" + "x".repeat(200_000) + "\"}]}")) {
            var answer = client.admin().put(client.path("/people"), body);
            assertThat(answer.status())
                    .as(body.substring(0, Math.min(60, body.length())) + " " + answer)
                    .isIn(400, 413, 422);
            assertThat(answer.at("/type")).startsWith("urn:cordon:problem:");
            assertThat(answer.at("/detail")).startsWith("Expected");
            assertThat(answer.text()).doesNotContain("tools.jackson", "java.", "at io.cordon");
        }
    }

    private static List<String> fields(Api.Answer answer) {
        return answer.body()
                .path("findings")
                .valueStream()
                .map(finding -> finding.path("field").asString())
                .toList();
    }
}
