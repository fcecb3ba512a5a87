package io.cordon.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody's version is written over unseen. */
@CordonServerTest
class DocumentVersionTests {

    private static final String GDPR = "{\"regimes\":[\"gdpr\"]}";
    private static final String NIS2 = "{\"regimes\":[\"nis2\"]}";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people",
                "raci",
                "authority",
                "protected-assets",
                "assets",
                "on-call",
                "calendar",
                "service-levels",
                "regimes"
            })
    void aDocumentNamesItsVersionAsItsTag(String document) {
        var client = fixture.client();
        var read = client.admin().get(client.path("/" + document));
        assertThat(read.header("ETag")).isEqualTo("\"" + read.at("/version") + "\"");
        var written =
                client.admin().with("If-Match", read.header("ETag")).put(client.path("/" + document), read.text());
        assertThat(written.status()).as(written.toString()).isEqualTo(200);
        assertThat(written.header("ETag")).isEqualTo("\"" + written.at("/version") + "\"");
        assertThat(client.admin()
                        .with("If-Match", read.header("ETag"))
                        .put(client.path("/" + document), read.text().replaceAll("\"version\":[0-9]+,?", ""))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aVersionThatTheCallerHasNotSeenIsNotWrittenOverAndSaysWhoseItIs() {
        var client = fixture.client();
        client.put("regimes", GDPR);
        client.admin().put(client.path("/regimes"), NIS2);

        var answer = client.admin().with("If-Match", "\"1\"").put(client.path("/regimes"), "{\"regimes\":[]}");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.at("/version")).isEqualTo("2");
        assertThat(answer.at("/changedBy")).contains(client.id() + "/anna");
        assertThat(answer.at("/changedAt")).isNotEmpty();
        assertThat(answer.at("/detail")).contains("version 2").contains("anna");
        assertThat(client.admin().get(client.path("/regimes")).at("/regimes/0")).isEqualTo("nis2");
    }

    @Test
    void withoutAConditionAVersionIsWrittenOverAsEver() {
        var client = fixture.client();
        client.put("regimes", GDPR);
        assertThat(client.admin().put(client.path("/regimes"), NIS2).status()).isEqualTo(200);
        assertThat(client.admin()
                        .with("If-Match", "*")
                        .put(client.path("/regimes"), GDPR)
                        .at("/version"))
                .isEqualTo("3");
    }

    @Test
    void anyOfSeveralVersionsMayBeAskedForButNoWeakOne() {
        var client = fixture.client();
        client.put("regimes", GDPR);
        var admin = client.admin();
        assertThat(admin.with("If-Match", "W/\"1\"")
                        .put(client.path("/regimes"), NIS2)
                        .status())
                .isEqualTo(412);
        assertThat(admin.with("If-Match", "\"7\", \"1\"")
                        .put(client.path("/regimes"), NIS2)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aConditionThatCannotBeReadIsNotLeftOut() {
        var client = fixture.client();
        var answer = client.admin().with("If-Match", "1").put(client.path("/regimes"), GDPR);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).contains("If-Match");
        assertThat(client.admin().get(client.path("/regimes")).at("/version")).isEqualTo("0");
    }

    @Test
    void ofTwoWhoSaveTheSameVersionAtOnceOneIsTold() throws Exception {
        var client = fixture.client();
        var admin = client.admin().with("If-Match", "\"0\"");
        var together = new CyclicBarrier(2);
        Callable<Integer> save = () -> {
            together.await();
            return admin.put(client.path("/regimes"), GDPR).status();
        };
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Integer> answers = List.of(threads.submit(save), threads.submit(save)).stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 412);
        }
    }

    @Test
    void anotherOrganisationsDocumentIsNotThereWhateverItsVersion() {
        var client = fixture.client();
        var other = fixture.client();
        for (String tag : List.of("\"0\"", "\"1\"", "*")) {
            assertThat(other.admin()
                            .with("If-Match", tag)
                            .put(client.path("/regimes"), GDPR)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(api.administrator().get(client.path("/regimes")).at("/version"))
                .isEqualTo("0");
    }
}
