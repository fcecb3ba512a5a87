package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the server says in English or by codes, as a German reader reads it. */
@CordonServerTest
class GermanPagesTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    private Chromium chromium;
    private Fixture.Client client;

    @BeforeEach
    void open() {
        client = fixture.client();
        Chromium.choosePassword(api, client, "anna");
        chromium = new Chromium(api);
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void whatTheSetUpLeavesOpenIsSaidInGermanWithItsNames() {
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                Map.of("id", "anna", "name", "Anna Ames", "roles", List.of("admin", "lead")),
                                Map.of("id", "ben", "name", "Ben {x}", "roles", List.of("responder")))));
        client.put("regimes", "{\"regimes\":[\"gdpr\",\"moon-law\"]}");
        Page page = anna("/clients/" + client.id());
        Locator gaps =
                page.locator("section").filter(new Locator.FilterOptions().setHasText("Lücken in der Einrichtung"));

        assertThat(gaps).containsText("Ben {x} (" + client.id() + "/ben) hat keine E-Mail-Adresse.");
        assertThat(gaps).containsText("Die Frist der Meldepflicht „moon-law“ ist unbekannt");
        assertThat(gaps).containsText("Niemand ist zuständig oder verantwortlich: Forensische Untersuchung");
        assertThat(gaps).not().containsText("obody");
        assertThat(gaps).not().containsText("mail address");
    }

    @Test
    void aConnectorsFormIsInGerman() {
        Page page = anna("/clients/" + client.id() + "?tab=connectors");
        button(page, "Konnektor hinzufügen").click();
        Locator form = page.getByRole(AriaRole.DIALOG);
        form.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Produkt"))
                .click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Verzeichnisdienst"))
                .click();

        assertThat(form.getByLabel("Anmelden als")).isVisible();
        assertThat(form).containsText("Konten werden unterhalb dieses Eintrags gesucht");
        form.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Art des Verzeichnisses"))
                .click();
        assertThat(page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("anderes LDAP-Verzeichnis")))
                .isVisible();
    }

    @Test
    void whyAPlaybookAskedForAnActionLeadsToItsStepInTheDrawing() {
        client.allow("approval", "block_ip");
        String action = waitingApproval();
        Page page = anna("/approvals/" + action);

        assertThat(page.getByText("Playbook Contain, Schritt „Block the addresses“"))
                .isVisible();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Contain").setExact(true))
                .click();

        assertThat(page).hasURL(Pattern.compile(".*/playbooks/contain\\?.*step=.*block-ip.*"));
        assertThat(page.locator("[data-element-id='block-ip'].step-chosen")).isVisible();
    }

    @Test
    void theStopSaysWhereItsReasonGoes() {
        Page page = anna("/clients/" + client.id());
        button(page, "Alles stoppen").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Sie steht hier, solange der Stopp gilt");
    }

    @Test
    void theTrailIsFoundByWords() {
        Page page = anna("/administration/audit");
        page.getByRole(
                        AriaRole.COMBOBOX,
                        new Page.GetByRoleOptions().setName("Was").setExact(true))
                .fill("einrichtungs");
        page.keyboard().press("Enter");
        button(page, "Anzeigen").click();

        Locator entries = page.getByRole(AriaRole.ROW);
        assertThat(entries).hasCount(2);
        assertThat(entries.last()).containsText("Einrichtungscode ausgegeben");
        assertThat(entries.last()).containsText("setup-code-given");
    }

    private Page anna(String path) {
        Page page = chromium.signedIn(client.id() + "/anna", "/account", Screen.WIDE, ColorScheme.LIGHT);
        page.evaluate("() => localStorage.setItem('cordon.language', 'de')");
        chromium.open(page, path);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private String waitingApproval() {
        String incident = client.integration()
                .post(
                        "/api/v1/alerts/auto",
                        Map.ofEntries(
                                Map.entry("timestamp", "2026-05-04T09:15:31.123456+0000"),
                                Map.entry("flow_id", 77),
                                Map.entry("event_type", "alert"),
                                Map.entry("src_ip", "10.0.5.77"),
                                Map.entry("dest_ip", "203.0.113.77"),
                                Map.entry("dest_port", 443),
                                Map.entry("proto", "TCP"),
                                Map.entry(
                                        "alert",
                                        Map.of(
                                                "action",
                                                "allowed",
                                                "gid",
                                                1,
                                                "signature_id",
                                                2029999,
                                                "rev",
                                                2,
                                                "severity",
                                                1,
                                                "signature",
                                                "ET MALWARE Win32/ExampleBot CnC Checkin",
                                                "category",
                                                "Malware Command and Control Activity Detected"))))
                .at("/results/0/incidentId");
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> api.administrator()
                                .get("/api/v1/incidents/" + incident + "/actions")
                                .body()
                                .path("items")
                                .valueStream()
                                .filter(action ->
                                        action.path("state").asString().equals("awaiting_approval"))
                                .map(action -> action.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }
}
