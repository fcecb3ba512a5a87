package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class ServingPagesTests {

    private static final String FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Autowired
    private Api api;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/incidents/0198c2a4", "/tasks/0198c2a4", "/no/such.page", "/apiary"})
    void aBrowserGetsThePageWhereverItGoes(String path) {
        Api.Answer answer = api.anonymous().with("Accept", FIREFOX).get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("<title>Cordon</title>");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void scriptsAreCompressed(String coding) {
        String page = api.anonymous().with("Accept", FIREFOX).get("/").text();
        String script = "/assets/" + page.replaceAll("(?s).*src=\"/assets/([^\"]*)\".*", "$1");

        Api.Answer whole = api.anonymous().get(script);
        Api.Answer compressed = api.anonymous().with("Accept-Encoding", coding).get(script);

        assertThat(whole.headers().map()).doesNotContainKey("content-encoding");
        assertThat(compressed.header("Content-Encoding")).isEqualTo(coding);
        assertThat(compressed.header("Content-Type")).startsWith("text/javascript");
        assertThat(compressed.header("Vary")).contains("Accept-Encoding");
        assertThat(compressed.bytes().length).isLessThan(whole.bytes().length / 2);
        assertThat(compressed.header("Cache-Control")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1/nothing",
                "/edl/acme/nothing.txt",
                "/engine-rest/nothing",
                "/actuator/env",
                "/%61ctuator",
                "/%65rror",
                "/error",
                "/v3/nothing",
                "/assets/gone.js"
            })
    void whatProgramsCallIsAProblemForABrowserToo(String path) {
        for (Api.As caller : new Api.As[] {api.anonymous(), api.administrator()}) {
            Api.Answer answer = caller.with("Accept", FIREFOX).get(path);

            assertThat(answer.status()).isIn(401, 403, 404);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json"})
    void whatNobodyServesIsAProblemForPrograms(String accept) {
        // Asked by a browser before, so that nothing is kept of that answer.
        api.anonymous().with("Accept", FIREFOX).get("/tasks/0198c2a4");

        Api.Answer answer = api.anonymous().with("Accept", accept).get("/tasks/0198c2a4");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(api.administrator()
                        .with("Accept", accept)
                        .get("/tasks/0198c2a4")
                        .status())
                .isEqualTo(403);
        assertThat(api.anonymous()
                        .with("Accept", FIREFOX)
                        .post("/tasks/0198c2a4")
                        .status())
                .isEqualTo(401);
    }
}
