package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the server says in English or by codes, as a German reader reads it. */
class GermanPagesTests extends InChromium {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void open() {
        Chromium.choosePassword(api, client, "anna");
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

        assertThat(page.getByText("Playbook Eindämmen, Schritt „Adressen sperren“"))
                .isVisible();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Eindämmen").setExact(true))
                .click();

        assertThat(page).hasURL(Pattern.compile(".*/playbooks/contain\\?.*step=.*block-ip.*"));
        assertThat(page.locator("[data-element-id='block-ip'].step-chosen")).isVisible();
        assertThat(page.locator("[data-element-id='block-ip']").first()).containsText("Adressen");
    }

    /** Words that Cordon's English sentences are made of, and nothing else on these pages. */
    private static final Pattern ENGLISH = Pattern.compile("\\b(the|was|were|been|asked for|waits|opened by|by hand|"
            + "refused|started|responsible|Nobody|is not completed|somebody|Set one up|Authorised)\\b");

    @Test
    void whatTheServerWroteDownIsInGermanOnIncidentApprovalAndReport() {
        client.allow("approval", "block_ip");
        String action = waitingApproval();
        String incident = api.administrator().get("/api/v1/actions/" + action).at("/incidentId");
        await().atMost(PATIENCE)
                .until(() -> items("/api/v1/incidents/" + incident + "/actions")
                        .anyMatch(one -> one.path("state").asString().equals("refused")));
        Page page = anna("/incidents/" + incident + "?tab=timeline");

        Locator main = page.locator("main");
        assertThat(main).containsText("Playbook Schadsoftware auf einem Rechner");
        assertThat(main).containsText("von Cordon verweigert. Kein aktiver Konnektor der Organisation kann");
        assertThat(main).containsText("Playbook Eindämmen: Adressen sperren");
        assertThat(main).containsText("Eröffnet durch den Alarm");
        assertThat(main).not().containsText(ENGLISH);
        chromium.shoot(page, "incident-timeline-german-wide-light");

        chromium.open(page, "/incidents/" + incident + "?tab=actions");
        assertThat(main).containsText("verweigert");
        assertThat(main).containsText("Wartet auf Freigabe durch 1 vom Kunden");
        assertThat(main).not().containsText(ENGLISH);

        chromium.open(page, "/approvals/" + action);
        assertThat(main).containsText("Adresse sperren");
        assertThat(main).not().containsText(ENGLISH);

        chromium.open(page, "/incidents/" + incident + "?tab=report");
        assertThat(main).containsText("Er ist offen und nicht eingedämmt.");
        assertThat(main).containsText("ist nicht erledigt");
        assertThat(main).not().containsText(ENGLISH);
        chromium.shoot(page, "incident-report-german-wide-light");
    }

    @Test
    void whyAClockCannotBeMetFitsAPhone() {
        String incident = client.integration()
                .post("/api/v1/alerts/auto", Fixture.checkIn(6300))
                .at("/results/0/incidentId");
        Page page = anna("/");
        page.route("**/api/v1/incidents/" + incident, route -> {
            APIResponse answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replace("\"obstacle\":null", "\"obstacle\":\"no-mail-server\"")));
        });

        chromium.open(page, "/incidents/" + incident);

        assertThat(page.getByText("E-Mails gehen nicht hinaus: kein Mailserver eingerichtet")
                        .first())
                .isVisible();
        assertThat(chromium.flaws(page, "german-no-mail")).isEmpty();
    }

    @Test
    void whatARansomwarePlaybookSaysIsInGerman() {
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(Map.of("function", "forensic-investigation", "client", "RA", "provider", "C"))));
        String title = "ET MALWARE Win32/Ransom.LockBit File Encryption Activity";
        String incident = client.integration()
                .post("/api/v1/alerts/auto", Fixture.sensed(6200, title, "10.0.5.77", "203.0.113.77"))
                .at("/results/0/incidentId");
        await().atMost(PATIENCE).until(() -> opened(incident, "preserve-evidence"));
        Page page = anna("/incidents/" + incident);

        assertThat(page.locator("[data-element-id='preserve-evidence']").first())
                .containsText("Beweismittel");
        assertThat(page.locator("[data-element-id='are-backups-clean_label']")).containsText("Gibt es saubere");
        assertThat(button(page, "Beweismittel sichern")).isVisible();
        Locator task = page.locator("article")
                .filter(new Locator.FilterOptions().setHasText("Beweismittel sichern"))
                .first();
        Locator head = task.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Beweismittel sichern"));
        if ("false".equals(head.getAttribute("aria-expanded"))) {
            head.click();
        }
        assertThat(task).containsText("2. Zuerst der Arbeitsspeicher, dann laufende Prozesse");
        assertThat(task.getByLabel("Familie oder Name in der Lösegeldforderung"))
                .isVisible();
        assertThat(page.locator("main")).not().containsText("Preserve the evidence");
        chromium.shoot(page, "ransomware-german-wide-light");

        task.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Erledigt: absenden"))
                .click();
        Locator trouble = task.getByRole(AriaRole.ALERT);
        assertThat(trouble).containsText("Was gesichert wurde, woher, SHA-256, wo es verwahrt ist");
        assertThat(trouble).containsText("Diese Angabe fehlt. Erwartet wird ein Text mit höchstens 20000 Zeichen.");
        assertThat(trouble).not().containsText("is required");
    }

    @Test
    void whyAnAlertMeansWhatItMeansIsInGerman() {
        String incident = client.integration()
                .post("/api/v1/alerts/auto", Fixture.checkIn(6400))
                .at("/results/0/incidentId");
        Page page = anna("/incidents/" + incident);
        Locator why = page.locator("section")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Warum wir das annehmen"))));

        assertThat(why)
                .containsText("Kritisch, C2-Kommunikation, ein Vorfall: Ein interner Rechner spricht die Sprache");
        assertThat(why)
                .containsText("Schadsoftware im Netz spricht mit ihrem Server außerhalb: Kategorie C2-Kommunikation,"
                        + " Schweregrad mindestens");
        assertThat(why).not().containsText("this rule");
        assertThat(why).not().containsText("the rule");

        chromium.open(page, "/rules");
        Locator row =
                page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("check-in-with-its-master"));
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Regel suchen"))
                .fill("spricht mit ihrem server");
        assertThat(row).containsText("Schadsoftware im Netz spricht mit ihrem Server außerhalb");
        assertThat(row).containsText("also steuert ihn jetzt jemand von außen.");
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
        chromium.shoot(page, "rules-german-wide-light");
    }

    @Test
    void anAlertFromBeforeRulesHadTranslationsKeepsItsOwnSentence() {
        String incident = client.integration()
                .post("/api/v1/alerts/auto", Fixture.checkIn(6401))
                .at("/results/0/incidentId");
        Page page = anna("/");
        page.route(Pattern.compile(".*/api/v1/alerts\\?.*"), route -> {
            APIResponse answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replace("an incident: A host inside", "an incident: Some host inside")));
        });

        chromium.open(page, "/incidents/" + incident);

        assertThat(page.locator("[lang=en]").first())
                .containsText("an incident: Some host inside speaks the language of");
    }

    @Test
    void aRefusedSignInSaysInGermanWhatToDo() {
        Page page = chromium.visitor(Screen.WIDE, ColorScheme.LIGHT);
        String address = api.address("/sign-in").toString();
        page.navigate(address);
        page.evaluate("() => localStorage.setItem('cordon.language', 'de')");
        page.navigate(address);
        Locator havePassword = page.getByText("Ich habe ein Passwort");
        page.getByLabel("Name").or(havePassword).first().waitFor();
        if (havePassword.isVisible()) {
            havePassword.click();
        }
        page.getByLabel("Name").fill(client.id() + "/anna");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Passwort"))
                .fill("not this one");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Name und Passwort passen nicht zusammen.");
        assertThat(page.getByRole(AriaRole.ALERT)).not().containsText("Expected");
    }

    @Test
    void whatThePagesHaveNoWordsForStandsAsTheServersUnderAGermanSentence() {
        Page page = anna("/clients/" + client.id());
        page.route(
                "**/api/v1/incidents*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(409)
                        .setContentType("application/problem+json")
                        .setBody("{\"type\":\"urn:cordon:problem:conflict\",\"title\":\"Conflict\",\"status\":409,"
                                + "\"detail\":\"Mercury is in retrograde.\"}")));
        chromium.open(page, "/incidents");
        Locator trouble = page.getByRole(AriaRole.ALERT).first();

        assertThat(trouble).containsText("Das geht im jetzigen Stand nicht");
        assertThat(trouble).containsText("Der Server sagt dazu:");
        assertThat(trouble.locator("[lang=en]")).hasText("Mercury is in retrograde.");
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

    private boolean opened(String incident, String step) {
        return items("/api/v1/incidents/" + incident + "/tasks")
                .anyMatch(task -> task.path("step").asString().equals(step));
    }

    private String waitingApproval() {
        String incident = client.integration()
                .post("/api/v1/alerts/auto", Fixture.checkIn(77, "10.0.5.77", "203.0.113.77"))
                .at("/results/0/incidentId");
        return await().atMost(PATIENCE)
                .until(
                        () -> items("/api/v1/incidents/" + incident + "/actions")
                                .filter(action ->
                                        action.path("state").asString().equals("awaiting_approval"))
                                .map(action -> action.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private Stream<JsonNode> items(String path) {
        return api.administrator().get(path).body().path("items").valueStream();
    }
}
