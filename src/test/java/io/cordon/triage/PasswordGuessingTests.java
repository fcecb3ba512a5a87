package io.cordon.triage;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody guesses passwords, and all we get are the lines of sshd. */
@CordonServerTest
class PasswordGuessingTests {

    private static final String AT = "/api/v1/alerts/auto";

    @Autowired
    private Fixture fixture;

    @Test
    void manyRefusedSignInsFromOneAddressAreBruteForceAndARightPasswordAfterThemACompromise() {
        Fixture.Client client = fixture.client();
        Api.As sensor = client.integration();
        List<Api.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(sensor.post(AT, "{\"message\":\"" + refused("203.0.113.9", i) + "\",\"host\":\"web-1\"}"));
        }
        Api.Answer letIn = sensor.post(AT, """
            {"message":"Accepted password for root from 203.0.113.9 port 52000 ssh2","host":"web-1"}
            """);

        assertThat(answers.subList(0, 9))
                .allSatisfy(answer -> assertThat(answer.at("/results/0/disposition"))
                        .as(answer.toString())
                        .isEqualTo("log"));
        assertThat(answers.subList(9, 30)).allSatisfy(answer -> {
            assertThat(answer.at("/results/0/disposition"))
                    .as(answer.toString())
                    .isEqualTo("incident");
            assertThat(answer.at("/results/0/category")).isEqualTo("brute-force");
            assertThat(answer.at("/results/0/incidentId"))
                    .isEqualTo(answers.get(9).at("/results/0/incidentId"));
        });
        assertThat(letIn.at("/results/0/disposition")).as(letIn.toString()).isEqualTo("incident");
        assertThat(letIn.at("/results/0/category")).isEqualTo("account-compromise");
    }

    @Test
    void anAccountThatWasOnlyGuessedAtIsNotShutOutForIt() {
        Fixture.Client client = fixture.client();
        Api.As sensor = client.integration();
        Api.Answer last = null;
        for (int i = 0; i < 30; i++) {
            // As a collector passes it on that strips the time, with a text of its own beside it.
            last = sensor.post(
                    AT,
                    "{\"title\":\"web-1 sshd[811]: " + refused("203.0.113.9", i)
                            + "\",\"description\":\"sshd user=root\",\"user\":\"root\"}");
        }
        String incident = String.valueOf(last == null ? null : last.at("/results/0/incidentId"));

        Api.Answer guessed = client.as("anna", "admin").get("/api/v1/incidents/" + incident);
        assertThat(guessed.at("/category")).as(guessed.toString()).isEqualTo("brute-force");
        assertThat(guessed.body().at("/entities/users")).as(guessed.toString()).isEmpty();
    }

    @Test
    void linesOfOneDeliveryKnowOfEachOther() {
        String lines = IntStream.range(0, 30)
                .mapToObj(i -> "Mar  2 10:14:58 web-1 sshd[77]: " + refused("203.0.113.9", i))
                .collect(joining("\n"));
        Api.Answer answer = fixture.client()
                .integration()
                .send("POST", AT.replace("auto", "generic"), "text/plain", lines.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.at("/new")).as(answer.toString()).isEqualTo("30");
        assertThat(answer.at("/results/8/disposition")).isEqualTo("log");
        for (int i = 9; i < 30; i++) {
            assertThat(answer.at("/results/" + i + "/category")).isEqualTo("brute-force");
            assertThat(answer.at("/results/" + i + "/disposition")).isEqualTo("incident");
        }
    }

    @Test
    void aFewRefusedSignInsAreNoMatterForPeople() {
        Api.As sensor = fixture.client().integration();
        for (int i = 0; i < 5; i++) {
            sensor.post(AT, "{\"message\":\"" + refused("203.0.113.9", i) + "\",\"host\":\"web-1\"}");
        }
        Api.Answer letIn = sensor.post(AT, """
            {"message":"Accepted password for root from 203.0.113.9 port 52000 ssh2","host":"web-1"}
            """);

        assertThat(letIn.at("/results/0/disposition")).as(letIn.toString()).isEqualTo("log");
    }

    private static String refused(String address, int port) {
        return "Failed password for root from " + address + " port " + (51_000 + port) + " ssh2";
    }
}
