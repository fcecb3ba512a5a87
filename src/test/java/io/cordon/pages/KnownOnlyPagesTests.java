package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages say no more than Cordon knows: of lists that nobody pulls, and of mail that goes nowhere. */
@CordonServerTest
class KnownOnlyPagesTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    private Chromium chromium;
    private Fixture.Client client;
    private String incident;

    @BeforeEach
    void anIncidentWithABlock() {
        client = fixture.client();
        client.allow("automatic", "block_ip");
        incident = client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\"}")
                .at("/results/0/incidentId");
        Api.Answer asked = client.responder()
                .post(
                        "/api/v1/incidents/" + incident + "/actions",
                        Map.of("verb", "block_ip", "target", "203.0.113.7", "reason", "C2"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(client.responder()
                                .get("/api/v1/actions/" + asked.at("/items/0/id"))
                                .at("/state"))
                        .isEqualTo("verified"));
        chromium = new Chromium(api);
        Chromium.choosePassword(api, client, "anna");
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void aBlockIsOnTheListAndPulledOnlyOnceAFirewallHasPulledIt() {
        Page page = anna("/incidents/" + incident + "?tab=actions");
        Locator action = page.getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText("203.0.113.7"));
        assertThat(action).containsText("on the list, not pulled yet");
        assertThat(action).containsText("No firewall has ever pulled the list.");
        assertThat(page.getByText("done and proven")).hasCount(0);
        assertThat(page.evaluate(
                        "path => fetch(path).then(answer => answer.status)", "/edl/" + client.id() + "/ip.txt"))
                .as("whoever is signed in may read the list, and is no firewall")
                .isEqualTo(200);
        chromium.look(page, "a block that no firewall has pulled");
        assertThat(action).containsText("not pulled yet");

        client.integration().get("/edl/" + client.id() + "/ip.txt");

        assertThat(action).containsText("on the list, pulled");
        assertThat(action).containsText("pulled since with the token integration");
    }

    @Test
    void mailThatGoesNowhereIsSaidToGoNowhere() {
        Page page = anna("/incidents/" + incident + "?tab=letters");

        assertThat(page.getByText("What is only kept here was sent to nobody")).isVisible();
        assertThat(page.getByText("not sent: no mail server was set up when it was written")
                        .first())
                .isVisible();
        assertThat(page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("What was promised")))
                .containsText("no mail is sent: no mail server is set up");
        chromium.look(page, "letters that are only kept");
    }

    @Test
    void theOverviewOfAClientNamesWhatIsNotSetUp() {
        Page page = anna("/clients/" + client.id());
        Locator gaps = page.getByRole(AriaRole.LISTITEM);

        assertThat(gaps.filter(new Locator.FilterOptions().setHasText("No mail server is set up")))
                .isVisible();
        gaps.filter(new Locator.FilterOptions()
                        .setHasText("/edl/" + client.id() + "/ip.txt serves it, and no firewall has ever pulled that"))
                .getByRole(AriaRole.LINK)
                .click();
        assertThat(page.getByText("no firewall has ever pulled it").first()).isVisible();
        chromium.look(page, "block lists that no firewall has pulled");
    }

    private Page anna(String path) {
        return chromium.signedIn(client.id() + "/anna", path, Screen.WIDE, ColorScheme.LIGHT);
    }
}
