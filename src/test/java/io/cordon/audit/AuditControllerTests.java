package io.cordon.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CordonServerTest
class AuditControllerTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    private Fixture.Client client;

    @BeforeEach
    void entries() {
        client = fixture.client();
        api.administrator().post(client.path("/people/anna/setup-code"));
        client.admin().post(client.path("/people/bert/setup-code"));
    }

    @Test
    void aTrailIsNarrowedToWhatIsAskedFor() {
        assertThat(subjects("action=setup-code-given"))
                .containsExactly("person:" + client.id() + "/bert", "person:" + client.id() + "/anna");
        assertThat(subjects("action=setup-code-given&actor=/ANNA")).containsExactly("person:" + client.id() + "/bert");
        assertThat(subjects("subject=/anna")).contains("person:" + client.id() + "/anna");
        assertThat(subjects("subject=/anna")).doesNotContain("person:" + client.id() + "/bert");
        assertThat(subjects("actor=nobody-of-that-name")).isEmpty();
        // Only what is meant as a pattern is one.
        assertThat(subjects("actor=%25")).isEmpty();
        String last = items("action=setup-code-given").getFirst().path("at").asString();
        assertThat(subjects("action=setup-code-given&to=" + last)).containsExactly("person:" + client.id() + "/anna");
        assertThat(subjects("action=setup-code-given&from=" + last)).containsExactly("person:" + client.id() + "/bert");
    }

    @Test
    void aSearchThatWouldTakeLongIsEndedAndSaysWhichField() {
        database.asAdministrator()
                .sql("update audit_entry set subject = repeat('a', 60000000) where organisation = ? and number = 1")
                .param(client.id().value())
                .update();

        Api.Answer answer = page("subject=b" + "a".repeat(199));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.at("/findings/0/field")).isEqualTo("subject");
        assertThat(answer.at("/detail")).startsWith("Expected a search that ends within 3 s");
    }

    @Test
    void pagesOfANarrowedTrailFollowEachOther() {
        Api.Answer first = page("action=setup-code-given&limit=1");
        assertThat(first.body().path("items")).hasSize(1);
        Api.Answer second = page("action=setup-code-given&limit=1&cursor=" + first.at("/next"));
        assertThat(second.at("/items/0/subject")).isEqualTo("person:" + client.id() + "/anna");
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void aQuestionThatMakesNoSenseIsRefusedByItsField() {
        Api.Answer answer = page("from=yesterday&actor=" + "x".repeat(201));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.body()
                        .path("findings")
                        .valueStream()
                        .map(finding -> finding.path("field").asString()))
                .containsExactlyInAnyOrder("from", "actor");
    }

    private List<String> subjects(String question) {
        return items(question).stream()
                .map(entry -> entry.path("subject").asString())
                .toList();
    }

    private List<JsonNode> items(String question) {
        Api.Answer answer = page(question);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }

    private Api.Answer page(String question) {
        return api.administrator().get(client.path("/audit?" + question));
    }
}
