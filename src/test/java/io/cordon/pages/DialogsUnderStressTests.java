package io.cordon.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.cordon.pages.Chromium.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in front of a page: dialogs, menus, sheets and notices. */
class DialogsUnderStressTests extends InChromium {

    private String incident;

    @BeforeEach
    void open() {
        Chromium.choosePassword(api, client, "anna");
        client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        Map.of(
                                "id", "dialog-1",
                                "title", "Behind a dialog",
                                "severity", "critical",
                                "host", "dialog-1",
                                "technique", "T1486"));
        incident = api.administrator()
                .get("/api/v1/incidents?organisation=" + client.id())
                .at("/items/0/id");
    }

    @Test
    void whatWasTypedInADialogIsNotLostByASlip() {
        Page page = anna("/incidents/" + incident, Screen.WIDE);
        askFor(page, "Raise or lower severity");
        page.keyboard().press("Escape");
        assertThat(dialog(page)).hasCount(0);
        askFor(page, "Raise or lower severity");
        dialog(page).getByLabel("Reason").fill("A reason that took thought.");

        page.keyboard().press("Escape");

        assertThat(dialog(page)).containsText("not sent yet");
        assertThat(button(page, "Go on writing")).isFocused();
        page.keyboard().press("Enter");
        assertThat(dialog(page).getByLabel("Reason")).isFocused();
        assertThat(dialog(page).getByLabel("Reason")).hasValue("A reason that took thought.");
        page.mouse().click(5, 5);
        assertThat(dialog(page)).containsText("not sent yet");
        button(page, "Throw it away").click();
        assertThat(dialog(page)).hasCount(0);

        chromium.open(page, "/clients/" + client.id() + "?tab=connectors");
        button(page, "Add a connector").click();
        dialog(page).locator("input[required]").first().fill("edge-firewall");
        page.mouse().click(5, 5);
        assertThat(dialog(page)).containsText("not sent yet");
        chromium.open(page, "/clients/" + client.id() + "?tab=assets");
        button(page, "Add an asset").click();
        dialog(page).locator("input[required]").first().fill("srv-1");
        button(page, "Close").click();
        assertThat(dialog(page)).containsText("not sent yet");
    }

    @Test
    void aWrongProofIsForgottenAndWhoeverWaitsForItIsTold() {
        Page page = anna("/incidents/" + incident + "?tab=timeline", Screen.WIDE);
        demandStepUp(page, "**/comments");
        demandStepUp(page, "**/timeline");
        page.getByLabel("Write to everyone on this incident").fill("Said once.");
        page.getByLabel("What happened").fill("Noted once.");
        page.evaluate("() => document.querySelectorAll('#page form').forEach((form) => form.requestSubmit())");
        secret(page).fill("not the password");
        button(page, "Go on").click();
        assertThat(dialog(page).getByRole(AriaRole.ALERT)).isVisible();

        button(page, "Leave it").click();

        assertThat(page.locator("#page form [role=alert]")).hasCount(2);
        button(page, "Send").click();
        assertThat(secret(page)).hasValue("");
        assertThat(dialog(page).getByRole(AriaRole.ALERT)).hasCount(0);
        page.unrouteAll();
        secret(page).fill(Chromium.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("article").getByText("Said once.")).isVisible();
    }

    @Test
    void aViewIsRemovedByTheKeyboard() {
        Page page = anna("/alerts?q=severity:critical", Screen.WIDE);
        Keyboard keyboard = new Keyboard(page);
        keyboard.enter(button(page, "Views"));
        page.getByText("Keep this view …").click();
        dialog(page).getByLabel("Name").fill("Worst");
        page.keyboard().press("Enter");
        assertThat(page.getByText("The view is kept.")).isVisible();

        keyboard.enter(button(page, "Views"));
        Locator remove = page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Remove a view …"));
        remove.waitFor();
        while (!(boolean) remove.evaluate("element => element === document.activeElement")) {
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
        keyboard.enter(button(page, "Remove the view Worst"));

        assertThat(page.getByText("The view is removed.")).isVisible();
        assertThat(dialog(page)).containsText("No view has been kept yet.");
    }

    @Test
    void noDialogHasAFlawThatAxeKnows() {
        List<String> flaws = new ArrayList<>();
        Page visitor = chromium.visitor(Screen.WIDE, ColorScheme.LIGHT);
        visitor.navigate(api.address("/sign-in").toString());
        Locator toCode = visitor.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(Pattern.compile("I have a (setup code|password)")));
        toCode.waitFor();
        flaws.addAll(flaws(visitor, "sign-in"));
        toCode.click();
        flaws.addAll(flaws(visitor, "set-up"));

        Page page = anna("/incidents/" + incident, Screen.WIDE);
        page.keyboard().press("?");
        flaws.addAll(flawsOf(page, "shortcuts"));
        page.keyboard().press("Control+k");
        flaws.addAll(flawsOf(page, "palette"));
        askFor(page, "Raise or lower severity");
        dialog(page).getByLabel("Reason").fill("Because.");
        flaws.addAll(flaws(page, "reason"));
        button(page, "Close").click();
        button(page, "Go on writing").waitFor();
        flaws.addAll(flaws(page, "guard"));
        button(page, "Throw it away").click();
        askFor(page, "Undo all that");
        flaws.addAll(flawsOf(page, "undo-plan"));
        demandStepUp(page, "**/comments");
        page.getByLabel("Write to everyone on this incident").fill("Said once.");
        button(page, "Send").click();
        flaws.addAll(flawsOf(page, "step-up"));
        page.unrouteAll();
        button(page, "Acknowledge").click();
        notice(page).waitFor();
        flaws.addAll(flaws(page, "notice"));

        Page phone = anna("/", Screen.PHONE);
        button(phone, "More").click();
        flaws.addAll(flawsOf(phone, "phone-drawer"));
        assertThat(flaws).isEmpty();
    }

    @Test
    void nothingMovesForWhoWantsItStillAndAllOpensForWhoDoesNot() {
        Page page = anna("/incidents/" + incident, Screen.WIDE);
        openEverything(page);

        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        page.reload();
        button(page, "Change").click();
        page.getByRole(AriaRole.MENUITEM).first().click();
        assertThat(dialog(page)).isVisible();
        page.keyboard().press("Escape");
        assertThat(dialog(page)).hasCount(0);
    }

    private static void openEverything(Page page) {
        page.keyboard().press("?");
        assertThat(dialog(page)).isVisible();
        assertStill(page, "a dialog");
        page.keyboard().press("Escape");
        assertThat(dialog(page)).hasCount(0);
        button(page, "Change").click();
        assertThat(page.getByRole(AriaRole.MENUITEM).first()).isVisible();
        assertStill(page, "a menu");
        page.keyboard().press("Escape");
        button(page, "Acknowledge").click();
        assertThat(notice(page)).isVisible();
        assertStill(page, "a notice");
    }

    private static void assertStill(Page page, String opened) {
        assertThat((List<?>) page.evaluate("""
            () => document.getAnimations().map((one) => one.effect.target.outerHTML)\
            """))
                .as("what moves after " + opened + " was opened")
                .isEmpty();
    }

    private List<String> flawsOf(Page page, String name) {
        dialog(page).waitFor();
        List<String> flaws = flaws(page, name);
        page.keyboard().press("Escape");
        assertThat(dialog(page)).hasCount(0);
        return flaws;
    }

    /** What axe finds as things stand, light and dark. */
    private List<String> flaws(Page page, String name) {
        List<String> flaws = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Chromium.paint(page, scheme);
            Chromium.violations(page).forEach(flaw -> flaws.add(name + " " + scheme + ": " + flaw));
            chromium.shoot(page, "over-" + name + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
        return flaws;
    }

    /** The server wants a fresh proof for what is sent there. */
    private static void demandStepUp(Page page, String where) {
        page.route(where, route -> {
            if (route.request().method().equals("POST")) {
                route.fulfill(new FulfillOptions()
                        .setStatus(403)
                        .setContentType("application/problem+json")
                        .setBody("""
                            {"type": "urn:cordon:problem:step-up-required", "title": "Proof", "detail": "Prove it."}\
                            """));
            } else {
                route.resume();
            }
        });
    }

    private static void askFor(Page page, String deed) {
        button(page, "Change").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile(deed)))
                .click();
        dialog(page).waitFor();
    }

    private static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    private static Locator notice(Page page) {
        return page.getByText("Acknowledged: the clock has stopped.");
    }

    private static Locator secret(Page page) {
        return dialog(page).getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Your password"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Page anna(String path, Screen screen) {
        return chromium.signedIn(client.id() + "/anna", path, screen, ColorScheme.LIGHT);
    }
}
