package io.cordon.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import io.cordon.alert.Quarantine;
import io.cordon.alert.Reading;
import io.cordon.tenancy.ActingFor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@CordonServerTest
class QuarantineRetryTests {

    @Autowired
    private Fixture fixture;

    @Autowired
    private Quarantine quarantine;

    @Autowired
    private ActingFor actingFor;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private TestDatabase database;

    @Autowired
    private GroupCommit commits;

    @Test
    void whatCanBeReadNowBecomesAnAlertAndLeavesTheQuarantine() {
        var client = fixture.client();
        var engineer = client.as("emil", "engineer");
        UUID id = quarantined(client, "{\"title\":\"Odd thing\",\"host\":\"ws-7\",\"id\":\"1\"}");

        var retried = engineer.post("/api/v1/quarantine/" + id + "/retry");

        assertThat(retried.status()).as(retried.toString()).isEqualTo(202);
        assertThat(retried.at("/alerts")).isEqualTo("1");
        assertThat(engineer.get("/api/v1/alerts?entity=ws-7").at("/items/0/title"))
                .isEqualTo("Odd thing");
        assertThat(engineer.get("/api/v1/quarantine").body().at("/items").isEmpty())
                .isTrue();
        assertThat(engineer.post("/api/v1/quarantine/" + id + "/retry").status())
                .isEqualTo(404);
    }

    @Test
    @Timeout(30)
    void whatCannotBeProcessedStaysAndHoldsNobodyUp() throws Exception {
        var client = fixture.client();
        var engineer = client.as("emil", "engineer");
        UUID one = quarantined(client, "{\"title\":\"poison 1\",\"id\":\"1\"}");
        UUID two = quarantined(client, "{\"title\":\"poison 2\",\"id\":\"2\"}");
        whilePoisonIsRefused(() -> {
            try (var people = Executors.newFixedThreadPool(3)) {
                Callable<Api.Answer> first = () -> engineer.post("/api/v1/quarantine/" + one + "/retry");
                Callable<Api.Answer> second = () -> engineer.post("/api/v1/quarantine/" + two + "/retry");
                var answers = people.invokeAll(List.of(first, second)).stream()
                        .map(Future::resultNow)
                        .toList();
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.status())
                                .as(answer.toString())
                                .isEqualTo(422));
            }
        });
        var sent = client.integration().post("/api/v1/alerts/generic", "{\"title\":\"fine\",\"id\":\"3\"}");
        assertThat(sent.status()).as(sent.toString()).isEqualTo(200);
        assertThat(engineer.get("/api/v1/quarantine").body().at("/items").size())
                .isEqualTo(2);
    }

    @Test
    void whatFailsAgainInAllItsPartsStaysAsItIs() throws Exception {
        var client = fixture.client();
        var engineer = client.as("emil", "engineer");
        UUID id = quarantined(client, "[{\"title\":\"poison 1\",\"id\":\"1\"},{\"title\":\"poison 2\",\"id\":\"2\"}]");
        whilePoisonIsRefused(() -> {
            var retried = engineer.post("/api/v1/quarantine/" + id + "/retry");
            assertThat(retried.status()).as(retried.toString()).isEqualTo(422);
        });
        var kept = engineer.get("/api/v1/quarantine");
        assertThat(kept.body().path("items").size()).as(kept.toString()).isOne();
        assertThat(kept.at("/items/0/id")).isEqualTo(id.toString());
        var mended = engineer.post("/api/v1/quarantine/" + id + "/retry");
        assertThat(mended.status()).as(mended.toString()).isEqualTo(202);
    }

    @Test
    void whileNothingCanBeStoredEveryDoorAsksToTryAgain() {
        var client = fixture.client();
        UUID id = quarantined(client, "{\"title\":\"Odd thing\",\"id\":\"1\"}");
        var engineer = client.as("emil", "engineer");
        var sensor = client.integration();
        commits.stop();
        try {
            for (Api.Answer answer : List.of(
                    sensor.post("/api/v1/alerts/generic", "{\"title\":\"fine\",\"id\":\"3\"}"),
                    engineer.post("/api/v1/quarantine/" + id + "/retry"))) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isEqualTo("5");
                assertThat(answer.at("/type")).isEqualTo("urn:cordon:problem:unavailable");
            }
        } finally {
            commits.start();
        }
        assertThat(engineer.post("/api/v1/quarantine/" + id + "/retry").status())
                .isEqualTo(202);
    }

    private UUID quarantined(Fixture.Client client, String raw) {
        return actingFor.call(
                client.id(),
                () -> java.util.Objects.requireNonNull(transactions.execute(status -> quarantine.keep(
                        client.id(),
                        new Reading.Rejected(
                                0,
                                "generic",
                                "application/json",
                                "Its mapping was broken.",
                                raw.getBytes(StandardCharsets.UTF_8))))));
    }

    private interface Work {
        void run() throws Exception;
    }

    /** What the database refuses stands for whatever goes wrong with one alert and not with others. */
    private void whilePoisonIsRefused(Work work) throws Exception {
        var administrator = database.asAdministrator();
        administrator.sql("""
            create function refuse_poison() returns trigger language plpgsql as $$ begin
                if new.title like 'poison%' then raise exception 'poison'; end if; return new;
            end $$\
            """).update();
        administrator.sql("""
            create trigger refuse_poison before insert on alert for each row execute function refuse_poison()\
            """).update();
        try {
            work.run();
        } finally {
            administrator.sql("drop function refuse_poison() cascade").update();
        }
    }
}
