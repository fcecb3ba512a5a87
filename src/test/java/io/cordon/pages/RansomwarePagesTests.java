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
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.pages.Chromium.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The whole of a ransomware incident, in the browsers of two people of two parties, who have no mouse: the client's lead
 * works off her list, the provider's goes from step to step on the incident.
 */
@CordonServerTest
class RansomwarePagesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_STEPS = 80;

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    private final List<String> done = new ArrayList<>();
    private Chromium chromium;
    private Fixture.Client client;

    @BeforeEach
    void open() {
        client = fixture.client();
        client.put(
                "raci",
                Map.of(
                        "functions",
                        List.of(
                                function("incident-response-first-line", "RA", "C"),
                                function("incident-response-deep-analysis", "C", "RA"),
                                function("containment-approval", "RA", "C"),
                                function("recovery", "RA", "C"),
                                function("regulator-notification", "RA", "C"),
                                function("post-incident-report", "I", "RA"),
                                function("lessons-learned", "A", "R"))));
        client.allow("approval", "block_ip");
        fixture.providerToken("lead", "petra");
        Chromium.choosePassword(api, client, "anna");
        Chromium.choosePassword(api, "provider", "petra");
        chromium = new Chromium(api);
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void twoPeopleOfTwoPartiesWorkItOffByKeyboardAlone() {
        String incident = ransomware();
        Page anna = chromium.signedIn(client.id() + "/anna", "/", Screen.WIDE, ColorScheme.DARK);
        Page petra = chromium.signedIn("provider/petra", "/incidents/" + incident, Screen.WIDE, ColorScheme.LIGHT);

        for (int step = 0; step < MOST_STEPS && !isOver(incident); step++) {
            String waiting = await().atMost(PATIENCE).until(() -> whoIsNext(incident), next -> !next.isEmpty());
            switch (waiting) {
                case "client" -> workOffTheFirst(anna, incident);
                case "provider" -> takeTheNextStep(petra, incident);
                default -> org.assertj.core.api.Assertions.assertThat(waiting).isEqualTo("over");
            }
        }

        assertThat(petra.getByRole(AriaRole.BANNER)
                        .or(petra.locator("header"))
                        .getByText("resolved", new Locator.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        Keyboard keyboard = new Keyboard(petra);
        Locator tabs = petra.getByRole(AriaRole.TAB);
        keyboard.tabTo(tabs.first());
        Locator connections = petra.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Connections"));
        keyboard.press(connections.isVisible() ? "End ArrowLeft Enter" : "End Enter");
        assertThat(petra.getByText("Post-incident report")).isVisible();
        chromium.shoot(petra, "ransomware-over-wide-light");
        org.assertj.core.api.Assertions.assertThat(done)
                .contains(
                        "Approval",
                        "Preserve the evidence",
                        "Remove the attacker",
                        "Check the systems",
                        "Write down what happened");
    }

    /** On her list: the first thing that waits, without leaving it but for an approval. */
    private void workOffTheFirst(Page page, String incident) {
        Keyboard keyboard = new Keyboard(page);
        keyboard.press("g w");
        page.locator("main li").first().waitFor();
        Locator item = page.locator("main li[data-open]");
        // What was done a moment ago may stand there still, and goes as it is opened.
        await().atMost(PATIENCE).until(() -> {
            keyboard.press("j");
            return item.count() == 1;
        });
        assertThat(item).containsText("LockBit");
        String kind = item.locator("span").first().innerText();
        switch (kind) {
            case "Approval" -> {
                keyboard.press("Enter");
                page.getByText("If nobody decides", new Page.GetByTextOptions().setExact(true))
                        .waitFor();
                keyboard.press("a");
                Locator dialog = page.getByRole(AriaRole.DIALOG);
                keyboard.enter(button(dialog, "Approve"));
                page.getByText("Approved.").first().waitFor();
                done.add(kind);
            }
            case "New" -> keyboard.enter(button(item, "Acknowledge: I have seen it"));
            default -> {
                String name = item.locator("button[aria-expanded=true]").first().innerText();
                // What has settled itself meanwhile is about to leave the list.
                named(incident, name).ifPresent(task -> {
                    fillIn(keyboard, page, item, task);
                    done.add(name);
                });
            }
        }
    }

    private Optional<JsonNode> named(String incident, String name) {
        return open(incident, "client").stream()
                .filter(task -> task.path("name").asString().equals(name))
                .findFirst();
    }

    /** On the incident's page: the first step that waits for her, whose form stands open. */
    private void takeTheNextStep(Page page, String incident) {
        JsonNode task = open(incident, "provider").getFirst();
        Locator step = page.getByRole(AriaRole.ARTICLE)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions()
                                        .setName(task.path("name").asString())
                                        .setExact(true))))
                .first();
        step.waitFor();
        Keyboard keyboard = new Keyboard(page);
        if (!button(step, "Done: send it").isVisible()) {
            keyboard.enter(button(step, task.path("name").asString()));
        }
        fillIn(keyboard, page, step, task);
        // What is next opens by itself once this one has left.
        step.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        done.add(task.path("name").asString());
    }

    private void fillIn(Keyboard keyboard, Page page, Locator form, JsonNode task) {
        for (JsonNode field : task.at("/form/fields")) {
            String label = field.path("label").asString();
            switch (field.path("type").asString()) {
                case "boolean" -> {
                    keyboard.tabTo(form.getByRole(
                                    AriaRole.RADIOGROUP, new Locator.GetByRoleOptions().setName(label))
                            .getByLabel("Yes"));
                    keyboard.press("Space");
                }
                case "choice" -> {
                    keyboard.tabTo(form.getByRole(AriaRole.RADIO).first());
                    keyboard.press("Space");
                }
                case "number" -> answer(keyboard, form.getByLabel(label), "1");
                // The same day whichever comes first, the day or the month.
                case "date" -> answer(keyboard, form.getByLabel(label), "11112026");
                case "file" -> {}
                default -> answer(keyboard, form.getByLabel(label), "Done as it says.");
            }
        }
        keyboard.enter(button(form, "Done: send it"));
        page.getByText("“" + task.path("name").asString() + "” is done.")
                .first()
                .waitFor();
    }

    private static void answer(Keyboard keyboard, Locator field, String text) {
        keyboard.tabTo(field);
        keyboard.type(text);
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Whose turn it is; empty while the machine works. */
    private String whoIsNext(String incident) {
        if (isOver(incident)) {
            return "over";
        }
        if (!client.lead().get("/api/v1/work").body().path("items").isEmpty()) {
            return "client";
        }
        return open(incident, "provider").isEmpty() ? "" : "provider";
    }

    /** Once also the playbook of looking back has come to its end. */
    private boolean isOver(String incident) {
        return api.administrator()
                        .get("/api/v1/incidents/" + incident)
                        .at("/status")
                        .equals("resolved")
                && api.administrator()
                        .get("/api/v1/incidents/" + incident + "/playbook")
                        .body()
                        .path("instances")
                        .valueStream()
                        .allMatch(instance -> instance.path("state").asString().equals("ended"));
    }

    private List<JsonNode> open(String incident, String party) {
        return api.administrator()
                .get("/api/v1/incidents/" + incident + "/tasks")
                .body()
                .path("items")
                .valueStream()
                .filter(task ->
                        List.of("open", "claimed").contains(task.path("state").asString()))
                .filter(task -> task.at("/responsible/party").asString().equals(party))
                .toList();
    }

    private static Map<String, Object> function(String id, String client, String provider) {
        return Map.of("function", id, "client", client, "provider", provider);
    }

    private String ransomware() {
        Api.Answer answer = client.integration()
                .post(
                        "/api/v1/alerts/auto",
                        Map.of(
                                "timestamp", "2026-05-04T09:15:31.123456+0000",
                                "flow_id", 6100,
                                "event_type", "alert",
                                "src_ip", "10.0.6.1",
                                "dest_ip", "203.0.113.161",
                                "dest_port", 443,
                                "proto", "TCP",
                                "direction", "to_server",
                                "alert",
                                        Map.of(
                                                "action", "allowed",
                                                "signature_id", 2029661,
                                                "severity", 1,
                                                "signature", "ET MALWARE Win32/Ransom.LockBit File Encryption Activity",
                                                "category", "Malware Command and Control Activity Detected")));
        assertThat(answer.at("/results/0/category")).as(answer.toString()).isEqualTo("ransomware");
        return answer.at("/results/0/incidentId");
    }
}
