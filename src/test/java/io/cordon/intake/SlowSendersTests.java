package io.cordon.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Whoever sends a byte now and then is sent away, whether somebody reads what they send or not. */
@CordonServerTest
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@TestPropertySource(
        properties = {
            "cordon.api.body-deadline=1s",
            "cordon.intake.max-receiving=3",
            "server.tomcat.connection-timeout=3s"
        })
class SlowSendersTests {

    private static final int ANNOUNCED = 1024 * 1024;

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private WaitingRoom room;

    @Test
    void anAlertThatComesDripByDripIsAnsweredAtItsDeadlineAndHoldsOnlyWhatCame() throws IOException {
        try (Sender slow = new Sender("/api/v1/alerts/generic", fixture.client().integrationToken())) {
            await().until(() -> room.waiting() > 0);
            assertThat(room.waiting()).isLessThan(ANNOUNCED / 2);

            assertThat(slow.untilClosed())
                    .startsWith("HTTP/1.1 408")
                    .contains("application/problem+json", "urn:cordon:problem:too-slow", "send it again");
        }
        await().until(() -> room.waiting() == 0);
    }

    @Test
    void whoFallsSilentIsToldTheSame() throws IOException {
        try (Sender silent =
                new Sender("/api/v1/alerts/generic", fixture.client().integrationToken())) {
            silent.pause();
            assertThat(silent.untilClosed()).startsWith("HTTP/1.1 408").contains("urn:cordon:problem:too-slow");
        }
    }

    @Test
    void aStrangersNameAndPasswordThatComeDripByDripAreAnsweredToo() throws IOException {
        try (Sender slow = new Sender("/api/v1/session", "")) {
            assertThat(slow.untilClosed()).startsWith("HTTP/1.1 408").contains("urn:cordon:problem:too-slow");
        }
    }

    @Test
    void whatNobodyReadsHoldsNoConnectionEither() throws IOException {
        try (Sender stranger = new Sender("/api/v1/alerts/generic", "wrong")) {
            assertThat(stranger.untilClosed()).startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;a=", "0\r\nX-a: "})
    void whatStandsBesideABodyHoldsNoConnectionEither(String chunk) throws IOException {
        try (Sender slow = new Sender("/api/v1/session", "", "Transfer-Encoding: chunked\r\n\r\n" + chunk)) {
            assertThat(slow.untilClosed()).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void anOrganisationHasOnlySoManyOnTheirWay() throws IOException {
        Fixture.Client client = fixture.client();
        List<Sender> slow = new ArrayList<>();
        try {
            String token = client.integrationToken();
            for (int i = 0; i < 4; i++) {
                slow.add(new Sender("/api/v1/alerts/generic", token));
            }
            List<String> answers = new ArrayList<>();
            for (Sender sender : slow) {
                answers.add(sender.untilClosed().substring(0, "HTTP/1.1 408".length()));
            }
            assertThat(answers)
                    .containsExactlyInAnyOrder("HTTP/1.1 408", "HTTP/1.1 408", "HTTP/1.1 408", "HTTP/1.1 503");
        } finally {
            for (Sender sender : slow) {
                sender.close();
            }
        }
        assertThat(client.integration()
                        .post("/api/v1/alerts/generic", "{\"title\":\"Odd thing\",\"id\":\"1\"}")
                        .status())
                .isEqualTo(200);
    }

    /** Announces a large body, and sends a byte of it every tenth of a second. */
    private final class Sender implements AutoCloseable {

        private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
        private final Socket socket;

        private Sender(String path, String token) throws IOException {
            this(path, token, "Content-Length: " + ANNOUNCED + "\r\n\r\n{");
        }

        private Sender(String path, String token, String beginning) throws IOException {
            URI address = api.address(path);
            socket = new Socket(address.getHost(), address.getPort());
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                            + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                            + "Content-Type: application/json\r\n" + beginning)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var unused = dripping.scheduleAtFixedRate(this::drip, 100, 100, TimeUnit.MILLISECONDS);
        }

        private void drip() {
            try {
                socket.getOutputStream().write(' ');
            } catch (IOException e) {
                dripping.shutdown();
            }
        }

        private void pause() {
            dripping.shutdownNow();
        }

        /** What was answered until the server closed the connection. */
        private String untilClosed() throws IOException {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] part = new byte[8192];
            try {
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    answer.append(new String(part, 0, read, StandardCharsets.US_ASCII));
                }
            } catch (SocketException e) {
                // Closed while a byte was on its way to it.
            }
            return answer.toString();
        }

        @Override
        public void close() throws IOException {
            dripping.shutdownNow();
            socket.close();
        }
    }
}
