package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@CordonServerTest
class OpenApiTests {

    private static final Path COPY = Path.of("src/main/frontend/openapi.json");

    @Autowired
    private Api api;

    @Test
    void everyOperationSaysWhatItIsFor() {
        JsonNode document = api.anonymous().get("/v3/api-docs").body();
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("components").path("schemas").has("Problem")).isTrue();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().isObject())
                        .forEach(operation -> assertThat(
                                        operation.getValue().path("summary").asString(""))
                                .as("summary of " + operation.getKey() + " " + path.getKey())
                                .isNotBlank()));
    }

    @Test
    void everyAnswerSaysItsShape() {
        JsonNode document = api.anonymous().get("/v3/api-docs").body();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation
                                .getValue()
                                .path("responses")
                                .properties()
                                .forEach(answer -> answer.getValue()
                                        .path("content")
                                        .valueStream()
                                        .forEach(content -> assertThat(content.has("schema"))
                                                .as("schema of " + operation.getKey() + " " + path.getKey() + " "
                                                        + answer.getKey())
                                                .isTrue()))));
    }

    @Test
    void everyListIsReadInStretches() {
        JsonNode document = api.anonymous().get("/v3/api-docs").body();
        List<String> lists = new ArrayList<>();
        document.path("paths").properties().stream()
                .filter(path -> path.getValue().has("get"))
                .forEach(path -> {
                    JsonNode get = path.getValue().path("get");
                    JsonNode schema = get.at("/responses/200/content")
                            .valueStream()
                            .findFirst()
                            .map(content -> content.path("schema"))
                            .orElse(document.path("no answer"));
                    String reference = schema.path("$ref").asString("").replace("#", "");
                    assertThat(schema.path("type").asString(""))
                            .as("answer of " + path.getKey())
                            .isNotEqualTo("array");
                    if (document.at(reference.isEmpty() ? "/none" : reference + "/properties/next")
                            .isObject()) {
                        lists.add(path.getKey());
                        assertThat(get.path("parameters")
                                        .valueStream()
                                        .map(parameter -> parameter.path("name").asString()))
                                .as("parameters of " + path.getKey())
                                .contains("limit", "cursor");
                    }
                });
        assertThat(lists).contains("/api/v1/alerts", "/api/v1/playbooks", "/api/v1/connector-types");
    }

    /** The web pages' types are made from the copy. */
    @Test
    void theCopyInTheSourcesIsWhatIsServed() throws IOException {
        JsonNode served = api.anonymous().get("/v3/api-docs").body();
        String text = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(served)
                + "\n";
        if (Boolean.getBoolean("openapi.refresh")) {
            Files.writeString(COPY, text);
        }
        assertThat(Files.readString(COPY))
                .as(
                        "Expected %s to be what the server serves at /v3/api-docs, but it is of another time. Refresh"
                                + " it: mvn -Dquick test -Dtest=OpenApiTests -Dopenapi.refresh=true",
                        COPY)
                .isEqualTo(text);
    }

    @Test
    void theKillSwitchSaysWhatItTakes() {
        JsonNode document = api.anonymous().get("/v3/api-docs").body();

        String schema = document.at(
                        "/paths/~1api~1v1~1organisations~1{org}~1kill-switch/put/requestBody/content/application~1json/schema/$ref")
                .asString("");

        JsonNode fields = document.at(schema.replaceFirst("^#", "")).path("properties");
        assertThat(fields.propertyNames()).containsExactlyInAnyOrder("on", "why");
        assertThat(fields.at("/on/type").asString("")).isEqualTo("boolean");
        assertThat(fields.at("/why/type").toString()).contains("string");
    }

    @Test
    void callersAndTransactionsAreNoParametersOfTheInterface() {
        assertThat(api.anonymous().get("/v3/api-docs").text()).doesNotContain("\"name\":\"caller\"");
    }

    @Test
    void pagesComeWithAStrictPolicy() {
        assertThat(api.anonymous().get("/sign-in").header("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        var docs = api.anonymous().get("/swagger-ui/index.html");
        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.header("content-security-policy")).contains("script-src 'self'");
        assertThat(api.anonymous().get("/docs").status()).isIn(200, 302);
    }

    @Test
    void whatNobodyServesIsAProblemToo() {
        var unknown = api.administrator().get("/api/v1/nothing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/type")).startsWith("urn:cordon:problem:");
        var wrongMethod = api.administrator().post("/api/v1/organisations/provider/gaps", "{}");
        assertThat(wrongMethod.status()).isEqualTo(405);
        var wrongType = api.administrator()
                .send("POST", "/api/v1/organisations/provider/tokens", "application/xml", new byte[] {'<'});
        assertThat(wrongType.status()).as(wrongType.toString()).isEqualTo(415);
        var wrongBody = api.administrator().post("/api/v1/organisations/provider/tokens", "{\"names\":1}");
        assertThat(wrongBody.status()).as(wrongBody.toString()).isEqualTo(422);
        assertThat(wrongBody.at("/findings/0/field")).isEqualTo("names");
        assertThat(api.anonymous().get("/actuator/env").status()).isEqualTo(401);
        assertThat(api.anonymous().get("/somewhere").status()).isEqualTo(401);
        assertThat(api.administrator().get("/somewhere").status()).isEqualTo(403);
    }
}
