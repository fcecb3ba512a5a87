package io.cordon.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Measures the main job from outside: a server process, its PostgreSQL and this load on one machine. Prints figures
 * and asserts nothing.
 *
 * <p>Arguments: seconds for each load (default 15), then the loads to run, of {@code single}, {@code batches},
 * {@code incidents}, {@code memory} and {@code restart} (default all). The system property {@code server.options}
 * goes to the server's Java, such as a recording of where its time goes.
 */
public final class IntakeBenchmark {

    private static final String ALERTS = "/api/v1/alerts/suricata-eve";
    private static final int CONNECTIONS = 32;
    private static final int BATCH = 500;
    private static final int BATCH_CONNECTIONS = 4;
    private static final List<Integer> INCIDENTS_PER_SECOND = List.of(2, 5, 10, 20);

    /** Java compiles while it runs, on the same two cores: figures of its first seconds are of the compiler. */
    private static final int WARM_UP_SECONDS = 40;

    private static final String REST = """
        ,"metadata":{"affected_product":["Any"],"attack_target":["Client_Endpoint"],\
        "created_at":["2021_03_04"],"deployment":["Perimeter"],"updated_at":["2023_06_01"]}},\
        "app_proto":"tls","direction":"to_server","flow":{"pkts_toserver":12,"pkts_toclient":9,\
        "bytes_toserver":2310,"bytes_toclient":4521,"start":"\
        """.strip();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicLong serial = new AtomicLong();
    private final int seconds;
    private final int port;
    private String token = "";
    private int incidents;

    /** Events of one number are one event: the same in every byte. */
    private final Instant epoch = Instant.now();

    private IntakeBenchmark(int seconds, int port) {
        this.seconds = seconds;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        Set<String> loads = arguments.length > 1
                ? Arrays.stream(arguments).skip(1).collect(Collectors.toSet())
                : Set.of("single", "batches", "incidents", "memory", "restart");
        Path data = Files.createTempDirectory("cordon-bench");
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-Xmx512m");
        command.addAll(List.of(
                System.getProperty("server.options", "-jar target/cordon.jar").split(" ")));
        Map<String, String> environment = Map.of("CORDON_OUTBOUND_ALLOW", "127.0.0.1");
        IntakeBenchmark bench = new IntakeBenchmark(seconds, port);
        System.out.println("| what | figure |\n|---|---|");
        try (FakeFirewall firewall = FakeFirewall.start();
                ServerProcess server = ServerProcess.start(command, data, port, environment)) {
            row("ready, new data folder", server.startedIn().toMillis() + " ms");
            bench.setUp(firewall);
            bench.warmUp();
            if (loads.contains("single")) {
                bench.single(0);
                bench.single(90);
            }
            if (loads.contains("batches")) {
                bench.batches(0);
                bench.batches(90);
            }
            if (loads.contains("incidents")) {
                bench.containment(firewall, 5, 5 * WARM_UP_SECONDS, false);
                awaitQuiet(server);
                for (int perSecond : INCIDENTS_PER_SECOND) {
                    bench.containment(firewall, perSecond, perSecond * seconds, true);
                    awaitQuiet(server);
                }
            }
            if (loads.contains("memory")) {
                bench.fillTo(100_000);
                row("resident memory after " + bench.serial.get() + " alerts", server.residentMegabytes() + " MiB");
            }
        }
        for (int i = 0; i < (loads.contains("restart") ? 3 : 0); i++) {
            try (ServerProcess again = ServerProcess.start(command, data, port, environment)) {
                row("ready, existing data", again.startedIn().toMillis() + " ms");
            }
        }
    }

    private void setUp(FakeFirewall firewall) throws Exception {
        put("/api/v1/organisations/acme", """
            {"name":"Acme","kind":"client","timeZone":"Australia/Melbourne","country":"AU"}\
            """);
        put("/api/v1/organisations/acme/authority", """
            {"grants":[{"verb":"block_ip","mode":"automatic","approvers":{"client":0,"provider":0},
                        "assets":"*","hours":"always","maxPerHour":100000,"expires":null}]}\
            """);
        put("/api/v1/organisations/acme/connectors/edge", """
            {"type":"opnsense","settings":{"url":"http://127.0.0.1:%d","alias":"%s"},
             "secrets":{"key":"k","secret":"s"},"enabled":true}\
            """.formatted(firewall.port(), FakeFirewall.ALIAS));
        String answer = send("POST", "/api/v1/organisations/acme/tokens", ServerProcess.ADMIN_TOKEN, """
            {"name":"bench","role":"integration"}\
            """);
        token = answer.replaceAll("(?s).*\"token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private void warmUp() throws Exception {
        load("warm-up", CONNECTIONS, 1, WARM_UP_SECONDS / 2, this::quiet, false);
        load("warm-up", BATCH_CONNECTIONS, BATCH, WARM_UP_SECONDS / 2, this::quiet, false);
    }

    private void single(int duplicatePercent) throws Exception {
        load(
                "single requests, " + CONNECTIONS + " connections, " + duplicatePercent + " % duplicates",
                CONNECTIONS,
                1,
                seconds,
                n -> quiet(repeating(n, duplicatePercent)),
                true);
    }

    private void batches(int duplicatePercent) throws Exception {
        load(
                "batches of " + BATCH + ", " + BATCH_CONNECTIONS + " connections, " + duplicatePercent
                        + " % duplicates",
                BATCH_CONNECTIONS,
                BATCH,
                seconds,
                n -> quiet(repeating(n, duplicatePercent)),
                true);
    }

    /** With 90 per cent, ten numbers in a row become one event, the first of them. */
    private static long repeating(long n, int duplicatePercent) {
        return duplicatePercent == 0 ? n : n - n % (100 / (100 - duplicatePercent));
    }

    private void load(String name, int connections, int batch, int forSeconds, LongFunction<String> body, boolean print)
            throws Exception {
        AtomicLong sent = new AtomicLong();
        List<Long> latencies = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(forSeconds);
        long start = System.nanoTime();
        List<Future<Boolean>> running = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    List<Long> own = new ArrayList<>();
                    try (var connection = new KeptConnection(port, ALERTS, token)) {
                        while (System.nanoTime() < end) {
                            String lines = lines(batch, body);
                            long before = System.nanoTime();
                            connection.post(lines);
                            own.add(System.nanoTime() - before);
                            sent.addAndGet(batch);
                        }
                    }
                    synchronized (latencies) {
                        latencies.addAll(own);
                    }
                    return true;
                }));
            }
        }
        for (Future<Boolean> each : running) {
            each.get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        if (print) {
            row(
                    name,
                    "%,.0f alerts/s, request p50 %.1f ms, p99 %.1f ms"
                            .formatted(sent.get() / took, percentile(latencies, 50), percentile(latencies, 99)));
        }
    }

    private String lines(int batch, LongFunction<String> body) {
        StringBuilder text = new StringBuilder(batch * 1_000);
        for (int i = 0; i < batch; i++) {
            text.append(body.apply(serial.incrementAndGet())).append('\n');
        }
        return text.toString();
    }

    private void containment(FakeFirewall firewall, int perSecond, int count, boolean print) throws Exception {
        Map<String, Long> sentAt = new ConcurrentHashMap<>();
        List<Long> answered = new ArrayList<>();
        int known = firewall.addresses();
        long start = System.nanoTime();
        List<Future<Boolean>> running = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                int n = incidents++;
                running.add(threads.submit(() -> {
                    String attacker = "203.0.%d.%d".formatted(n / 250 + 1, n % 250 + 1);
                    long now = System.nanoTime();
                    sentAt.put(attacker, now);
                    send("POST", ALERTS, token, critical(n, attacker));
                    synchronized (answered) {
                        answered.add(System.nanoTime() - now);
                    }
                    return true;
                }));
            }
        }
        for (Future<Boolean> each : running) {
            each.get();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (firewall.addresses() < known + count && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (!print) {
            return;
        }
        List<Long> times = new ArrayList<>();
        sentAt.forEach((attacker, sent) -> {
            Long added = firewall.addedAt(attacker);
            if (added != null) {
                times.add(added - sent);
            }
        });
        row(
                "POST to the answer, " + perSecond + " incidents/s",
                "p50 %.1f ms, p99 %.1f ms".formatted(percentile(answered, 50), percentile(answered, 99)));
        row(
                "POST to the containment call, " + perSecond + " incidents/s",
                "p50 %.1f ms, p99 %.1f ms (%d of %d contained)"
                        .formatted(percentile(times, 50), percentile(times, 99), times.size(), count));
    }

    /** Until what the incidents set off is done: letters, tasks, and what else comes after the containment. */
    private static void awaitQuiet(ServerProcess server) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        Duration before;
        do {
            before = server.processorTime();
            TimeUnit.SECONDS.sleep(2);
        } while (server.processorTime().minus(before).toMillis() > 200 && System.nanoTime() < deadline);
    }

    private void fillTo(long alerts) throws Exception {
        try (var connection = new KeptConnection(port, ALERTS, token)) {
            while (serial.get() < alerts) {
                connection.post(lines(BATCH, this::quiet));
            }
        }
    }

    private static double percentile(List<Long> nanos, int percent) {
        if (nanos.isEmpty()) {
            return Double.NaN;
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    /** An ordinary alert that is kept and watched. */
    private String quiet(long n) {
        return eve(
                n,
                "198.51.100." + n % 200,
                "10.0." + n % 250 + "." + n / 250 % 250,
                "ET INFO Observed DNS Query to .test TLD",
                "Misc activity",
                3);
    }

    /** The check-in of a host of ours with a control server: an incident, contained at once. */
    private String critical(long n, String attacker) {
        return eve(
                1_000_000_000L + n,
                "10.9." + n / 250 + "." + (n % 250 + 1),
                attacker,
                "ET MALWARE Win32/AgentTesla CnC Checkin",
                "Malware Command and Control Activity Detected",
                1);
    }

    private String eve(long n, String from, String to, String signature, String category, int severity) {
        Instant time = epoch.plusMillis(n % 1_000_000);
        return "{\"timestamp\":\"" + time + "\",\"flow_id\":" + n
                + ",\"in_iface\":\"eth0\",\"event_type\":\"alert\",\"src_ip\":\"" + from + "\",\"src_port\":"
                + (1024 + n % 60000) + ",\"dest_ip\":\"" + to
                + "\",\"dest_port\":443,\"proto\":\"TCP\",\"tx_id\":0,\"alert\":{\"action\":\"allowed\",\"gid\":1,"
                + "\"signature_id\":" + (2030000 + n % 500) + ",\"rev\":4,\"signature\":\"" + signature
                + "\",\"category\":\"" + category + "\",\"severity\":" + severity + REST + time
                + "\"},\"host\":\"sensor-1\"}";
    }

    private void put(String path, String body) throws Exception {
        send("PUT", path, ServerProcess.ADMIN_TOKEN, body);
    }

    private String send(String method, String path, String bearer, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", path.contains("/alerts/") ? "application/x-ndjson" : "application/json")
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("Expected " + method + " " + path + " to succeed, but: "
                    + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static void row(String what, String figure) {
        System.out.println("| " + what + " | " + figure + " |");
    }
}
