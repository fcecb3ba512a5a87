package io.cordon.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What never reaches Spring is answered with a type that tells what was wrong with it. */
@CordonServerTest
class TomcatErrorsTests {

    @Autowired
    private Api api;

    @ParameterizedTest
    @CsvSource({
        "GET /a%00b HTTP/1.1,,400,unreadable,two hexadecimal digits",
        "POST /api/v1/session HTTP/1.1,Transfer-Encoding: gzip,501,not-implemented,Transfer-Encoding chunked",
        "GET / HTTP/3.7,,505,http-version-not-supported,Expected HTTP/1.1",
    })
    void aTypeTellsTheStatus(String line, String header, int status, String type, String detail) throws IOException {
        URI address = api.address("/");
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\n" + (header == null ? "" : header + "\r\n")
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .contains("application/problem+json", "\"urn:cordon:problem:" + type + "\"", detail);
        }
    }
}
