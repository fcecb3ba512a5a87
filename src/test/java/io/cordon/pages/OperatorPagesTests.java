package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.cordon.Api;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import io.cordon.pages.Chromium.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What whoever runs the service looks at: figures and administration, in the browser and on paper. */
class OperatorPagesTests extends InChromium {

    private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Egnp.exe";

    @Autowired
    private TestDatabase database;

    @BeforeEach
    void open() {
        send("Ransomware note written", "critical", "srv-1", "T1486");
        send("Ransomware note written", "critical", "srv-2", "T1486");
        send("Mimikatz credential dumping", "high", "ws-3", "T1003.001");
        send("Disk nearly full", "low", "srv-4", "T1999");
        database.asAdministrator().sql("""
            update incident
               set detected_at = now() - interval '3 hours', acknowledged_at = now() - interval '2 hours',
                   contained_at = now() - interval '1 hour'
             where organisation = ? and severity = 'critical'
            """).params(client.id().value()).update();
        Chromium.choosePassword(api, client, "anna");
    }

    @Test
    void aNumberLeadsToExactlyItsRows() {
        Page page = anna("/figures?days=7");

        page.getByLabel("T1486 Data Encrypted for Impact: 2 alerts").click();

        assertThat(page).hasURL(Pattern.compile(".*/alerts\\?q=.*"));
        assertThat(rows(page)).hasCount(2);
        assertThat(rows(page).first()).containsText("Ransomware note written");
        chromium.open(page, "/figures?days=7");
        page.getByLabel(Pattern.compile("Time to acknowledge$")).click();
        assertThat(page).hasURL(Pattern.compile(".*/incidents\\?q=.*acknowledged.*"));
        assertThat(rows(page)).hasCount(2);
        chromium.open(page, "/figures?days=7");
        page.getByLabel(Pattern.compile("Open now$")).click();
        assertThat(rows(page)).hasCount(3);
    }

    @Test
    void aBarLeadsToItsRowsAsItsPlaceInTheTableDoes() {
        Page page = anna("/figures?days=7");
        Locator ageing =
                page.locator("section").filter(new Locator.FilterOptions().setHasText("Age of open incidents"));
        ageing.getByText("As a table").click();
        Locator cell = ageing.getByRole(
                        AriaRole.ROW, new Locator.GetByRoleOptions().setName(Pattern.compile("under 1 hour")))
                .getByRole(AriaRole.LINK);
        assertThat(cell).hasText("1");
        String led = String.valueOf(cell.getAttribute("href"));

        // The bar of the one incident that is younger than an hour is the only one in the topmost row.
        var box = ageing.locator("svg").boundingBox();
        boolean left = false;
        for (double share = 0.12; share < 0.5 && !left; share += 0.04) {
            page.mouse().click(box.x + box.width * share, box.y + 48);
            left = !page.url().contains("/figures");
        }

        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("Mimikatz");
        assertThat(led).startsWith("/incidents?q=");
    }

    @Test
    void noClientsNumbersStandUnderTheNameOfAnother() {
        provider();
        Fixture.Client other = fixture.client();
        Page page = chromium.signedIn("olga", "/figures?days=7&client=" + client.id(), Screen.WIDE, ColorScheme.LIGHT);
        Locator technique = page.getByLabel("T1486 Data Encrypted for Impact: 2 alerts");
        assertThat(technique).isVisible();
        List<Route> held = new ArrayList<>();
        page.route("**/api/v1/figures?*organisation=" + other.id() + "*", held::add);

        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Client"))
                .click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Client " + other.id()))
                .click();

        assertThat(page.getByLabel("Loading")).isVisible();
        assertThat(technique).hasCount(0);
        held.forEach(Route::resume);
        assertThat(page.getByText("Nothing happened in this period")).isVisible();
    }

    @Test
    void whatWasCountedLastStaysWhileTheServerIsAway() {
        Page page = anna("/figures?days=7");
        Locator technique = page.getByLabel("T1486 Data Encrypted for Impact: 2 alerts");
        assertThat(technique).isVisible();
        page.route("**/api/v1/figures?*", Route::abort);

        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Period"))
                .click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Last 90 days"))
                .click();

        assertThat(page.getByRole(AriaRole.STATUS).getByText("These are the figures of"))
                .isVisible();
        assertThat(technique).isVisible();
    }

    @Test
    void aRulesNumberLeadsToTheAlertsInWhichItFired() {
        Page page = anna("/rules");
        page.getByLabel("Find a rule").fill("endpoint-sees-ransomware");
        Locator row = page.getByRole(AriaRole.ROW).last();
        Locator numbers = row.getByRole(AriaRole.LINK);
        assertThat(numbers).hasText(new String[] {"2", "2"});
        assertThat(row.getByRole(AriaRole.IMG)).hasAccessibleName(Pattern.compile("On each day: .+: 2"));

        numbers.first().click();

        assertThat(page).hasURL(Pattern.compile(".*/alerts\\?q=.*endpoint-sees-ransomware.*"));
        assertThat(rows(page)).hasCount(2);
        assertThat(rows(page).first()).containsText("Ransomware note written");
    }

    @Test
    void aPlaybookLeadsToTheIncidentsItWorkedOn() {
        Page page = anna("/playbooks/ransomware");
        Locator runs = page.locator("section")
                .filter(new Locator.FilterOptions().setHasText("Where it worked last"))
                .last();
        assertThat(runs.getByRole(AriaRole.LISTITEM).first()).containsText("running");

        runs.getByRole(AriaRole.LINK).first().click();

        assertThat(page.locator("h1")).containsText("Ransomware");
        chromium.open(page, "/playbooks/vulnerability");
        assertThat(page.getByText("It has worked on no incident yet.")).isVisible();
    }

    @Test
    void whatCouldNotBeReadIsFoundFromTheServersPage() {
        assertThat(client.integration()
                        .post("/api/v1/alerts/suricata-eve", Map.of("event_type", "alert", "alert", 7))
                        .status())
                .isLessThan(500);
        provider();
        Page page = chromium.signedIn("olga", "/administration/server", Screen.WIDE, ColorScheme.LIGHT);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("could not be read"))
                .click();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(client.id() + ": suricata-eve"))
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/clients/" + client.id() + "\\?tab=sources"));
    }

    @Test
    void figuresOfNothingSayWhatToDo() {
        Page page = anna("/figures?from=2020-01-01&to=2020-01-31");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Age of open incidents")))
                .isVisible();
        assertThat(page.getByText("No alert in this period names a technique.")).isVisible();
        Fixture.Client empty = fixture.client();
        Chromium.choosePassword(api, empty, "anna");

        Page other = chromium.signedIn(empty.id() + "/anna", "/figures", Screen.WIDE, ColorScheme.LIGHT);

        assertThat(other.getByText("Nothing happened in this period")).isVisible();
        assertThat(other.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("clients").setExact(true)))
                .isVisible();
    }

    @Test
    void figuresCanBePrintedFromADarkScreen() {
        Page page = chromium.signedIn(client.id() + "/anna", "/figures?days=7", Screen.WIDE, ColorScheme.DARK);
        charts(page);

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setIncludeHidden(false)))
                .hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Print")))
                .isHidden();
        // What is drawn keeps to the colours of paper, as text does.
        assertThat(page.locator("h1")).hasCSS("color", "rgb(22, 25, 29)");
        assertThat(page.locator("svg text").first())
                .hasCSS("fill", Pattern.compile("rgb\\((22, 25, 29|85, 96, 107)\\)"));
        page.setViewportSize(700, 1000);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("fits on the paper")
                .isEqualTo(true);
        chromium.shoot(page, "figures-print");
    }

    @Test
    void anAdministratorEndsASession() {
        Chromium.choosePassword(api, client, "bert");
        Api.As bert = api.signedIn(client.id() + "/bert", Chromium.PASSWORD);
        Page page = anna("/administration/sessions");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End this session of bert"))
                .click();

        assertThat(page.getByText("The session has ended.")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End this session of bert")))
                .hasCount(0);
        assertThat(bert.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void aSetupCodeIsShownOnceAndWorks() {
        Page page = anna("/administration/users");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Actions for Bert Berg"))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Hand out a setup code"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make the code"))
                .click();
        String code = page.getByRole(AriaRole.DIALOG).locator("code").last().textContent();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("I have passed it on"))
                .click();

        assertThat(page.getByText(code)).hasCount(0);
        assertThat(page.getByText("a setup code expires in 3 days")).isVisible();
        assertThat(api.anonymous()
                        .post(
                                "/api/v1/setup",
                                Map.of("username", client.id() + "/bert", "code", code, "password", Chromium.PASSWORD))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theTrailIsNarrowedAndSaidToBeWholeOrNot() {
        Page page = anna("/administration/audit");
        page.getByRole(
                        AriaRole.COMBOBOX,
                        new Page.GetByRoleOptions().setName("What").setExact(true))
                .fill("setup code");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Setup code handed out"))
                .click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Show").setExact(true))
                .click();
        Locator entries = page.getByRole(AriaRole.ROW);
        assertThat(entries).hasCount(2);
        assertThat(entries.last()).containsText("person:" + client.id() + "/anna");
        assertThat(entries.last()).containsText("Setup code handed out");
        assertThat(entries.last()).containsText("setup-code-given");

        Locator check = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check the whole trail"));
        check.click();
        assertThat(page.getByText("The trail is whole")).isVisible();
        assertThat(page.getByText("Checked: ")).isVisible();
        database.asAdministrator()
                .sql("update audit_entry set actor = 'somebody-else' where organisation = ? and number = 1")
                .params(client.id().value())
                .update();
        check.click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The trail was tampered with");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Entry 1");
    }

    @Test
    void whoRunsTheServerSeesHowItDoesAndNobodyElse() {
        provider();
        Page page = chromium.signedIn("olga", "/administration/server", Screen.WIDE, ColorScheme.LIGHT);
        assertThat(page.getByText("18.", new Page.GetByTextOptions().setExact(false))
                        .first())
                .isVisible();
        assertThat(page.getByText("No file was refused when the folders were last read."))
                .isVisible();

        Page anna = anna("/administration/server");

        assertThat(anna.getByText("This is not yours to see")).isVisible();
        assertThat(anna.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Server")))
                .hasCount(0);
    }

    @Test
    void aHostileNameIsOnlyEverText() {
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                person("anna", HOSTILE, "admin", "lead"),
                                person("bert", "Bert {x|y} " + HOSTILE, "responder"))));
        api.administrator()
                .put(
                        "/api/v1/organisations/" + client.id(),
                        Map.of("name", HOSTILE, "kind", "client", "timeZone", "Europe/Berlin", "country", "DE"));
        send(HOSTILE, "critical", "srv-9", "T1486");
        Page page = anna("/figures?days=7");
        charts(page);
        assertThat(page.getByText("<img src=x onerror=alert(1)>").first()).isVisible();

        chromium.open(page, "/administration/users");
        assertThat(page.getByText("<img src=x onerror=alert(1)>").first()).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Actions for Bert"))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Hand out a setup code"))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("<img src=x onerror=alert(1)>");
        for (String path : List.of("/administration/audit", "/administration/sessions")) {
            chromium.open(page, path);
            assertThat(page.getByRole(AriaRole.TABLE)).isVisible();
        }
        provider();
        client.integration().post("/api/v1/alerts/suricata-eve", Map.of("event_type", HOSTILE, HOSTILE, HOSTILE));
        Page provider = chromium.signedIn("olga", "/administration/server", Screen.WIDE, ColorScheme.LIGHT);
        assertThat(provider.getByText("No file was refused when the folders were last read."))
                .isVisible();
        chromium.open(provider, "/start?client=" + client.id());
        provider.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("First source")))
                .click();
        assertThat(provider.getByRole(AriaRole.STATUS)
                        .getByText("<img src=x onerror=alert(1)>")
                        .first())
                .isVisible();
        org.assertj.core.api.Assertions.assertThat(chromium.faults()).isEmpty();
    }

    @Test
    void noPageHasAFlawThatAxeKnows() {
        Map<String, String> pages = Map.of(
                "figures", "/figures?days=7",
                "users", "/administration/users",
                "sign-in", "/administration/sign-in",
                "sessions", "/administration/sessions",
                "audit", "/administration/audit");
        provider();
        List<String> flaws = new ArrayList<>();
        Page page = anna("/");
        pages.forEach((name, path) -> flaws.addAll(look(page, name, path)));
        Page provider = chromium.signedIn("olga", "/", Screen.WIDE, ColorScheme.LIGHT);
        flaws.addAll(look(provider, "server", "/administration/server"));
        org.assertj.core.api.Assertions.assertThat(flaws).isEmpty();
    }

    private List<String> look(Page page, String name, String path) {
        chromium.open(page, path);
        page.getByLabel("Loading", new Page.GetByLabelOptions().setExact(true))
                .first()
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        if (name.equals("figures")) {
            charts(page);
            page.getByText("As a table").all().forEach(Locator::click);
        }
        return chromium.flaws(page, name);
    }

    /** An administrator of the provider, who runs the server. */
    private void provider() {
        fixture.providerToken("admin", "olga");
        String code = api.administrator()
                .post("/api/v1/organisations/provider/people/olga/setup-code")
                .at("/code");
        assertThat(api.anonymous()
                        .post("/api/v1/setup", Map.of("username", "olga", "code", code, "password", Chromium.PASSWORD))
                        .status())
                .isEqualTo(204);
    }

    private Page anna(String path) {
        return chromium.signedIn(client.id() + "/anna", path, Screen.WIDE, ColorScheme.LIGHT);
    }

    private static Locator rows(Page page) {
        return page.locator("[data-index]");
    }

    /** Waits until what is drawn is there. */
    private static void charts(Page page) {
        assertThat(page.locator("[role=img] svg").first()).isVisible();
        assertThat(page.getByLabel("Loading")).hasCount(0);
    }

    private Map<String, Object> person(String id, String name, String... roles) {
        return Map.of("id", id, "name", name, "email", id + "@" + client.id() + ".example", "roles", List.of(roles));
    }

    private void send(String title, String severity, String host, String technique) {
        Api.Answer answer = client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        Map.of("id", host, "title", title, "severity", severity, "host", host, "technique", technique));
        assertThat(answer.at("/new")).as(answer.toString()).isEqualTo("1");
    }
}
