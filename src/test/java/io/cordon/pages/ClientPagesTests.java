package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.cordon.Api;
import io.cordon.pages.Chromium.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator does on a client's pages, against the whole server. */
class ClientPagesTests extends InChromium {

    private static final String FIRST_LINE = "Incident response, first line";

    @BeforeEach
    void open() {
        Chromium.choosePassword(api, client, "anna");
    }

    @Test
    void aGapIsShownFilledByTheKeyboardGoneAndComparedWithTheVersionBefore() {
        client.put("raci", matrix("R", "RA"));
        Page page = anna("raci");
        Locator row = row(page, FIRST_LINE);
        assertThat(row).containsText("nobody answers for it");

        cell(page, FIRST_LINE, "client").focus();
        page.keyboard().press("a");

        assertThat(row).not().containsText("nobody answers for it");
        assertThat(region(page, "Your changes")).containsText(FIRST_LINE + "client: R → RA");
        page.keyboard().press("ArrowRight");
        assertThat(cell(page, FIRST_LINE, "provider")).isFocused();
        page.keyboard().press("Control+s");
        assertThat(page.getByText("Saved.")).isVisible();
        assertThat(api.administrator().get(client.path("/raci")).at("/functions/0/client"))
                .isEqualTo("RA");
        assertThat(api.administrator().get(client.path("/gaps?limit=500")).text())
                .doesNotContain("Nobody answers for incident-response-first-line");
        link(page, "Version 2").click();
        assertThat(region(page, "From version 1 to version 2")).containsText(FIRST_LINE + "client: R → RA");
    }

    @Test
    void aProposalIsAcceptedByOneClickAndAllTogetherByAnother() {
        client.put("raci", matrix("R", "RA"));
        Page page = anna("raci");
        button(page, "Use client RA, provider C (" + FIRST_LINE + ")").click();
        assertThat(row(page, FIRST_LINE)).not().containsText("nobody answers for it");

        page.getByText("as proposed").click();

        assertThat(page.getByText("No gaps")).isVisible();
        page.reload();
        assertThat(page.getByText("No gaps")).isVisible();
        page.getByText("Save as version 2").click();
        assertThat(page.getByText("Saved.")).isVisible();
        assertThat(api.administrator().get(client.path("/raci")).body().path("gaps"))
                .isEmpty();
    }

    @Test
    void whatSomebodyElseSavedMeanwhileIsShownAndWhatWasTypedIsKept() {
        client.put("raci", matrix("R", "RA"));
        Page page = anna("");
        // As if the change had not reached this page yet.
        page.route("**/api/v1/changes", route -> route.abort());
        chromium.open(page, "/clients/" + client.id() + "?tab=raci");
        cell(page, FIRST_LINE, "client").focus();
        page.keyboard().press("a");
        client.put("raci", matrix("R", "R"));

        page.getByText("Save as version 2").click();

        Locator other = region(page, "Somebody else has changed it");
        assertThat(other).containsText("admin of provider saved version 2");
        assertThat(other).containsText("Recoveryclient: RA → R");
        assertThat(cell(page, FIRST_LINE, "client"))
                .hasAccessibleName(FIRST_LINE + ", client: Responsible, Accountable");
        assertThat(api.administrator().get(client.path("/raci")).at("/version")).isEqualTo("2");
        page.getByText("Go on with both changes").click();
        page.getByText("Save as version 3").click();
        assertThat(page.getByText("Saved.")).isVisible();
        Api.Answer kept = api.administrator().get(client.path("/raci"));
        assertThat(kept.at("/functions/0/client")).isEqualTo("RA");
        assertThat(kept.at("/functions/1/client")).isEqualTo("R");
    }

    @Test
    void aFileOfAssetsIsLookedAtAndThenSavedAsOneVersion() throws IOException {
        client.put("assets", Map.of("assets", List.of(asset("srv-1", 3), asset("old-1", 1))));
        Page page = anna("assets");
        choose(page, """
            Asset tag;Hostname;IP address;Role;Criticality;Owner
            srv-1;srv-1.acme.example;10.0.0.10;server;5;anna
            srv-2;=1+1;10.0.0.11;server;4;<img src=x onerror=alert(1)>
            srv-3;srv-3.acme.example;not-an-address;server;3;
            """);
        for (String count : List.of("1 new", "1 changed", "0 gone", "1 wrong")) {
            assertThat(button(page, count)).isVisible();
        }
        assertThat(page.getByText("Addresses: not an address")).isVisible();
        page.getByLabel("Remove assets that the file does not name").check();
        assertThat(button(page, "1 gone")).isVisible();
        chromium.shoot(page, "client-assets-import");

        assertThat(button(page, "Save as version 2")).isDisabled();
        page.getByLabel("Leave out the wrong row").check();
        button(page, "Save as version 2").click();

        assertThat(page.getByText("The assets are imported.")).isVisible();
        Api.Answer saved = api.administrator().get(client.path("/assets"));
        assertThat(saved.at("/version")).isEqualTo("2");
        assertThat(saved.body()
                        .path("assets")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .containsExactly("srv-1", "srv-2");
        assertThat(saved.at("/assets/0/criticality")).isEqualTo("5");
        assertThat(saved.at("/assets/1/names/0")).isEqualTo("=1+1");
        var file = page.waitForDownload(() -> button(page, "Export CSV").click());
        assertThat(Files.readString(file.path())).contains(",'=1+1,");
    }

    @Test
    void ofThousandsOfAssetsOnlyThoseInSightAreDrawn() {
        Page page = anna("assets");
        choose(
                page,
                "id,names,addresses\n"
                        + IntStream.range(0, 5000)
                                .mapToObj(i ->
                                        "host-" + i + ",host-" + i + ".acme.example,10.1." + i / 250 + "." + i % 250)
                                .collect(Collectors.joining("\n")));
        assertThat(button(page, "5000 new")).isVisible();
        assertThat(page.locator("tbody tr").count()).isLessThan(100);

        button(page, "Save as version 1").click();

        assertThat(page.getByText("5000 of 5000")).isVisible();
        assertThat(page.locator("tbody tr").count()).isLessThan(100);
        page.getByLabel("Find an asset").fill("host-4999.");
        assertThat(page.getByText("1 of 5000")).isVisible();
        button(page, "host-4999").click();
        page.getByLabel("Owner").fill("anna");
        button(page, "Apply").click();
        assertThat(region(page, "Your changes")).containsText("owner: anna");
    }

    @Test
    void aConnectorIsSetUpTestedSwitchedOffAndRemoved() {
        Page page = anna("connectors");
        button(page, "Add a connector").click();
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Product"))
                .click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("opnsense"))
                .click();
        Locator form = page.getByRole(AriaRole.DIALOG);
        form.getByLabel("Name").fill("edge");
        form.getByLabel("Address").fill("https://127.0.0.1:9");
        form.getByLabel("Alias").fill("no alias");
        form.getByLabel("API key").fill("canary-key");
        form.getByLabel("API secret").fill("canary-secret");
        form.getByText("Save").click();
        assertThat(form).containsText("Expected the name of an alias");
        form.getByLabel("Alias").fill("cordon_block");
        form.getByText("Save").click();
        assertThat(form).not().isVisible();

        button(page, "Test edge").click();

        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Does not work:")))
                .isVisible();
        assertThat(page.getByText("failing")).isVisible();
        button(page, "Change edge").click();
        assertThat(page.getByLabel("API key")).hasValue("");
        assertThat(page.getByLabel("API key")).hasAttribute("placeholder", "kept; leave empty to keep it");
        page.keyboard().press("Escape");
        page.getByLabel("edge is switched on").click(new Locator.ClickOptions().setForce(true));
        assertThat(page.getByText("switched off")).isVisible();
        assertThat(api.administrator().get(client.path("/connectors/edge")).at("/enabled"))
                .isEqualTo("false");
        button(page, "Remove edge").click();
        page.getByLabel("To confirm, type edge").fill("edge");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove"))
                .click();
        assertThat(page.getByText("edge is removed.")).isVisible();
        assertThat(button(page, "Test edge")).hasCount(0);
    }

    @Test
    void oneSwitchStopsEveryChange() {
        Page page = anna("people");
        button(page, "Stop everything").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("What is already blocked or isolated stays that way.");
        chromium.shoot(page, "client-stop");
        dialog.getByLabel("Reason").fill("Our monitoring sees things that nobody asked for.");

        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop everything"))
                .click();

        assertThat(region(page, "Stop every change")).containsText("Our monitoring sees things");
        assertThat(api.administrator().get(client.path("/kill-switch")).at("/on"))
                .isEqualTo("true");
        button(page, "Lift the stop").click();
        dialog.getByLabel("Reason").fill("It was a test.");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Lift the stop"))
                .click();
        assertThat(button(page, "Stop everything")).isVisible();
    }

    @Test
    void aStopStaysAStopThoughSomebodyElseWasFaster() {
        // A client that is stopped gets no new tokens.
        Api.As other = client.lead();
        Page page = anna("people");
        button(page, "Stop everything").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Reason").fill("It blocks our own machines.");
        assertThat(other.put(client.path("/kill-switch"), Map.of("on", true, "why", "I was first."))
                        .status())
                .isEqualTo(200);
        assertThat(dialog).containsText("Somebody has stopped it in the meantime");

        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop everything"))
                .click();

        assertThat(dialog).not().isVisible();
        assertThat(region(page, "Stop every change")).containsText("It blocks our own machines.");
        assertThat(api.administrator().get(client.path("/kill-switch")).at("/on"))
                .isEqualTo("true");
        button(page, "Lift the stop").click();
        assertThat(other.put(client.path("/kill-switch"), Map.of("on", false, "why", "Over."))
                        .status())
                .isEqualTo(200);
        assertThat(dialog).containsText("there is nothing left to lift");
    }

    @Test
    void whatIsNotKnownOfTheSwitchIsNotSaid() {
        Page page = anna("people");
        page.route("**/kill-switch", route -> route.abort());

        chromium.open(page, "/clients/" + client.id() + "?tab=people");

        // A server that is not reached is asked again for some seconds.
        assertThat(region(page, "Stop every change"))
                .containsText(
                        "not known at the moment", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        assertThat(region(page, "Stop every change")).not().containsText("acts for this client");
        assertThat(button(page, "Stop everything")).isVisible();
    }

    @Test
    void ofThousandsOfProtectedAssetsOnlyAPageIsDrawn() {
        client.put(
                "protected-assets",
                Map.of(
                        "entries",
                        IntStream.range(0, 5000)
                                .mapToObj(i -> Map.of(
                                        "kind", "ip", "value", "10.9." + i / 250 + "." + i % 250, "why", "why " + i))
                                .toList()));
        Page page = anna("protected");
        assertThat(page.getByText("1–50 of 5,000")).isVisible();
        assertThat(page.locator("tbody tr")).hasCount(50);

        page.getByLabel("Find a row").fill("why 4321");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.getByLabel(Pattern.compile("Why, row 4322")).fill("the domain controller");

        assertThat(page.locator("tbody tr")).hasCount(1);
        page.getByText("Save as version 2").click();
        assertThat(page.getByText("Saved.")).isVisible();
        assertThat(api.administrator().get(client.path("/protected-assets")).at("/entries/4321/why"))
                .isEqualTo("the domain controller");
        chromium.open(page, "/clients/" + client.id() + "?tab=versions&document=protected-assets");
        page.getByLabel("The whole document").check();
        Locator lines = region(page, "The whole document").locator("[data-change]");
        assertThat(lines.first()).isVisible();
        assertThat(lines.count()).isLessThan(200);
    }

    @Test
    void aGrantHoldsThroughItsLastDay() {
        client.allow("approval", "block_ip");
        Page page = anna("authority");

        page.getByLabel("Until the end of (UTC), row 1").fill("2031-12-31");
        page.getByText("Save as version 2").click();

        assertThat(page.getByText("Saved.")).isVisible();
        assertThat(api.administrator().get(client.path("/authority")).at("/grants/0/expires"))
                .isEqualTo("2032-01-01T00:00:00Z");
        assertThat(page.getByLabel("Until the end of (UTC), row 1")).hasValue("2031-12-31");
    }

    @Test
    void anOldVersionIsRestoredAfterALookAtWhatThatChanges() {
        client.put("regimes", Map.of("regimes", List.of("gdpr")));
        client.put("regimes", Map.of("regimes", List.of("nis2")));
        Page page = anna("versions&document=regimes");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Version 1"))
                .click();
        button(page, "Restore version 1").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("gdpr");
        assertThat(dialog).containsText("nis2");

        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Restore version 1"))
                .click();

        assertThat(page.getByText("Version 1 is restored.")).isVisible();
        Api.Answer now = api.administrator().get(client.path("/regimes"));
        assertThat(now.at("/version")).isEqualTo("3");
        assertThat(now.at("/regimes/0")).isEqualTo("gdpr");
    }

    private void choose(Page page, String csv) {
        button(page, "Import CSV").click();
        page.getByLabel("CSV file")
                .setInputFiles(new FilePayload("inventory.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private Page anna(String tab) {
        return chromium.signedIn(
                client.id() + "/anna",
                "/clients/" + client.id() + (tab.isEmpty() ? "" : "?tab=" + tab),
                Screen.WIDE,
                ColorScheme.LIGHT);
    }

    private static Map<String, Object> matrix(String firstLine, String recovery) {
        return Map.of(
                "functions",
                List.of(
                        Map.of("function", "incident-response-first-line", "client", firstLine, "provider", "C"),
                        Map.of("function", "recovery", "client", recovery, "provider", "C")));
    }

    private static Map<String, Object> asset(String id, int criticality) {
        return Map.of(
                "id",
                id,
                "names",
                List.of(id + ".acme.example"),
                "addresses",
                List.of("10.0.0.10"),
                "class",
                "server",
                "criticality",
                criticality);
    }

    private static Locator row(Page page, String name) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator cell(Page page, String function, String party) {
        return page.locator("td[aria-label^='" + function + ", " + party + "']");
    }

    private static Locator region(Page page, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
