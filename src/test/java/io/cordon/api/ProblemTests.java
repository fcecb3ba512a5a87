package io.cordon.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class ProblemTests {

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Test
    void theDetailNamesTheFieldsThatAreWrong() {
        assertThat(Problem.invalid("role", "Expected a role.").getBody().getDetail())
                .isEqualTo("Expected a role. Field: role.");
        assertThat(Problem.invalid(List.of(new Finding("a", "Expected A."), new Finding("b", "Expected B.")))
                        .getBody()
                        .getDetail())
                .isEqualTo("Expected A. Fields: a, b. There are 2 findings; see findings.");
        assertThat(Problem.invalid("", "Expected it whole.").getBody().getDetail())
                .isEqualTo("Expected it whole.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"people\":x}`,at line 1 column 1,missing or too many",
                "`{\"people\":[`,stops at line 1,Send the rest",
                "`{\"people\":[],\"people\":[]}`,second time,Take one of them out"
            })
    void whatIsNoJsonIsToldInOurWords(String body, String where, String what) {
        Fixture.Client client = fixture.client();
        for (Api.Answer answer : List.of(
                client.admin().put(client.path("/people"), body),
                client.integration().post("/api/v1/alerts/generic", body))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.at("/detail").replace(", column", " column"))
                    .contains("Expected")
                    .contains(where)
                    .contains(what)
                    .doesNotContain("Source", "REDACTED", "code 120", "marker", "token");
        }
        assertThat(api.anonymous().post("/api/v1/session", body).text()).doesNotContain("REDACTED", "code 120");
    }
}
