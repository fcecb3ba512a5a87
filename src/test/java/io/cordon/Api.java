package io.cordon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls the server as somebody, and takes every answer as it comes. */
@TestComponent
public class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Environment environment;

    Api(Environment environment) {
        this.environment = environment;
    }

    public As as(String token) {
        return anonymous().with("Authorization", "Bearer " + token);
    }

    public As administrator() {
        return as(ServerForTests.ADMINISTRATOR);
    }

    public As anonymous() {
        return new As(Map.of());
    }

    /** Calls as a person in a browser. */
    public As signedIn(String username, String password) {
        Answer answer = anonymous().post("/api/v1/session", Map.of("username", username, "password", password));
        String cookies = answer.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        String forgery = cookies.substring(cookies.indexOf("XSRF-TOKEN=") + "XSRF-TOKEN=".length());
        return anonymous().with("Cookie", cookies).with("X-XSRF-TOKEN", forgery);
    }

    public URI address(String path) {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path);
    }

    /** What came back. The body is missing where it is no JSON; {@code text} always has it. */
    public record Answer(int status, HttpHeaders headers, JsonNode body, byte[] bytes) {

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** A field of the body by JSON pointer, such as {@code /items/0/id}, as text. */
        public String at(String pointer) {
            return body.at(pointer).asString();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    /** One way of calling: with these headers on every request. */
    public class As {

        private final Map<String, String> headers;

        private As(Map<String, String> headers) {
            this.headers = headers;
        }

        public As with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new As(more);
        }

        public Answer get(String path) {
            return send("GET", path, null, null);
        }

        public Answer delete(String path) {
            return send("DELETE", path, null, null);
        }

        /** Posts JSON; a text is taken as JSON already. */
        public Answer post(String path, Object body) {
            return send("POST", path, "application/json", json(body));
        }

        public Answer post(String path) {
            return send("POST", path, null, null);
        }

        public Answer put(String path, Object body) {
            return send("PUT", path, "application/json", json(body));
        }

        public Answer send(String method, String path, @Nullable String contentType, byte @Nullable [] body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                    .timeout(Duration.ofSeconds(60))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            if (contentType != null) {
                request.header("Content-Type", contentType);
            }
            try {
                HttpResponse<byte[]> response = http.send(request.build(), As::body);
                return new Answer(response.statusCode(), response.headers(), parsed(response.body()), response.body());
            } catch (IOException e) {
                throw new IllegalStateException("Expected an answer to " + method + " " + path, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for " + method + " " + path, e);
            }
        }

        /** Nothing of a stream of events: it would have to end first. */
        private static HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
            boolean stream =
                    info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            return stream ? new NothingOfIt() : HttpResponse.BodySubscribers.ofByteArray();
        }

        private static byte[] json(Object body) {
            return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body);
        }

        private static JsonNode parsed(byte[] body) {
            try {
                return JSON.readTree(body);
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** Leaves as soon as the answer has begun. */
    private static final class NothingOfIt implements HttpResponse.BodySubscriber<byte[]> {

        @Override
        public CompletionStage<byte[]> getBody() {
            return CompletableFuture.completedFuture(new byte[0]);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            // Cancelled.
        }

        @Override
        public void onError(Throwable failure) {
            // Cancelled.
        }

        @Override
        public void onComplete() {
            // Cancelled.
        }
    }
}
