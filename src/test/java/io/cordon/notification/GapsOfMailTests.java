package io.cordon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Gap;
import io.cordon.tenancy.ActingFor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** On a server without a mail server, nothing may look as if people were told. */
@CordonServerTest
class GapsOfMailTests {

    @Autowired
    private Fixture fixture;

    @Autowired
    private Contracts contracts;

    @Autowired
    private Outbox outbox;

    @Autowired
    private ActingFor actingFor;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void peopleWithAnAddressAndNoMailServerAreAGap() {
        Fixture.Client client = fixture.client();

        assertThat(gapsOfMail(client)).singleElement().satisfies(gap -> {
            assertThat(gap.path("missing").asString()).isEqualTo("server");
            assertThat(gap.path("text").asString()).contains("SPRING_MAIL_HOST");
            assertThat(Integer.parseInt(gap.at("/values/people").asString())).isGreaterThanOrEqualTo(4);
        });
    }

    @Test
    void aMailServerLeavesNoGap() {
        Fixture.Client client = fixture.client();
        MailSettings settings =
                new MailSettings("Cordon <cordon@soc.example>", Duration.ZERO, Duration.ZERO, Duration.ZERO);
        MailServer server =
                new MailServer(PostRoom.provider(PostRoom.sender(25)), new MailForm(settings, Clock.systemUTC()));

        List<Gap> gaps = actingFor.call(
                client.id(),
                () -> transactions.execute(status -> new GapsOfMail(server, outbox).gaps(contracts.of(client.id()))));

        assertThat(gaps).isEmpty();
    }

    @Test
    void theClockOfNotifyingSaysWhatItWaitsForInVain() {
        Fixture.Client client = fixture.client();
        String incident = client.integration()
                .post(
                        "/api/v1/alerts/generic",
                        "{\"title\":\"Ransomware note written\",\"severity\":\"critical\",\"host\":\"fs01\"}")
                .at("/results/0/incidentId");

        Api.Answer shown = client.responder().get("/api/v1/incidents/" + incident);

        assertThat(shown.body().path("clocks").valueStream())
                .filteredOn(clock -> clock.path("name").asString().equals("notified"))
                .singleElement()
                .satisfies(
                        clock -> assertThat(clock.path("obstacle").asString()).isEqualTo("no-mail-server"));
        assertThat(shown.body().path("clocks").valueStream())
                .filteredOn(clock -> !clock.path("name").asString().equals("notified"))
                .isNotEmpty()
                .allSatisfy(clock -> assertThat(clock.path("obstacle").isNull()).isTrue());
    }

    private static List<JsonNode> gapsOfMail(Fixture.Client client) {
        return client.admin()
                .get(client.path("/gaps?limit=500"))
                .body()
                .path("items")
                .valueStream()
                .filter(gap -> gap.path("kind").asString().equals("mail"))
                .toList();
    }
}
