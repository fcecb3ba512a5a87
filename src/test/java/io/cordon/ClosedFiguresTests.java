package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

/** The figures move to a port of their own, and the interface document goes, as docs/operating.md says. */
@CordonServerTest
@TestPropertySource(
        properties = {
            "management.server.port=0",
            "springdoc.api-docs.enabled=false",
            "springdoc.swagger-ui.enabled=false"
        })
class ClosedFiguresTests {

    @Autowired
    private Api api;

    @LocalManagementPort
    private int figures;

    @Test
    void theFiguresHaveTheirOwnPort() throws IOException, InterruptedException {
        assertThat(api.anonymous().get("/actuator/prometheus").text()).doesNotContain("cordon_incident_open");
        assertThat(api.anonymous().get("/v3/api-docs").text()).doesNotContain("openapi");

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + figures + "/actuator/prometheus"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("cordon_incident_open");
    }
}
