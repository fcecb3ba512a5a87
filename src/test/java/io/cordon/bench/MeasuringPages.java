package io.cordon.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures in a real browser what a responder waits for, on a running server that {@link FillingStock} has filled: the
 * first page, a filter, an alert that appears, and how busy the page is while alerts stream in.
 *
 * <p>Arguments: the server's address (default {@code http://localhost:8080}), and the browser (default
 * {@code /usr/bin/chromium}). The administrator's token is taken from {@code CORDON_ADMIN_TOKEN}.
 */
public final class MeasuringPages {

    private static final int TIMES = 7;
    private static final int ALERTS_A_SECOND = 50;
    private static final Duration STREAM = Duration.ofSeconds(20);
    private static final String PASSWORD = "only for measuring 2026";
    private static final String CLIENT = "bayside-council";

    /** Milliseconds of the page's own clock since the click, once every row is of that severity. */
    private static final String FILTERED = """
        severity => new Promise(done => {
          const facet = [...document.querySelectorAll('aside button[aria-pressed]')]
            .find(button => button.querySelector('span').textContent === severity);
          const begun = performance.now();
          facet.click();
          const look = () => {
            const rows = [...document.querySelectorAll('[role=row][data-severity]')];
            if (rows.length > 0 && rows.every(row => row.dataset.severity === severity)) {
              done(performance.now() - begun);
            } else {
              requestAnimationFrame(look);
            }
          };
          look();
        })\
        """;

    /** A queue is usable with its first rows, the list of one's own work with what it has or that it has nothing. */
    private static final String USABLE = """
        const look = () => {
          const rows = location.pathname === '/'
            ? document.querySelector('#page h1 ~ *, #page li')
            : document.querySelector('[role=row][data-severity]');
          if (rows) {
            window.usableAt = performance.now();
          } else {
            requestAnimationFrame(look);
          }
        };
        look();\
        """;

    /** Keeps the length of every task that holds the page's thread for 50 ms and more. */
    private static final String WATCH = """
        () => {
          window.longTasks = [];
          new PerformanceObserver(list => list.getEntries().forEach(task => window.longTasks.push(task.duration)))
            .observe({type: 'longtask'});
        }\
        """;

    private static final String SCRIPT_BYTES = """
        () => performance.getEntriesByType('resource')
          .filter(resource => resource.name.endsWith('.js'))
          .reduce((sum, resource) => sum + resource.encodedBodySize, 0)\
        """;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicInteger number = new AtomicInteger((int) (System.currentTimeMillis() / 1000 % 100_000_000));
    private final String address;
    private final String administrator;

    private MeasuringPages(String address, String administrator) {
        this.address = address;
        this.administrator = administrator;
    }

    public static void main(String[] arguments) throws Exception {
        String address = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        String chromium = arguments.length > 1 ? arguments[1] : "/usr/bin/chromium";
        String administrator = System.getenv("CORDON_ADMIN_TOKEN");
        if (administrator == null) {
            throw new IllegalArgumentException("Expected CORDON_ADMIN_TOKEN, the token that the server was given.");
        }
        MeasuringPages measuring = new MeasuringPages(address, administrator);
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(Path.of(chromium))
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")))) {
            measuring.measure(browser);
        }
    }

    private void measure(Browser browser) throws Exception {
        String session = signIn(browser);
        for (String path : List.of("/", "/incidents", "/alerts")) {
            report("first page " + path + ", cold", load(browser, session, path, false));
            report("first page " + path + ", warm", load(browser, session, path, true));
        }
        try (BrowserContext context = signedIn(browser, session)) {
            Page page = open(context, "/alerts");
            System.out.printf("%-44s %s bytes gzipped%n", "script of the first load", page.evaluate(SCRIPT_BYTES));
            report("queue filter, /alerts", filter(context, "/alerts"));
            report("queue filter, /incidents", filter(context, "/incidents"));
            String token = call(
                            "POST",
                            "/api/v1/organisations/" + CLIENT + "/tokens",
                            administrator,
                            "{\"name\":\"measuring\",\"role\":\"integration\"}")
                    .path("token")
                    .asString();
            report("an alert appears after its POST began", appear(page, token));
            stream(page, token);
        }
    }

    private String signIn(Browser browser) throws Exception {
        JsonNode people = call("GET", "/api/v1/organisations/provider/people", administrator, "");
        if (people.path("people")
                .valueStream()
                .noneMatch(person -> person.path("id").asString().equals("measurer"))) {
            var all = people.path("people").deepCopy().asArray();
            all.addPOJO(Map.of(
                    "id",
                    "measurer",
                    "name",
                    "Measurer",
                    "email",
                    "measurer@provider.example",
                    "roles",
                    List.of("lead")));
            call(
                    "PUT",
                    "/api/v1/organisations/provider/people",
                    administrator,
                    json.writeValueAsString(Map.of("people", all)));
        }
        String code = call("POST", "/api/v1/organisations/provider/people/measurer/setup-code", administrator, "")
                .path("code")
                .asString();
        call(
                "POST",
                "/api/v1/setup",
                administrator,
                json.writeValueAsString(Map.of("username", "provider/measurer", "code", code, "password", PASSWORD)));
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(address + "/sign-in");
            page.getByLabel("Name").waitFor();
            page.getByLabel("Name").fill("provider/measurer");
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Password"))
                    .fill(PASSWORD);
            page.keyboard().press("Enter");
            page.locator("#page").waitFor();
            return context.storageState();
        }
    }

    private static BrowserContext signedIn(Browser browser, String session) {
        return browser.newContext(new Browser.NewContextOptions()
                .setStorageState(session)
                .setViewportSize(1440, 900)
                .setLocale("en-GB"));
    }

    private Page open(BrowserContext context, String path) {
        Page page = context.newPage();
        page.addInitScript(USABLE);
        page.navigate(address + path);
        usable(page);
        return page;
    }

    /** Milliseconds from the navigation's start, by the page's own clock, until {@link #USABLE}. */
    private static double usable(Page page) {
        return ((Number) page.waitForFunction(
                                "() => window.usableAt", null, new Page.WaitForFunctionOptions().setTimeout(60_000))
                        .evaluate("usableAt => usableAt"))
                .doubleValue();
    }

    /** Cold with an empty cache; warm once more in the same window. */
    private List<Double> load(Browser browser, String session, String path, boolean warm) {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            try (BrowserContext context = signedIn(browser, session)) {
                Page page = open(context, path);
                if (warm) {
                    page.navigate(address + path);
                }
                took.add(usable(page));
            }
        }
        return took;
    }

    private List<Double> filter(BrowserContext context, String path) {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            for (String severity : List.of("high", "medium")) {
                try (Page page = open(context, path)) {
                    page.locator("aside button[aria-pressed]").first().waitFor();
                    page.waitForTimeout(500);
                    took.add(((Number) page.evaluate(FILTERED, severity)).doubleValue());
                }
            }
        }
        return took;
    }

    private List<Double> appear(Page page, String token) throws Exception {
        List<Double> took = new ArrayList<>();
        page.mouse().move(2, 2);
        for (int i = 0; i < TIMES; i++) {
            String title = "Measured alert " + number.incrementAndGet();
            long begun = System.nanoTime();
            send(token, title);
            page.getByText(title).first().waitFor();
            took.add((System.nanoTime() - begun) / 1e6);
            page.waitForTimeout(1_000);
        }
        return took;
    }

    private void stream(Page page, String token) throws Exception {
        page.evaluate(WATCH);
        AtomicInteger sent = new AtomicInteger();
        try (ScheduledExecutorService sender = Executors.newScheduledThreadPool(4)) {
            ScheduledFuture<?> streaming = sender.scheduleAtFixedRate(
                    () -> {
                        try {
                            send(token, "Streamed alert " + number.incrementAndGet());
                            sent.incrementAndGet();
                        } catch (Exception e) {
                            System.err.println(e.getMessage());
                        }
                    },
                    0,
                    1_000_000 / ALERTS_A_SECOND,
                    TimeUnit.MICROSECONDS);
            page.waitForTimeout((double) STREAM.toMillis());
            streaming.cancel(false);
        }
        @SuppressWarnings("unchecked")
        List<Number> tasks = (List<Number>) page.evaluate("() => window.longTasks");
        System.out.printf(
                Locale.ROOT,
                "%-44s %d alerts in %d s: %d tasks over 50 ms, the longest %.0f ms%n",
                "the page while alerts stream in",
                sent.get(),
                STREAM.toSeconds(),
                tasks.size(),
                tasks.stream().mapToDouble(Number::doubleValue).max().orElse(0));
    }

    private void send(String token, String title) throws Exception {
        call(
                "POST",
                "/api/v1/alerts/generic",
                token,
                json.writeValueAsString(Map.of(
                        "id",
                        "m-" + number.incrementAndGet(),
                        "title",
                        title,
                        "severity",
                        "low",
                        "host",
                        "ws-" + number.get())));
    }

    private static void report(String what, List<Double> took) {
        List<Double> sorted = took.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-44s fastest %4.0f, median %4.0f, slowest %4.0f ms of %d%n",
                what,
                sorted.getFirst(),
                sorted.get(sorted.size() / 2),
                sorted.getLast(),
                sorted.size());
    }

    private JsonNode call(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(1))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("Expected " + method + " " + path + " to succeed, but: "
                    + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
