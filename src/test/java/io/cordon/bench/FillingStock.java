package io.cordon.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills a running server with alerts and incidents of several clients, over the public interface, so that lists, facets
 * and figures can be tried and measured with something in them. Everything in it is invented.
 *
 * <p>Arguments: the server's address (default {@code http://localhost:8080}), how many alerts (default 100,000) and how
 * many of them open an incident (default 2,000). The administrator's token is taken from {@code CORDON_ADMIN_TOKEN}.
 */
public final class FillingStock {

    private static final int BATCH = 500;
    private static final int CONNECTIONS = 2;

    /** Of a hundred incidents, so many are acknowledged, and so many resolved. */
    private static final int ACKNOWLEDGED = 70;

    private static final int RESOLVED = 45;

    /** The clients, and how many of a hundred alerts each has. */
    private static final Map<String, Integer> CLIENTS = new LinkedHashMap<>();

    static {
        CLIENTS.put("bayside-council", 40);
        CLIENTS.put("cedar-clinic", 25);
        CLIENTS.put("dune-freight", 15);
        CLIENTS.put("elm-credit", 12);
        CLIENTS.put("fern-school", 8);
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String address;
    private final String administrator;
    private final Set<String> opened = new LinkedHashSet<>();
    private final Map<String, Integer> made = new TreeMap<>();

    private FillingStock(String address, String administrator) {
        this.address = address;
        this.administrator = administrator;
    }

    public static void main(String[] arguments) throws Exception {
        String address = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        int alerts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int incidents = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
        String administrator = System.getenv("CORDON_ADMIN_TOKEN");
        if (administrator == null || incidents < 1 || alerts < incidents) {
            throw new IllegalArgumentException(
                    "Expected CORDON_ADMIN_TOKEN, and at least as many alerts as incidents, of which at least one.");
        }
        FillingStock stock = new FillingStock(address, administrator);
        long start = System.nanoTime();
        stock.fill(alerts, incidents);
        stock.work();
        System.out.printf(
                "Filled %s in %d s:%n",
                address, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        stock.made.forEach((what, count) -> System.out.printf("%,9d %s%n", count, what));
    }

    private void fill(int alerts, int incidents) throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String client : CLIENTS.keySet()) {
            tokens.put(client, setUp(client));
        }
        List<Future<Boolean>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            int first = 0;
            for (Map.Entry<String, Integer> share : CLIENTS.entrySet()) {
                int upTo = first + alerts * share.getValue() / 100;
                for (int from = first; from < upTo; from += BATCH) {
                    int begin = from;
                    int end = Math.min(from + BATCH, upTo);
                    running.add(threads.submit(() -> {
                        send(share.getKey(), tokens.getOrDefault(share.getKey(), ""), begin, end, alerts / incidents);
                        return true;
                    }));
                }
                first = upTo;
            }
        }
        for (Future<Boolean> each : running) {
            each.get();
        }
    }

    /** Alerts of each source in a request of its own, as products send them. */
    private void send(String client, String token, int from, int to, int loudEvery) throws Exception {
        Map<String, StringBuilder> bodies = new LinkedHashMap<>();
        for (int n = from; n < to; n++) {
            InventedAlerts.Alert alert = n % loudEvery == 0 ? InventedAlerts.loud(n) : InventedAlerts.quiet(n);
            bodies.computeIfAbsent(alert.source(), source -> new StringBuilder())
                    .append(alert.json())
                    .append('\n');
        }
        for (Map.Entry<String, StringBuilder> body : bodies.entrySet()) {
            JsonNode answer = call(
                    "POST",
                    "/api/v1/alerts/" + body.getKey(),
                    token,
                    body.getValue().toString());
            note(client, answer);
        }
    }

    private synchronized void note(String client, JsonNode answer) {
        made.merge("alerts of " + client, answer.path("new").asInt(), Integer::sum);
        made.merge("duplicates", answer.path("duplicate").asInt(), Integer::sum);
        made.merge("rejected", answer.path("rejected").asInt(), Integer::sum);
        for (JsonNode result : answer.path("results")) {
            if (result.path("status").asString().equals("new")) {
                made.merge("alerts for " + result.path("disposition").asString(), 1, Integer::sum);
                made.merge("alerts of severity " + result.path("severity").asString(), 1, Integer::sum);
            }
            String incident = result.path("incidentId").asString("");
            if (!incident.isEmpty() && opened.add(incident)) {
                made.merge("incidents of " + client, 1, Integer::sum);
            }
        }
    }

    /** Does with the incidents what people do. */
    private void work() throws Exception {
        int i = 0;
        for (String id : opened) {
            String incident = "/api/v1/incidents/" + id;
            i++;
            if (i * 37 % 100 < ACKNOWLEDGED) {
                call("POST", incident + "/acknowledge", administrator, "");
                made.merge("incidents acknowledged", 1, Integer::sum);
            }
            if (i * 37 % 100 < RESOLVED) {
                call("POST", incident + "/resolve", administrator, "{\"reason\":\"Looked into; all is well again.\"}");
                made.merge("incidents resolved", 1, Integer::sum);
            }
        }
    }

    private String setUp(String client) throws Exception {
        String organisation = "/api/v1/organisations/" + client;
        call("PUT", organisation, administrator, """
            {"name":"%s","kind":"client","timeZone":"Australia/Melbourne","country":"AU"}\
            """.formatted(client));
        call("PUT", organisation + "/people", administrator, """
            {"people":[{"id":"anna","name":"Anna Ames","email":"anna@%s.example","roles":["lead"]}]}\
            """.formatted(client));
        return call("POST", organisation + "/tokens", administrator, "{\"name\":\"stock\",\"role\":\"integration\"}")
                .path("token")
                .asString();
    }

    private JsonNode call(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", path.contains("/alerts/") ? "application/x-ndjson" : "application/json")
                .timeout(Duration.ofMinutes(2))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("Expected " + method + " " + path + " to succeed, but: "
                    + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
