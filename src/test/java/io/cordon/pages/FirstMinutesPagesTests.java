package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** From the code on the console to the first incident, against a server that is new. */
@ExtendWith(OutputCaptureExtension.class)
@CordonServerTest
@TestPropertySource(properties = "cordon.example.between=PT0.05S")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstMinutesPagesTests {

    private static final Pattern CODE = Pattern.compile("with this setup code, which works once: (\\S+)");
    private static final String MALWARE = "ET MALWARE Win32/ExampleBot CnC Checkin";

    @Autowired
    private Api api;

    private Chromium chromium;

    @BeforeEach
    void open() {
        chromium = new Chromium(api);
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    /** First: a server is new once. */
    @Order(1)
    @Test
    void aNewServerIsLedToItsFirstIncident(CapturedOutput console) {
        Page page = administrator(console, Screen.WIDE, ColorScheme.LIGHT);
        link(page, "First steps").click();

        page.getByLabel("Name").fill("Provider");
        assertThat(page.getByText("There is an organisation with this id already."))
                .isVisible();
        assertThat(button(page, "Add")).isDisabled();
        page.getByLabel("Name").fill("Acme Widgets");
        button(page, "Add").click();

        page.getByLabel("Name of the person").fill("Anna Ames");
        page.getByLabel("Mail address").fill("anna@acme");
        page.getByLabel("Telephone").fill("+49 30 123456");
        button(page, "Add the person").click();
        Locator refused = page.getByRole(AriaRole.ALERT).getByText("Expected a mail address");
        assertThat(refused).hasCount(1);
        page.getByLabel("Mail address").fill("anna@acme.example");
        button(page, "Add the person").click();
        assertThat(page.getByText("anna@acme.example · +49 30 123456")).isVisible();
        button(page, "Code for Anna Ames").click();
        assertThat(page.getByText("hand it over in person")).isVisible();
        button(page, "Make the code").click();
        assertThat(page.getByText("Name: acme-widgets/anna")).isVisible();
        button(page, "I have passed it on").click();

        button(page, "Next: Who does what").click();
        assertThat(page.getByText("nobody answers for it").first()).isVisible();
        button(page, "for recovery").click();
        assertThat(button(page, "for recovery")).hasCount(0);
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("Use all \\d+ proposals")))
                .click();
        assertThat(page.getByText("Every function has somebody")).isVisible();

        button(page, "Next: What Cordon may do").click();
        page.getByLabel("Block automatically, ask for the rest").check();
        button(page, "Grant this").click();
        assertThat(page.getByText("block address: automatically")).isVisible();

        button(page, "Next: Block list to pull").click();
        assertAtTop(page, "Block list to pull");
        button(page, "Make a token for the firewall").click();
        assertThat(page.getByText("It opens the block lists")).isVisible();
        String listToken = secret(snippet(page, "the token"));
        button(page, "Next: Mail").click();
        assertThat(page.getByText("SPRING_MAIL_HOST")).isVisible();

        button(page, "Next: First source").click();
        button(page, "Test: read it, store nothing").click();
        assertThat(page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("What Cordon read")))
                .containsText(MALWARE);
        assertThat(page.getByText("Waiting for the first real alert…")).isVisible();
        button(page, "Make a token for this source").click();
        String token = secret(snippet(page, "the header"));
        assertThat(api.as(token)
                        .post("/api/v1/alerts/auto", Fixture.checkIn(42))
                        .status())
                .isEqualTo(200);

        Locator came = page.getByRole(AriaRole.STATUS).getByRole(AriaRole.LINK);
        assertThat(came).hasText(MALWARE);
        chromium.shoot(page, "start-done-wide-light");
        came.click();
        assertThat(page.locator("h1")).containsText(MALWARE);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(api.as(listToken)
                                .get("/edl/acme-widgets/ip.txt")
                                .text())
                        .contains("203.0.113.66"));
    }

    @Test
    void twoAdministratorsDoNotUndoEachOther(CapturedOutput console) {
        administrator(console, Screen.WIDE, ColorScheme.LIGHT).context().close();
        String org = "/api/v1/organisations/two-at-once";
        api.administrator().put(org, "{\"name\":\"Two\",\"kind\":\"client\",\"timeZone\":\"Europe/Berlin\"}");
        Page page = administrator(console, Screen.WIDE, ColorScheme.LIGHT);
        // As if no change reached this page.
        page.route("**/api/v1/changes", route -> route.abort());
        chromium.open(page, "/start?client=two-at-once");
        page.getByLabel("Name of the person").fill("Anna Ames");
        open(page, "What Cordon may do");
        assertThat(page.getByLabel("Ask before everything")).isChecked();
        api.administrator().put(org + "/people", """
            {"people":[{"id":"anna","name":"Anna Other","email":"a@other.example","roles":["lead"]}]}\
            """);
        api.administrator().put(org + "/authority", """
            {"grants":[{"verb":"block_ip","mode":"never","approvers":{"client":0,"provider":0},"assets":"*",
             "hours":"always"}]}\
            """);

        button(page, "Grant this").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("version 1 stands");
        assertThat(page.getByText("block address: never")).isVisible();
        assertThat(api.administrator().get(org + "/authority").at("/grants/0/mode"))
                .isEqualTo("never");
        open(page, "People");
        button(page, "Add the person").click();
        assertThat(button(page, "Code for Anna Ames")).isVisible();
        assertThat(button(page, "Code for Anna Other")).isVisible();
        assertThat(api.administrator().get(org + "/people").at("/people/1/id")).isEqualTo("anna-2");
    }

    @Test
    void theExampleHourIsPlayedMarkedAndRemoved(CapturedOutput console) {
        Page page = administrator(console, Screen.WIDE, ColorScheme.DARK);
        api.administrator()
                .put(
                        "/api/v1/organisations/real-corp",
                        "{\"name\":\"Real Corp\",\"kind\":\"client\",\"timeZone\":\"Europe/Berlin\"}");
        chromium.open(page, "/start");

        button(page, "Load the example").click();
        assertThat(page.getByText("example", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByText("The hour has been played"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        chromium.shoot(page, "start-example-wide-dark");
        chromium.open(page, "/incidents");
        Locator ransomware = link(page, "Ransomware behaviour on a file server").first();
        assertThat(ransomware).isVisible();
        chromium.look(page, "example-incidents");
        ransomware.click();
        assertThat(page.getByText("What is next")).isVisible();
        chromium.look(page, "example-incident");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Connections"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, named("How it hangs together")))
                .isVisible();
        chromium.look(page, "example-connections");
        chromium.open(page, "/clients");
        assertThat(page.getByText("Harbour").first()).isVisible();
        chromium.look(page, "example-clients");
        countsExamplesOnlyWhenAsked(page);
        hidesExamplesEverywhere(page);
        chromium.open(page, "/");
        assertThat(page.getByText("Nothing waits")).hasCount(0);
        chromium.look(page, "example-work");

        chromium.open(page, "/start");
        button(page, "Remove the example").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove it"))
                .click();
        assertThat(button(page, "Load the example"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        assertThat(api.administrator().get("/api/v1/organisations").text()).doesNotContain("example-harbour");
    }

    private void countsExamplesOnlyWhenAsked(Page page) {
        chromium.open(page, "/figures");
        assertThat(page.getByText("Example clients are left out.")).isVisible();
        assertThat(page.locator("table").getByText("Harbour")).hasCount(0);
        button(page, "Include examples").click();
        assertThat(page.getByText("Example clients are included.")).isVisible();
        assertThat(page.getByText("Harbour").first()).isVisible();
        chromium.look(page, "example-figures");
        page.getByLabel(Pattern.compile("Open now$")).click();
        assertThat(page).hasURL(Pattern.compile(".*/incidents\\?q=.*examples.*true.*"));
        assertThat(link(page, "Ransomware behaviour on a file server").first()).isVisible();
    }

    private void hidesExamplesEverywhere(Page page) {
        chromium.open(page, "/incidents");
        assertThat(link(page, "Ransomware behaviour on a file server").first()).isVisible();
        button(page, "Hide examples").click();
        assertThat(link(page, "Ransomware behaviour on a file server")).hasCount(0);
        for (String path : List.of("/", "/alerts", "/approvals", "/clients")) {
            chromium.open(page, path);
            assertThat(page.getByText("Example clients are hidden.")).isVisible();
            assertThat(page.getByText("example-harbour")).hasCount(0);
        }
        search(page, "Ransomware behaviour");
        assertThat(page.getByText("Nothing of that name")).isVisible();
        page.keyboard().press("Escape");
        button(page, "Show examples").click();
        assertThat(page.getByText("Harbour").first()).isVisible();
        search(page, "Ransomware behaviour");
        assertThat(page.getByRole(AriaRole.DIALOG)
                        .getByText("Ransomware behaviour")
                        .first())
                .isVisible();
        page.keyboard().press("Escape");
    }

    private static void search(Page page, String words) {
        page.keyboard().press("Control+k");
        page.getByLabel("A place, a command, an incident, an alert, a client …").fill(words);
    }

    @Test
    void noStepHasAFlawThatAxeKnows(CapturedOutput console) {
        administrator(console, Screen.WIDE, ColorScheme.LIGHT).context().close();
        api.administrator()
                .put(
                        "/api/v1/organisations/axe-corp",
                        "{\"name\":\"Axe\",\"kind\":\"client\",\"timeZone\":\"Europe/Berlin\"}");
        List<String> flaws = new ArrayList<>();
        Page page = administrator(console, Screen.WIDE, ColorScheme.LIGHT);
        chromium.open(page, "/start?client=axe-corp");
        for (String step : List.of(
                "Client",
                "People",
                "Who does what",
                "What Cordon may do",
                "Block list to pull",
                "Mail",
                "First source")) {
            open(page, step);
            flaws.addAll(chromium.flaws(page, "start-" + step.replace(' ', '-').toLowerCase(Locale.ROOT)));
        }
        assertThat(flaws).isEmpty();
    }

    /** Signed in; who comes first sets the server up by its console's code. */
    private Page administrator(CapturedOutput console, Screen screen, ColorScheme scheme) {
        if (!api.anonymous().get("/api/v1/setup").at("/needed").equals("true")) {
            return chromium.signedIn("admin", "/", screen, scheme);
        }
        Matcher code = CODE.matcher(console.getAll());
        assertThat(code.find()).as("a setup code on the console").isTrue();
        Page page = chromium.visitor(screen, scheme);
        page.navigate(api.address("/").toString());
        page.getByLabel("Setup code").fill(code.group(1));
        page.getByRole(AriaRole.TEXTBOX, named("Password").setExact(true)).fill(Chromium.PASSWORD);
        page.getByRole(AriaRole.TEXTBOX, named("Password again")).fill(Chromium.PASSWORD);
        chromium.shoot(page, "set-up-" + screen.name().toLowerCase(Locale.ROOT));
        button(page, "Set up and sign in").click();
        page.locator("#page").waitFor();
        return page;
    }

    private static void open(Page page, String step) {
        Locator head = head(page, step);
        if (!"true".equals(head.getAttribute("aria-expanded"))) {
            head.click();
        }
    }

    /** Where reading and typing go on: not under the bar. */
    private static void assertAtTop(Page page, String step) {
        Locator head = head(page, step);
        assertThat(head).isFocused();
        double bar = page.locator("header").first().boundingBox().height;
        assertThat(head.boundingBox().y).isBetween(bar, bar + 100);
    }

    private static Locator head(Page page, String step) {
        return page.locator("h2 button").filter(new Locator.FilterOptions().setHas(page.getByText(step, exactly())));
    }

    private static Locator snippet(Page page, String name) {
        return page.getByRole(AriaRole.FIGURE, named(name)).locator("pre");
    }

    private static String secret(Locator shown) {
        return shown.innerText().replace("Authorization: Bearer ", "").strip();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, named(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions named(Pattern name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
