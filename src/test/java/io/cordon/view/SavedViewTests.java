package io.cordon.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class SavedViewTests {

    private static final String PATH = "/api/v1/views";

    @Autowired
    private Fixture fixture;

    private Fixture.Client client;
    private Api.As anna;
    private Api.As bert;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void twoPeople() {
        client = fixture.client();
        anna = client.lead();
        bert = client.responder();
    }

    @Test
    void aViewIsItsOwnersUntilItIsShared() {
        Api.Answer saved = anna.put(PATH + "/" + id, view("Mine", false));
        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
        assertThat(saved.at("/query/severity")).isEqualTo("critical,high");
        assertThat(saved.at("/owner")).isEqualTo("anna");
        assertThat(names(anna)).containsExactly("Mine");
        assertThat(names(bert)).isEmpty();

        anna.put(PATH + "/" + id, view("Ours", true));

        assertThat(names(anna)).containsExactly("Ours");
        assertThat(names(bert)).containsExactly("Ours");
        assertThat(bert.get(PATH).at("/items/0/mine")).isEqualTo("false");
        assertThat(client.as("anna", "auditor").get(PATH).at("/items/0/mine")).isEqualTo("true");
    }

    @Test
    void onlyItsOwnerChangesAView() {
        anna.put(PATH + "/" + id, view("Private", false));
        assertThat(bert.put(PATH + "/" + id, view("Bert's", false)).status()).isEqualTo(404);
        assertThat(bert.delete(PATH + "/" + id).status()).isEqualTo(404);
        anna.put(PATH + "/" + id, view("Shared", true));
        assertThat(bert.put(PATH + "/" + id, view("Bert's", false)).status()).isEqualTo(403);
        assertThat(bert.delete(PATH + "/" + id).status()).isEqualTo(403);
        assertThat(names(anna)).containsExactly("Shared");

        assertThat(anna.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(anna.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(names(bert)).isEmpty();
    }

    @Test
    void anotherOrganisationNeitherSeesAViewNorMeetsItsId() {
        anna.put(PATH + "/" + id, view("Ours", true));
        Api.As stranger = fixture.client().lead();
        assertThat(names(stranger)).isEmpty();
        assertThat(stranger.put(PATH + "/" + id, view("Theirs", true)).status()).isEqualTo(200);
        assertThat(names(anna)).containsExactly("Ours");
    }

    @Test
    void aTokenThatActsForNobodySeesWhatIsSharedAndKeepsNothing() {
        anna.put(PATH + "/" + id, view("Ours", true));
        Api.As nobody = client.as("", "responder");
        assertThat(names(nobody)).containsExactly("Ours");
        Api.Answer refused = nobody.put(PATH + "/" + UUID.randomUUID(), view("Nobody's", true));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("acts for nobody");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Api.Answer answer = anna.put(
                PATH + "/" + id,
                Map.of(
                        "name",
                        "x".repeat(81),
                        "list",
                        "tasks",
                        "query",
                        Map.of("a b", "x".repeat(4096), "cursor", "x")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()
                        .at("/findings")
                        .valueStream()
                        .map(finding -> finding.path("field").asString()))
                .contains("name", "list", "query");
        assertThat(anna.put(PATH + "/" + id, "{\"name\":\"x\",\"list\":\"alerts\",\"query\":{\"text\":null}}")
                        .status())
                .isEqualTo(422);
        assertThat(anna.put(PATH + "/odd", view("x", false)).status()).isEqualTo(422);
        assertThat(names(anna)).isEmpty();
    }

    @Test
    void aPersonKeepsAHundredAndStillChangesThem() {
        for (int i = 0; i < 100; i++) {
            assertThat(anna.put(PATH + "/" + new UUID(7, i), view("View " + i, false))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(anna.put(PATH + "/" + id, view("One more", false)).status()).isEqualTo(409);
        assertThat(anna.put(PATH + "/" + new UUID(7, 5), view("Changed", false)).status())
                .isEqualTo(200);
        assertThat(bert.put(PATH + "/" + id, view("Bert's first", false)).status())
                .isEqualTo(200);
        assertThat(names(anna)).hasSize(100).contains("Changed");
    }

    private static Map<String, Object> view(String name, boolean shared) {
        return Map.of(
                "name",
                name,
                "list",
                "incidents",
                "query",
                Map.of("severity", "critical,high", "sort", "due"),
                "shared",
                shared);
    }

    private static List<String> names(Api.As caller) {
        Api.Answer answer = caller.get(PATH);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body()
                .at("/items")
                .valueStream()
                .map(item -> item.path("name").asString())
                .toList();
    }
}
