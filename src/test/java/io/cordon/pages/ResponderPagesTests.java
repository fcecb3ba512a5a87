package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.cordon.Api;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a responder does in the browser, against the whole server. */
class ResponderPagesTests extends InChromium {

    private static final String MALWARE = "ET MALWARE Win32/ExampleBot CnC Checkin";
    private static final String HOSTILE =
            "\"><img src=x onerror=alert(1)><a href=\"javascript:fetch(1)\">${7*7} {{7*7}} \u202Egnp.exe";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void open() {
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(
                                Map.of("function", "incident-response-first-line", "client", "RA", "provider", "C"),
                                Map.of("function", "incident-response-deep-analysis", "client", "RA", "provider", "C"),
                                Map.of("function", "containment-approval", "client", "RA", "provider", "C"))));
    }

    @Test
    void aLettersLinkLeadsToTheIncidentAlsoByWayOfSigningIn() {
        String incident = incident(MALWARE);
        Chromium.choosePassword(api, client, "anna");

        Page page = anna("/incidents/" + incident);

        assertThat(page.locator("h1")).containsText(MALWARE);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Done: send it")))
                .isVisible();
    }

    @Test
    void whatWaitsIsDoneWithoutLeavingTheList() {
        String incident = incident(MALWARE);
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acknowledge the incident"))
                .first()
                .click();

        page.getByLabel("Who leads the incident?").fill("Anna Admin");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Done: send it"))
                .click();

        assertThat(page.getByText("“Acknowledge the incident” is done.")).isVisible();
        assertThat(api.administrator().get("/api/v1/incidents/" + incident).at("/acknowledgedAt"))
                .isNotEmpty();
    }

    @Test
    void aFormThatIsNotFilledInSaysWhatIsMissingAndKeepsTheRest() {
        incident(MALWARE);
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/");
        Locator open = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acknowledge the incident"))
                .first();
        open.click();
        page.getByLabel("Comment").fill("I am on my way.");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Done: send it"))
                .click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("is required");
        page.reload();
        open.click();
        assertThat(page.getByLabel("Comment")).hasValue("I am on my way.");
    }

    @Test
    void anAlertAppearsInAListThatIsOpen() {
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/incidents");
        assertThat(page.getByText("Nothing here")).isVisible();

        incident(MALWARE);

        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(MALWARE)))
                .isVisible();
    }

    @Test
    void whatComesInDoesNotMoveTheRowUnderThePointer() {
        incident(MALWARE);
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/incidents");
        Locator row = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(MALWARE));
        row.hover();
        double before = row.boundingBox().y;

        incident("ET MALWARE Win32/OtherBot CnC Checkin");

        Locator announced = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("1 new: show it"));
        assertThat(announced).isVisible();
        assertThat(page.getByText("OtherBot")).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(row.boundingBox().y).isEqualTo(before);
        announced.click();
        assertThat(page.getByText("OtherBot")).isVisible();
    }

    @Test
    void whatWaitsNoLongerKeepsItsPlaceUntilSomebodyLeavesTheList() {
        String incident = incident(MALWARE);
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acknowledge the incident"))
                .first()
                .hover();

        client.lead().post("/api/v1/incidents/" + incident + "/acknowledge");

        assertThat(page.getByText("waits no longer").first()).isVisible();
        page.locator("h1").hover();
        assertThat(page.getByText("waits no longer")).hasCount(0);
    }

    @Test
    void aPersonIsAskedAndAnotherMentionedOnOnePage() {
        String incident = incident(MALWARE);
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/incidents/" + incident);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask …"))
                .first()
                .click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Whom"))
                .click();
        assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");

        page.getByLabel("Write to everyone on this incident").fill("Look at this, @");

        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Anna"))
                        .first())
                .isVisible();
    }

    @Test
    void somebodyWhoIsPagedApprovesOnAPhone() {
        client.allow("approval", "block_ip");
        String incident = incident(MALWARE);
        String action = waitingApproval(incident);
        Chromium.choosePassword(api, client, "anna");
        Page page = chromium.signedIn(client.id() + "/anna", "/approvals/" + action, Screen.PHONE, ColorScheme.DARK);
        assertThat(page.locator("h1")).containsText("203.0.113.");
        assertThat(page.getByText("If nobody decides", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        chromium.shoot(page, "approval-phone-dark");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve"))
                .click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                .click();

        assertThat(page.getByText("Approved.")).isVisible();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.administrator()
                                .get("/api/v1/actions/" + action)
                                .at("/approvedBy/0"))
                        .isEqualTo(client.id() + "/anna"));
    }

    @Test
    void whoeverMayNotDecideSeesWhomToCall() {
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                Map.of("id", "bert", "name", "Bert Berg", "roles", List.of("responder")),
                                Map.of(
                                        "id",
                                        "lena",
                                        "name",
                                        "Lena <b>Lead</b>",
                                        "roles",
                                        List.of("lead"),
                                        "phone",
                                        "+49 (30) 12 34-56"))));
        client.allow("approval", "block_ip");
        String action = waitingApproval(incident(MALWARE));
        Chromium.choosePassword(api, client, "bert");
        Page page = chromium.signedIn(client.id() + "/bert", "/approvals/" + action, Screen.PHONE, ColorScheme.DARK);

        assertThat(page.getByText("This is for others to decide.")).isVisible();
        assertThat(page.getByText("Lena <b>Lead</b>")).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Call Lena")))
                .hasAttribute("href", "tel:+4930123456");
        chromium.shoot(page, "approval-of-others-phone-dark");

        chromium.open(page, "/approvals");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Call Lena")))
                .isVisible();
    }

    @Test
    void whatWasDoneIsUndoneAfterItsPlanWasRead() {
        client.allow("automatic", "block_ip");
        String incident = incident(MALWARE);
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/incidents/" + incident + "?tab=actions");

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Undo").setExact(true))
                .first()
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByRole(AriaRole.LISTITEM)).containsText("203.0.113.");
        dialog.getByLabel("Reason").fill("It was the partner's server.");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undo"))
                .click();

        assertThat(page.getByText("off the list, not pulled yet", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        org.assertj.core.api.Assertions.assertThat(
                        client.lead().get("/edl/" + client.id() + "/ip.txt").text())
                .doesNotContain("203.0.113.");
    }

    @Test
    void aHostileAlertIsTextOnEveryPage() {
        client.allow("approval", "block_ip");
        api.administrator()
                .put(
                        "/api/v1/organisations/" + client.id(),
                        Map.of("name", HOSTILE, "kind", "client", "timeZone", "Europe/Berlin"));
        client.integration().post("/api/v1/alerts/auto", Map.of(HOSTILE, HOSTILE));
        String incident = incident(HOSTILE);
        String action = waitingApproval(incident);
        String alert = api.administrator()
                .get("/api/v1/incidents/" + incident + "/alerts")
                .at("/items/0/id");
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/");
        for (String path : List.of(
                "/",
                "/incidents",
                "/alerts",
                "/alerts/" + alert,
                "/incidents/" + incident,
                "/incidents/" + incident + "?tab=alerts",
                "/incidents/" + incident + "?tab=timeline",
                "/incidents/" + incident + "?tab=letters",
                "/incidents/" + incident + "?tab=report",
                "/incidents/" + incident + "?tab=connections",
                "/approvals/" + action)) {
            chromium.open(page, path);
            if (!path.startsWith("/approvals")) {
                assertThat(page.getByText("<img src=x onerror=alert(1)>").first())
                        .isVisible();
            }
        }
        List<String> others = new ArrayList<>(
                List.of("/approvals", "/figures", "/playbooks", "/playbooks/malware-on-host", "/rules", "/account"));
        for (String part : List.of("users", "sign-in", "sessions", "audit")) {
            others.add("/administration/" + part);
        }
        others.add("/clients");
        for (String tab : List.of(
                "overview", "sources", "connectors", "raci", "authority", "people", "assets", "access", "versions")) {
            others.add("/clients/" + client.id() + "?tab=" + tab);
        }
        for (String path : others) {
            chromium.open(page, path);
        }
        org.assertj.core.api.Assertions.assertThat(chromium.faults()).isEmpty();
    }

    @Test
    void noPageHasAFlawThatAxeKnows() {
        client.allow("approval", "block_ip");
        String incident = incident("ET MALWARE Win32/Ransom.LockBit File Encryption Activity");
        String action = waitingApproval(incident);
        Chromium.choosePassword(api, client, "anna");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("work", "/");
        pages.put("incidents", "/incidents");
        pages.put("alerts", "/alerts");
        pages.put("approvals", "/approvals");
        pages.put("approval", "/approvals/" + action);
        pages.put("incident", "/incidents/" + incident);
        for (String tab : List.of("alerts", "actions", "timeline", "evidence", "letters", "report", "connections")) {
            pages.put("incident-" + tab, "/incidents/" + incident + "?tab=" + tab);
        }
        pages.put("playbooks", "/playbooks");
        pages.put("playbook", "/playbooks/ransomware");
        pages.put("rules", "/rules");
        pages.put("account", "/account");
        Page page = anna("/");
        List<String> flaws = new ArrayList<>();
        pages.forEach((name, path) -> {
            chromium.open(page, path);
            page.getByText("Loading")
                    .first()
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            flaws.addAll(chromium.flaws(page, name));
        });
        org.assertj.core.api.Assertions.assertThat(flaws).isEmpty();
    }

    @Test
    void alertsThatNameTheSameAreDrawnTogether() {
        String incident = incident(MALWARE, "203.0.113.250");
        org.assertj.core.api.Assertions.assertThat(incident("ET MALWARE Win32/OtherBot CnC Checkin", "203.0.113.250"))
                .isEqualTo(incident);
        Chromium.choosePassword(api, client, "anna");
        Page page = anna("/incidents/" + incident);

        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Connections"))
                .click();

        Locator drawn = page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("hang together"));
        assertThat(drawn).containsText("OtherBot");
        drawn.getByText("203.0.113.250").click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("OtherBot")))
                .isVisible();
        assertThat(page).hasURL(Pattern.compile(".*/alerts\\?q=.*203.0.113.250.*"));
    }

    private Page anna(String path) {
        return chromium.signedIn(client.id() + "/anna", path, Screen.WIDE, ColorScheme.LIGHT);
    }

    private String waitingApproval(String incident) {
        String path = "/api/v1/incidents/" + incident + "/actions";
        return await().atMost(PATIENCE)
                .until(
                        () -> api.administrator()
                                .get(path)
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

    /** An incident whose playbook has asked people by now. */
    private String incident(String title) {
        return incident(title, "203.0.113." + (NUMBER.get() + 1));
    }

    private String incident(String title, String address) {
        int number = NUMBER.incrementAndGet();
        Api.Answer answer = client.integration()
                .post("/api/v1/alerts/auto", Fixture.sensed(5200 + number, title, "10.0.5." + number, address));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String incident = answer.at("/results/0/incidentId");
        await().atMost(PATIENCE)
                .until(() -> !api.administrator()
                        .get("/api/v1/incidents/" + incident + "/tasks")
                        .at("/items/0/id")
                        .isEmpty());
        return incident;
    }
}
