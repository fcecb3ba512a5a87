package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.cordon.Api;
import io.cordon.pages.Chromium.Screen;
import io.cordon.tenancy.ActingFor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A client's pages as they look with something on each of them, hostile names among it. */
class ClientPagesLooksTests extends InChromium {

    private static final String HOSTILE = "\"><img src=x onerror=alert(1)>{{7*7}} \u202Egnp.exe";

    private static final List<String> TABS = List.of(
            "overview",
            "sources",
            "connectors",
            "raci",
            "authority",
            "protected",
            "service-levels",
            "regimes",
            "people",
            "on-call",
            "calendar",
            "assets",
            "tokens",
            "access",
            "versions");

    @Autowired
    private ActingFor actingFor;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void setUp() {
        Chromium.choosePassword(api, client, "anna");
        client.put(
                "raci", Map.of("functions", List.of(Map.of("function", "recovery", "client", "R", "provider", "C"))));
        client.allow("approval", "block_ip", "isolate_host");
        client.put("regimes", Map.of("regimes", List.of("gdpr")));
        client.put("on-call", """
            {"rotations":[{"party":"client","timeZone":"Europe/Berlin",
              "shifts":[{"order":1,"person":"anna","days":["monday"],"from":"18:00","to":"08:00"}],
              "overrides":[{"order":1,"person":"bert","from":"2026-12-24T18:00:00Z","to":"2026-12-27T07:00:00Z"}]}]}
            """);
        api.administrator()
                .put(
                        client.path("/connectors/edge"),
                        Map.of(
                                "type",
                                "opnsense",
                                "settings",
                                Map.of("url", "https://127.0.0.1:9", "alias", "cordon_block"),
                                "secrets",
                                Map.of("key", "k", "secret", "s")));
        api.administrator().post(client.path("/connectors/edge/test"));
        Api.As product = client.integration();
        product.post("/api/v1/alerts/suricata-eve", Map.of("event_type", "alert", "note", HOSTILE));
        product.post(
                "/api/v1/alerts/suricata-eve",
                Map.of(
                        "timestamp", "2026-05-04T09:15:31.123456+0000",
                        "flow_id", 7100,
                        "event_type", "alert",
                        "src_ip", "10.0.9.1",
                        "dest_ip", "203.0.113.9",
                        "proto", "TCP",
                        "alert", Map.of("signature_id", 2028001, "severity", 3, "signature", HOSTILE)));
        actingFor.run(
                client.id(),
                () -> transactions.executeWithoutResult(status -> jdbc.sql(
                                "update alert_source set last_seen = now() - interval '30 hours' where organisation ="
                                        + " ?")
                        .param(client.id().value())
                        .update()));
    }

    @Test
    void aSourceThatFellSilentIsSeen() {
        Page page = chromium.signedIn(client.id() + "/anna", "/clients/" + client.id(), Screen.WIDE, ColorScheme.LIGHT);
        assertThat(page.getByText("suricata-eve has fallen silent")).isVisible();
        chromium.open(page, "/clients/" + client.id() + "?tab=sources");
        assertThat(page.locator("tr[data-silent]")).containsText("suricata-eve");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("1 item"))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("<img src=x onerror=alert(1)>");
    }

    @Test
    void hostileNamesAreTextOnEveryPage() {
        call(api.administrator()
                .put(
                        "/api/v1/organisations/" + client.id(),
                        Map.of("name", HOSTILE, "kind", "client", "timeZone", "Europe/Berlin", "country", "DE")));
        client.put(
                "protected-assets",
                Map.of("entries", List.of(Map.of("kind", "ip", "value", "10.0.0.1", "why", HOSTILE))));
        client.put(
                "assets",
                Map.of(
                        "assets",
                        List.of(Map.of(
                                "id", HOSTILE, "names", List.of(HOSTILE), "addresses", List.of(), "owner", HOSTILE))));
        client.put(
                "calendar",
                Map.of(
                        "timeZone",
                        "Europe/Berlin",
                        "hours",
                        Map.of(),
                        "holidays",
                        List.of(Map.of("date", "2026-12-25", "name", HOSTILE))));
        Page page = chromium.signedIn(client.id() + "/anna", "/clients", Screen.WIDE, ColorScheme.LIGHT);
        assertThat(page.locator("#page")
                        .getByText("<img src=x onerror=alert(1)>")
                        .first())
                .isVisible();
        for (String tab : TABS) {
            show(page, tab);
            assertThat(page.locator("h1")).containsText("<img src=x onerror=alert(1)>");
        }
        org.assertj.core.api.Assertions.assertThat(chromium.faults()).isEmpty();
    }

    @Test
    void noPageHasAFlawThatAxeKnows() {
        client.put(
                "assets",
                Map.of(
                        "assets",
                        List.of(Map.of(
                                "id",
                                "srv-1",
                                "names",
                                List.of("srv-1.acme.example"),
                                "addresses",
                                List.of("10.0.0.10"),
                                "class",
                                "server",
                                "criticality",
                                4))));
        client.put(
                "protected-assets",
                Map.of("entries", List.of(Map.of("kind", "ip", "value", "10.0.0.1", "why", "default gateway"))));
        List<String> flaws = new ArrayList<>();
        Page page = chromium.signedIn(client.id() + "/anna", "/clients", Screen.WIDE, ColorScheme.LIGHT);
        flaws.addAll(chromium.flaws(page, "clients"));
        for (String tab : TABS) {
            show(page, tab);
            flaws.addAll(chromium.flaws(page, "client-" + tab));
        }
        editing(page);
        flaws.addAll(chromium.flaws(page, "client-raci-changed"));
        org.assertj.core.api.Assertions.assertThat(flaws).isEmpty();
    }

    /** Somebody has changed a letter. */
    private void editing(Page page) {
        show(page, "raci");
        page.locator("td[aria-label^='Recovery, client']").focus();
        page.keyboard().press("a");
        assertThat(page.getByText("Save as version 2")).isVisible();
    }

    private void show(Page page, String tab) {
        chromium.open(page, "/clients/" + client.id() + "?tab=" + tab);
        page.locator("#page h2").first().waitFor();
        page.getByRole(AriaRole.STATUS, new Page.GetByRoleOptions().setName("Loading"))
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void call(Api.Answer answer) {
        org.assertj.core.api.Assertions.assertThat(answer.status())
                .as(answer.toString())
                .isEqualTo(200);
    }
}
