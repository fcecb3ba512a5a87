package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The queue of incidents, and what a lead does from it, in the browser. */
@CordonServerTest
class QueuePagesTests {

    private static final String PATH = "/api/v1/incidents";
    private static final String TITLE = "A user phoned: none of the files on the shared drive of the finance team open";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    private Chromium chromium;
    private Fixture.Client client;

    @BeforeEach
    void open() {
        client = fixture.client();
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(Map.of("function", "incident-response-first-line", "client", "RA", "provider", "C"))));
        chromium = new Chromium(api);
        Chromium.choosePassword(api, client, "anna");
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void anIncidentThatNoAlertToldOfIsOpenedByHand() {
        Page page = anna("/incidents");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open an incident"))
                .click();
        page.getByLabel("Title").fill(TITLE);
        page.getByLabel("What is known").fill("She phoned at 9:40 from ws-17.");
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Hosts"))
                .fill("ws-17");
        page.keyboard().press("Enter");
        assertThat(chromium.flaws(page, "open-an-incident")).isEmpty();

        button(page, "Open the incident").click();

        assertThat(page.locator("h1")).containsText(TITLE);
        assertThat(page.getByText("She phoned at 9:40 from ws-17.").first()).isVisible();
        assertThat(page.getByText("Opened by Anna Admin").or(page.getByText("Opened by anna of")))
                .isVisible();
        assertThat(client.lead().get(PATH).at("/items/0/entities/hosts/0")).isEqualTo("ws-17");
        assertThat(chromium.faults()).isEmpty();
    }

    @Test
    void whatIsSentAgainBecauseItsAnswerWasLostOpensNothingTwice() {
        Page page = anna("/incidents/new");
        page.getByLabel("Title").fill("Told of once");
        page.getByLabel("What is known").fill("The first answer was lost.");
        page.route(
                "**/api/v1/incidents",
                route -> {
                    route.fetch();
                    route.abort();
                },
                new Page.RouteOptions().setTimes(1));

        button(page, "Open the incident").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        button(page, "Open the incident").click();

        assertThat(page.locator("h1")).containsText("Told of once");
        assertThat(client.lead().get(PATH + "?text=told").body().path("items")).hasSize(1);
    }

    @Test
    void aRowSaysWhoseItIsWhomItWaitsForAndWhoLooksAfterIt() {
        String incident = incident();
        asked(incident);
        client.as("bert", "responder").post(PATH + "/" + incident + "/take");

        Page page = anna("/incidents");

        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(TITLE));
        assertThat(row).containsText("Client " + client.id() + " #1");
        assertThat(row).containsText("client: Anna Admin");
        assertThat(row).containsText("Bert Berg");
    }

    @Test
    void whereThereIsLittleRoomFiltersStandBehindAButtonAndNothingIsWiderThanThePage() {
        incident();
        Page page = anna("/incidents");
        assertThat(page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Filter by")))
                .isVisible();

        page.setViewportSize(1024, 768);
        assertThat(page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Filter by")))
                .isHidden();
        button(page, "Filter by").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, named("high"))
                .click();
        page.keyboard().press("Escape");

        assertThat(page.getByLabel("What to show").first()).hasValue("severity:high");
        assertThat(button(page, "1 filter set")).isVisible();
        assertThat(chromium.flaws(page, "incidents-narrowed")).isEmpty();
    }

    @Test
    void aWordThatIsNoFilterSaysWhatWasPerhapsMeant() {
        incident();
        Page page = anna("/incidents?q=sevrity:high");

        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("is no filter")))
                .containsText("severity, status, client");
        button(page, "Did you mean “severity:high”?").click();

        assertThat(page.getByLabel("What to show").first()).hasValue("severity:high");
        assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(TITLE)))
                .isVisible();
    }

    @Test
    void thePaletteOffersWhatCanBeDoneWithTheIncident() {
        String incident = incident();
        Page page = anna("/incidents/" + incident);
        assertThat(page.locator("h1")).containsText(TITLE);

        page.keyboard().press("Control+k");
        assertThat(page.getByText("Write a comment")).isVisible();
        page.getByPlaceholder(Pattern.compile("^A place, a command")).fill("raise or lower");
        page.keyboard().press("Enter");
        page.getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("The whole drive is affected.");
        page.keyboard().press("Escape");
        button(page, "Throw it away").click();

        page.keyboard().press("Control+k");
        page.getByPlaceholder(Pattern.compile("^A place, a command")).fill("acknowledge");
        page.keyboard().press("Enter");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                client.lead().get(PATH + "/" + incident).at("/owner/name"))
                        .isEqualTo("Anna Admin"));
        assertThat(page.getByText("Looked after by Anna Admin")).isVisible();
    }

    @Test
    void aMentionOfNobodyIsSaidBeforeItIsSentAndOneOfSomebodyIsShownByName() {
        Page page = anna("/incidents/" + incident());
        Locator field = page.getByLabel("Write to everyone on this incident");

        field.fill("@bertt please look at it");
        assertThat(page.getByText("@bertt is nobody on this incident")).isVisible();
        field.fill("@bert please look at it");
        assertThat(page.getByText("is nobody on this incident")).isHidden();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Send").setExact(true))
                .click();

        assertThat(page.getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText("please look")))
                .containsText("@Bert Berg please look at it");
    }

    @Test
    void aMailAddressIsNoMentionThatEnterEnds() {
        Page page = anna("/incidents/" + incident());
        Locator field = page.getByLabel("Write to everyone on this incident");

        field.pressSequentially("@anna");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Anna Admin"))))
                .isVisible();
        field.fill("");
        field.pressSequentially("She wrote to desk@anna");
        field.press("Enter");

        assertThat(field).hasValue("She wrote to desk@anna\n");
    }

    @Test
    void whatWasAddedInATaskIsListedThere() {
        String incident = incident();
        asked(incident);
        Page page = anna("/incidents/" + incident);
        Locator task = page.locator("article[data-mine]").first();
        task.locator("input[type=file]")
                .first()
                .setInputFiles(
                        new FilePayload("memory.txt", "text/plain", "what was in it".getBytes(StandardCharsets.UTF_8)));

        Locator files = task.getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName("Files added here"));
        assertThat(files).containsText("memory.txt");
        assertThat(files).containsText("SHA-256");
        assertThat(client.lead().get(PATH + "/" + incident + "/evidence").at("/items/0/task"))
                .isNotEmpty();
    }

    @Test
    void aHostUnderItsShortAndItsFullNameIsOneThing() {
        String incident = client.lead()
                .post(
                        PATH,
                        Map.of(
                                "title", TITLE,
                                "severity", "high",
                                "category", "unclassified",
                                "text", "Two products see it.",
                                "entities", Map.of("hosts", List.of("fs-01", "fs-01.harbour.example", "fs-02"))))
                .at("/id");

        Page page = anna("/incidents/" + incident);

        assertThat(page.locator("summary").filter(new Locator.FilterOptions().setHasText("fs-01")))
                .hasCount(1);
        assertThat(page.getByText("also fs-01")).isVisible();
        assertThat(page.locator("summary").filter(new Locator.FilterOptions().setHasText("fs-02")))
                .isVisible();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Page anna(String path) {
        return chromium.signedIn(client.id() + "/anna", path, Screen.WIDE, ColorScheme.LIGHT);
    }

    private String incident() {
        return client.lead()
                .post(
                        PATH,
                        Map.of(
                                "title", TITLE,
                                "severity", "high",
                                "category", "malware",
                                "text", "She phoned at 9:40.",
                                "playbook", "triage-by-a-person"))
                .at("/id");
    }

    /** Waits until its playbook has asked people. */
    private void asked(String incident) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !client.lead()
                        .get(PATH + "/" + incident)
                        .at("/openTasks")
                        .equals("0"));
    }
}
