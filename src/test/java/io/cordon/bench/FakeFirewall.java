package io.cordon.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As much of an OPNsense as a block needs; remembers when each address came, and how often. */
public final class FakeFirewall implements AutoCloseable {

    public static final String ALIAS = "cordon_block";

    private final Map<String, Long> addedAt = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Set<String> listed = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    private FakeFirewall(HttpServer server) {
        this.server = server;
    }

    public static FakeFirewall start() throws IOException {
        FakeFirewall firewall =
                new FakeFirewall(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        firewall.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        firewall.server.createContext("/api/firewall/alias_util", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = firewall.answer(
                            exchange.getRequestURI().getPath(), new String(body, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        firewall.server.start();
        return firewall;
    }

    private String answer(String path, String body) {
        String address = body.replaceAll("(?s).*\"address\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        if (path.contains("/add/")) {
            addedAt.putIfAbsent(address, System.nanoTime());
            calls.computeIfAbsent(address, key -> new AtomicInteger()).incrementAndGet();
            listed.add(address);
            return "{\"status\":\"done\"}";
        }
        if (path.contains("/delete/")) {
            listed.remove(address);
            return "{\"status\":\"done\"}";
        }
        if (path.contains("/list/")) {
            StringBuilder rows = new StringBuilder();
            Set<String> now = Set.copyOf(listed);
            now.forEach(ip -> rows.append(rows.isEmpty() ? "" : ",")
                    .append("{\"ip\":\"")
                    .append(ip)
                    .append("\"}"));
            return "{\"total\":%d,\"rowCount\":%d,\"current\":1,\"rows\":[%s]}".formatted(now.size(), now.size(), rows);
        }
        return "[\"" + ALIAS + "\"]";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How many addresses have come so far. */
    public int addresses() {
        return addedAt.size();
    }

    /** When an address first came, by {@link System#nanoTime}; null if it has not. */
    public @Nullable Long addedAt(String address) {
        return addedAt.get(address);
    }

    /** How often an address was added. */
    public int calls(String address) {
        AtomicInteger count = calls.get(address);
        return count == null ? 0 : count.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
