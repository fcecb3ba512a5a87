package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.cordon.pages.Chromium.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must be seen before somebody acts, and is found at once. */
class WarningPagesTests extends InChromium {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WHY = "We restore from a backup.";

    private String incident;

    @BeforeEach
    void open() {
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(
                                Map.of("function", "incident-response-first-line", "client", "RA", "provider", "C"),
                                Map.of("function", "containment-approval", "client", "RA", "provider", "C"))));
        client.allow("approval", "block_ip");
        Chromium.choosePassword(api, client, "anna");
        incident = client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        Map.of(
                                "id", "warned-1",
                                "title", "Sign in at parcel-desk",
                                "severity", "high",
                                "category", "phishing",
                                "technique", "T1566",
                                "destinationAddress", "203.0.113.91"))
                .at("/results/0/incidentId");
    }

    @Test
    void aStopIsSeenWhereverPeopleWork() {
        Page page = anna("/incidents/" + incident);
        assertThat(stopped(page)).hasCount(0);

        client.lead().put(client.path("/kill-switch"), Map.of("on", true, "why", WHY));

        assertThat(stopped(page)).containsText(WHY);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The stop, and how it is lifted"))
                .click();
        assertThat(button(page, "Lift the stop")).isVisible();
        chromium.open(page, "/");
        assertThat(page.locator("main li").first().getByText("stopped")).isVisible();
        chromium.open(page, "/incidents/" + incident + "?tab=actions");
        button(page, "Ask for an action").click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.STATUS)).containsText(WHY);
    }

    @Test
    void nobodysSilenceAnswersAPlaybook() {
        String task = await().atMost(PATIENCE)
                .until(
                        () -> api.administrator()
                                .get("/api/v1/incidents/" + incident + "/tasks")
                                .at("/items/0/id"),
                        id -> !id.isEmpty());
        Page page = anna("/");
        button(page, "Find who fell for it").click();
        page.getByLabel("Who received it, and who clicked").fill("Everybody in sales.");

        button(page, "Done: send it").click();

        assertThat(page.getByText("Say yes or no.").first()).isVisible();
        assertThat(api.administrator().get("/api/v1/tasks/" + task).at("/state"))
                .isEqualTo("open");
        for (Locator question :
                page.locator("main form").getByRole(AriaRole.RADIOGROUP).all()) {
            question.getByLabel("No").check();
        }
        button(page, "Done: send it").click();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                api.administrator().get("/api/v1/tasks/" + task).at("/state"))
                        .isEqualTo("completed"));
    }

    @Test
    void everythingIsFoundByItsNameFromAnywhere() {
        Page page = anna("/");

        search(page, "parcel-desk");
        assertThat(found(page, "Sign in at parcel-desk")).hasCount(2);
        page.keyboard().press("Enter");
        page.waitForURL("**/incidents/" + incident);
        search(page, "parcel-desk");
        found(page, "Sign in at parcel-desk").last().click();
        page.waitForURL("**/alerts/*");
        search(page, client.id().value());
        found(page, "Stop everything").click();

        page.waitForURL("**/clients/" + client.id());
        Locator asked = page.getByRole(AriaRole.DIALOG);
        assertThat(asked.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop everything")))
                .isVisible();
        assertThat(asked.getByRole(AriaRole.TEXTBOX)).isFocused();
    }

    private static void search(Page page, String words) {
        page.keyboard().press("Control+k");
        page.getByLabel("A place, a command, an incident, an alert, a client …").fill(words);
    }

    private static Locator found(Page page, String words) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText(words));
    }

    private static Locator stopped(Page page) {
        return page.getByRole(AriaRole.STATUS)
                .filter(new Locator.FilterOptions().setHasText("Every change to the outside is stopped."));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Page anna(String path) {
        return chromium.signedIn(client.id() + "/anna", path, Screen.WIDE, ColorScheme.LIGHT);
    }
}
