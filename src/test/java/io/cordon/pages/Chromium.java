package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import io.cordon.Api;
import io.cordon.Fixture;
import io.cordon.SharedBrowser;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A real browser. Whatever a page does that it must not is kept as a fault: closing with faults fails. */
final class Chromium implements AutoCloseable {

    static final String PASSWORD = "correct horse battery staple";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What somebody holds in front of them. */
    enum Screen {
        WIDE(1440, 900),
        /** A wide one at 200 % zoom: half as many of the page's pixels. */
        ZOOMED(720, 450),
        PHONE(390, 844);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private final URI server;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Chromium(Api api) {
        assertThat(Chromium.class.getResource("/static/index.html"))
                .as("the pages, which 'mvn package' builds and -Dquick does not")
                .isNotNull();
        server = api.address("/");
    }

    /** Gives the client's person a password of their own. */
    static void choosePassword(Api api, Fixture.Client client, String person) {
        choosePassword(api, client.id().value(), person);
    }

    /** Gives somebody a password of their own, as an administrator's code lets them choose one. */
    static void choosePassword(Api api, String organisation, String person) {
        String code = api.administrator()
                .post("/api/v1/organisations/" + organisation + "/people/" + person + "/setup-code")
                .at("/code");
        assertThat(api.anonymous()
                        .post(
                                "/api/v1/setup",
                                Map.of("username", organisation + "/" + person, "code", code, "password", PASSWORD))
                        .status())
                .isEqualTo(204);
    }

    /** Somebody at an address, signed in; they get there by way of the sign-in page. */
    Page signedIn(String username, String path, Screen screen, ColorScheme scheme) {
        Page page = visitor(screen, scheme);
        page.navigate(server.resolve(path).toString());
        signIn(page, username);
        page.waitForURL(server.resolve(path).toString());
        page.locator("#page").waitFor();
        return page;
    }

    /** Signs somebody in at the sign-in page. */
    static void signIn(Page page, String username) {
        Locator name = page.getByLabel("Name");
        Locator havePassword = page.getByText("I have a password");
        name.or(havePassword).first().waitFor();
        if (havePassword.isVisible()) {
            // Nobody has set this server up by its console's code.
            havePassword.click();
        }
        name.fill(username);
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Password"))
                .fill(PASSWORD);
        page.keyboard().press("Enter");
    }

    Page visitor(Screen screen, ColorScheme scheme) {
        BrowserContext context = SharedBrowser.chromium()
                .newContext(new NewContextOptions()
                        .setViewportSize(screen.width, screen.height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-GB"));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            // What the server refuses is on the console too; which of it must not be is said below.
            if (List.of("error", "warning").contains(message.type())
                    && !message.text().startsWith("Failed to load resource")) {
                faults.add("console: " + message.text());
            }
        });
        page.onResponse(response -> {
            if (response.status() == 404 || response.status() >= 500) {
                faults.add(response.status() + ": " + response.url());
            }
        });
        page.onPageError(error -> faults.add("error: " + error));
        page.onDialog(dialog -> {
            if (dialog.type().equals("beforeunload")) {
                // The browser asks whether to leave what was typed.
                dialog.accept();
                return;
            }
            faults.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!URI.create(request.url().replaceAll("[^!-~]", "%20"))
                    .getAuthority()
                    .equals(server.getAuthority())) {
                faults.add("request: " + request.url());
            }
        });
        return page;
    }

    void open(Page page, String path) {
        page.navigate(server.resolve(path).toString());
        page.locator("#page h1").first().waitFor();
        page.waitForLoadState(LoadState.LOAD);
    }

    /** Keeps what is to be seen, whole, as {@code target/screenshots/<name>.png}. */
    void shoot(Page page, String name) {
        // What stays on top while a page scrolls would stand in the middle of it.
        page.evaluate("scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Keeps what a screen shows, light and dark, as {@code target/screenshots/<name>-<scheme>.png}. */
    void look(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            paint(page, scheme);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve((name + "-" + scheme).toLowerCase(Locale.ROOT) + ".png")));
        }
    }

    /**
     * What is wrong with a page as it stands, wide, zoomed and on a phone, light and dark: what axe finds, and where it
     * would have to be scrolled sideways. Each look is kept as a screenshot.
     */
    List<String> flaws(Page page, String name) {
        List<String> flaws = new ArrayList<>();
        for (Screen screen : Screen.values()) {
            page.setViewportSize(screen.width, screen.height);
            int overhang = overhang(page);
            if (overhang > 0) {
                flaws.add(page.url() + " is wider than " + screen + " by " + overhang + " pixels");
            }
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                if (screen != Screen.ZOOMED) {
                    paint(page, scheme);
                    if (screen == Screen.WIDE || scheme == ColorScheme.DARK) {
                        // A phone has another layout and the same colours.
                        flaws.addAll(violations(page));
                    }
                    shoot(page, (name + "-" + screen + "-" + scheme).toLowerCase(Locale.ROOT));
                }
            }
        }
        page.setViewportSize(Screen.WIDE.width, Screen.WIDE.height);
        return flaws;
    }

    /** In these colours, once nothing fades from one to the other any more. */
    static void paint(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.waitForFunction(
                "scheme => document.documentElement.getAttribute('data-mantine-color-scheme') === scheme"
                        + " && document.getAnimations().length === 0",
                scheme.name().toLowerCase(Locale.ROOT));
    }

    /** By how many pixels it is too wide, once what is drawn by its room, such as a chart, has had the time to follow. */
    private static int overhang(Page page) {
        return (int) page.evaluate("""
            async () => {
                const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
                for (let looks = 0; over() > 0 && looks < 40; looks++) {
                    await new Promise(again => setTimeout(again, 50));
                }
                return over();
            }\
            """);
    }

    /** What axe finds wrong: the rule, and where. */
    static List<String> violations(Page page) {
        List<String> violations = new ArrayList<>();
        // What is well would be most of the answer, a megabyte for a long page.
        AxeRunOptions violationsOnly = new AxeRunOptions();
        violationsOnly.setResultTypes(List.of("violations"));
        for (Rule rule : new AxeBuilder(page)
                .setLegacyMode(true)
                .options(violationsOnly)
                .analyze()
                .getViolations()) {
            rule.getNodes()
                    .forEach(node -> violations.add(page.url() + " " + page.viewportSize().width + " "
                            + rule.getId() + ": " + node.getTarget() + " " + node.getHtml() + " "
                            + node.getFailureSummary()));
        }
        return violations;
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        assertThat(faults).as("what pages did that they must not").isEmpty();
    }
}
