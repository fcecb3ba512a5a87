package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Keyboard.TypeOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.cordon.Api;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages where not everything goes well: servers that are away, hands that are fast, people who take turns. */
class PagesUnderStressTests extends InChromium {

    private static final String WRITE = "Write to everyone on this incident";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void open() {
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(Map.of("function", "incident-response-first-line", "client", "RA", "provider", "C"))));
        Chromium.choosePassword(api, client, "anna");
    }

    @Test
    void whatIsTypedForOneIncidentIsNeverUnderAnother() {
        incident("First of two");
        String second = incident("Second of two");
        Page page = anna("/incidents/" + second);
        comment(page).waitFor();
        goByPalette(page, "First of two");
        comment(page).fill("They must not read this.");
        page.getByLabel("Only my party").check();

        goByPalette(page, "Second of two");

        assertThat(comment(page)).hasValue("");
        assertThat(page.getByLabel("Only my party")).not().isChecked();
        goByPalette(page, "First of two");
        assertThat(comment(page)).hasValue("They must not read this.");
    }

    @Test
    void aDialogOfOneIncidentIsGoneWithIt() {
        incident("First of two");
        String second = incident("Second of two");
        Page page = anna("/incidents/" + second + "?tab=actions");
        goByPalette(page, "First of two");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Actions"))
                .click();
        button(page, "Ask for an action").click();
        page.getByLabel("On exactly what").fill("203.0.113.77");

        page.goBack();
        page.goBack();

        assertThat(page.locator("h1")).containsText("Second of two");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        button(page, "Ask for an action").click();
        assertThat(page.getByLabel("On exactly what")).hasValue("");
    }

    @Test
    void whoSignsInAfterSomebodyFindsNothingOfWhatTheyTyped() {
        String incident = incident("Typed by anna");
        Chromium.choosePassword(api, client, "bert");
        Page page = anna("/incidents/" + incident);
        comment(page).fill("Of anna alone.");
        page.context().clearCookies();
        page.reload();

        Chromium.signIn(page, client.id() + "/bert");

        comment(page).waitFor();
        assertThat(comment(page)).hasValue("");
        comment(page).fill("Of bert.");
        button(page, Pattern.compile("^You: ")).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        page.waitForURL(Pattern.compile(".*/sign-in.*"));
        page.waitForCondition(() -> (boolean)
                page.evaluate("() => !Object.keys(sessionStorage).some((key) => key.startsWith('cordon.draft'))"));
    }

    @Test
    void aServerThatIsAwayForAMomentTakesNoWorkAway() {
        String incident = incident("Away for a moment");
        Page page = anna("/incidents/" + incident);
        comment(page).fill("Half a sentence");
        page.route("**/api/v1/session", PagesUnderStressTests::refuse);
        page.route("**/api/v1/incidents/" + incident, PagesUnderStressTests::refuse);

        page.waitForResponse(
                response -> response.status() == 429 && response.url().endsWith("/session"),
                () -> client.put("regimes", Map.of("regimes", List.of())));
        lookAgain(page, "/api/v1/incidents/" + incident);

        assertThat(page.getByText("Too much at once.").first()).isVisible();
        assertThat(comment(page)).hasValue("Half a sentence");
        assertThat(page.locator("h1")).containsText("Away for a moment");
        page.reload();
        assertThat(button(page, "Sign out")).isVisible();
        page.unrouteAll();
        button(page, "Try again").click();
        assertThat(comment(page)).hasValue("Half a sentence");
    }

    @Test
    void aFormStaysWhileItsPageCannotBeLookedAtAgain() {
        Page page = anna("/clients/" + client.id() + "?tab=connectors");
        button(page, "Add a connector").click();
        Locator name = page.getByRole(AriaRole.DIALOG)
                .getByLabel("Name", new Locator.GetByLabelOptions().setExact(false))
                .first();
        name.fill("edge-firewall");
        page.route("**/connectors?*", PagesUnderStressTests::refuse);

        lookAgain(page, "/connectors");

        assertThat(page.getByText("Too much at once.").first()).isAttached();
        assertThat(name).hasValue("edge-firewall");
    }

    @Test
    void whatIsTypedWhileItIsSentStays() {
        String incident = incident("Fast hands");
        Page page = anna("/incidents/" + incident);
        List<Route> held = new ArrayList<>();
        page.route("**/comments", route -> {
            if (route.request().method().equals("POST")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        comment(page).fill("First.");
        button(page, "Send").click();
        page.waitForCondition(() -> !held.isEmpty());

        comment(page).fill("First. And a second.");
        held.getFirst().resume();

        assertThat(page.locator("article").getByText("First.")).isVisible();
        assertThat(comment(page)).hasValue("First. And a second.");
    }

    @Test
    void noLetterIsLostInALineThatGoesToTheAddress() {
        Page page = anna("/alerts");
        Locator line = line(page);
        line.click();

        page.keyboard().type("ransom note of monday", new TypeOptions().setDelay(153));

        assertThat(page).hasURL(Pattern.compile(".*monday$"));
        assertThat(line).hasValue("ransom note of monday");
        page.goBack();
        chromium.open(page, "/administration/users");
        Locator find = page.getByLabel("Name, address or role");
        find.pressSequentially("anna");
        assertThat(page).hasURL(Pattern.compile(".*text=anna$"));
        page.keyboard().press("Home");
        page.keyboard().type("xyz", new TypeOptions().setDelay(30));
        assertThat(find).hasValue("xyzanna");
        assertThat(page).hasURL(Pattern.compile(".*text=xyzanna$"));
    }

    @Test
    void aLinkTypedByHandIsText() {
        Page page = anna("/");
        chromium.open(page, "/alerts?q=123");
        assertThat(line(page)).hasValue("123");
        chromium.open(page, "/administration/users?text=1");
        assertThat(page.getByText("There is nobody").or(page.locator("h1")).first())
                .isVisible();
        chromium.open(page, "/playbooks/ransomware?version=1");
        assertThat(page.locator("h1")).isVisible();
    }

    @Test
    void aPageThatCannotBeShownSaysSoInTheReadersLanguage() {
        Page page = anna("/");
        page.route(Pattern.compile(".*/assets/RulesPage.*\\.js"), Route::abort);
        page.evaluate("() => localStorage.setItem('cordon.language', 'de')");
        page.reload();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Regeln"))
                .click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Diese Seite ließ sich nicht anzeigen");
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
        assertThat(chromium.faults()).allMatch(fault -> fault.contains("RulesPage") || fault.contains("console"));
        chromium.faults().clear();
        page.unrouteAll();
        button(page, "Neu laden").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Regeln");
    }

    @Test
    void whatIsRefusedIsSaid() {
        String incident = incident("Refused");
        Page page = anna("/incidents/" + incident + "?tab=report");
        page.route(Pattern.compile("/report(\\?|$)"), route -> {
            if (route.request().headers().getOrDefault("accept", "").contains("pdf")) {
                refuse(route);
            } else {
                route.resume();
            }
        });
        button(page, "PDF").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Too much at once.");

        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Evidence"))
                .click();
        page.route("**/evidence?name=b.txt*", PagesUnderStressTests::refuse);
        page.locator("input[type=file]").setInputFiles(new FilePayload[] {file("a.txt"), file("b.txt"), file("c.txt")});
        assertThat(page.locator("#page").getByRole(AriaRole.ALERT))
                .containsText("b.txt was not kept: Too much at once.");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("a.txt")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("c.txt")))
                .isVisible();
        assertThat(page.getByText("2 files are kept")).isVisible();

        page.route("**/api/v1/session", PagesUnderStressTests::refuse);
        button(page, Pattern.compile("^You: ")).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(page.getByText("You are still signed in: Too much at once.")).isVisible();
    }

    @Test
    void whatIsShownAtOnceIsTakenBackWhereTheServerRefuses() {
        String incident = incident("Pinned");
        Page page = anna("/incidents/" + incident + "?tab=timeline");
        Locator pinned = page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Pinned"));
        List<Route> asked = new CopyOnWriteArrayList<>();
        page.route("**/pin", asked::add);

        button(page, "Pin").first().click();

        assertThat(pinned.getByRole(AriaRole.LISTITEM)).hasCount(1);
        page.waitForCondition(() -> !asked.isEmpty());
        refuse(asked.getFirst());
        assertThat(page.getByText("stands as it was: Too much at once.")).isVisible();
        assertThat(pinned).hasCount(0);
    }

    @Test
    void aSecondClickIsHeardAfterTheFirst() {
        Page page = anna("/incidents/" + incident("Pinned twice") + "?tab=timeline");
        Locator pinned = page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Pinned"));
        List<Route> asked = new CopyOnWriteArrayList<>();
        page.route("**/pin", asked::add);

        new Keyboard(page).enter(button(page, "Pin").first());
        assertThat(button(page, "Take the pin out")).isFocused();
        page.keyboard().press("Enter");

        assertThat(pinned).hasCount(0);
        page.waitForCondition(() -> !asked.isEmpty());
        assertThat(asked).hasSize(1);
        asked.getFirst().resume();
        page.waitForCondition(() -> asked.size() == 2);
        assertThat(asked.getLast().request().method()).isEqualTo("DELETE");
        asked.getLast().resume();
        assertThat(page.getByText("The pin is out.")).isVisible();
        assertThat(pinned).hasCount(0);
    }

    @Test
    void aBrowserThatMakesNoNotificationsHasTheNoticeInThePage() {
        Page page = anna("/incidents");
        page.addInitScript("""
            window.Notification = class { constructor() { throw new TypeError("Illegal constructor."); } };
            window.Notification.permission = "granted";
            localStorage.setItem("cordon.announcing", "on");
            Object.defineProperty(document, "hidden", { get: () => true });
            """);
        chromium.open(page, "/incidents");
        page.waitForResponse("**/api/v1/work?*", () -> page.reload());
        Locator notice = page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("new"));
        page.locator("#page h1").waitFor();

        incident("Told in the page");

        Locator close = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close"));
        close.first().click();
        assertThat(page).hasURL(Pattern.compile(".*/incidents$"));
        notice.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        incident("Told once more");
        new Keyboard(page).enter(button(page, "Show my work"));
        assertThat(page).hasURL(Pattern.compile(".*:\\d+/$"));
    }

    @Test
    void theFocusGoesOnWhereWhatHadItIsGone() {
        String incident = incident("Where the focus goes");
        Page page = anna("/incidents/" + incident);
        comment(page).click();
        page.keyboard().type("Please look, @anna");
        new Keyboard(page).enter(button(page, Pattern.compile("Anna Admin \\(")));
        assertThat(comment(page)).isFocused();
        page.keyboard().type("now");
        assertThat(comment(page)).hasValue("Please look, @" + client.id() + "/anna now");

        chromium.open(page, "/");
        Keyboard keyboard = new Keyboard(page);
        Locator rows = page.locator("#page ul > li[data-id]");
        rows.first().waitFor();
        int before = rows.count();
        keyboard.enter(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acknowledge the incident"))
                .first());
        page.getByLabel("Who leads the incident?").fill("Anna Admin");
        keyboard.enter(button(page, "Done: send it"));
        assertThat(rows).not().hasCount(before);
        assertThat(page.locator("#page ul > li button:focus, #page ul > li a:focus, #page h1:focus"))
                .hasCount(1);
    }

    @Test
    void aKeyActsOnTheRowThatItWasAtAlsoWhereNewOnesComeAbove() {
        incident("The row in hand");
        Page page = anna("/incidents");
        Keyboard keyboard = new Keyboard(page);
        page.getByText("The row in hand").waitFor();
        keyboard.press("j");
        incident("Comes in above");
        button(page, "1 new: show it").click();
        page.getByText("Comes in above").waitFor();

        keyboard.press("x");

        assertThat(page.locator("[role=row][data-chosen]")).containsText("The row in hand");
    }

    private static void refuse(Route route) {
        route.fulfill(new FulfillOptions()
                .setStatus(429)
                .setContentType("application/problem+json")
                .setBody("""
                    {"type": "urn:cordon:problem:too-many", "title": "Busy", "detail": "Too much at once."}\
                    """));
    }

    /** Comes back to the page until it has asked for this once more; what was asked for just now counts as known. */
    private static void lookAgain(Page page, String path) {
        AtomicInteger asked = new AtomicInteger();
        page.onResponse(response -> {
            if (response.status() == 429 && response.url().contains(path)) {
                asked.incrementAndGet();
            }
        });
        page.waitForCondition(() -> {
            page.evaluate("() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
            return asked.get() > 0;
        });
    }

    private static FilePayload file(String name) {
        return new FilePayload(name, "text/plain", name.getBytes(StandardCharsets.UTF_8));
    }

    private static Locator comment(Page page) {
        return page.getByLabel(WRITE);
    }

    private static Locator line(Page page) {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("What to show"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void goByPalette(Page page, String title) {
        page.getByText("Search or do …").click();
        page.getByLabel("A place, a command, an incident, an alert, a client …").fill(title);
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^#\\d+ " + title)))
                .click();
        assertThat(page.locator("h1")).containsText(title);
    }

    private Page anna(String path) {
        return chromium.signedIn(client.id() + "/anna", path, Screen.WIDE, ColorScheme.LIGHT);
    }

    /** An incident whose playbook has asked people by now. */
    private String incident(String title) {
        int number = NUMBER.incrementAndGet();
        Api.Answer answer = client.integration()
                .post(
                        "/api/v1/alerts/auto",
                        Fixture.sensed(5500 + number, title, "10.0.6." + number, "198.51.100." + number));
        String incident = answer.at("/results/0/incidentId");
        assertThat(incident).as(answer.toString()).isNotEmpty();
        await().atMost(PATIENCE)
                .until(() -> !api.administrator()
                        .get("/api/v1/incidents/" + incident + "/tasks")
                        .at("/items/0/id")
                        .isEmpty());
        return incident;
    }
}
