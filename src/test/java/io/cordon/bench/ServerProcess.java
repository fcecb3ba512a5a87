package io.cordon.bench;

import io.cordon.CordonApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Cordon in a process of its own, as users run it, which can be killed. */
public final class ServerProcess implements AutoCloseable {

    public static final String ADMIN_TOKEN = "admin-token-of-a-test-0123456789abcdef";

    private final Process process;
    private final int port;
    private final Duration startedIn;

    private ServerProcess(Process process, int port, Duration startedIn) {
        this.process = process;
        this.port = port;
        this.startedIn = startedIn;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param command the Java command line up to the arguments, such as {@code java -jar target/cordon.jar}
     * @param environment on top of {@code SERVER_PORT}, {@code CORDON_DATA_DIR}, {@code CORDON_ADMIN_TOKEN}
     */
    public static ServerProcess start(List<String> command, Path data, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("CORDON_DATA_DIR", data.toString());
        builder.environment().put("CORDON_ADMIN_TOKEN", ADMIN_TOKEN);
        builder.environment().putAll(environment);
        Files.createDirectories(data);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolve("console.log").toFile()));
        long start = System.nanoTime();
        Process process = builder.start();
        awaitReady(process, port, data);
        return new ServerProcess(process, port, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * The command line of a server out of this build's classes, with an arguments file in that folder. It is for
     * servers that live for seconds: the better of Java's two compilers would spend more on their start than it gives.
     */
    public static List<String> ofClasses(Path folder) throws IOException {
        Path arguments = folder.resolve("java.arguments");
        Files.writeString(arguments, "-cp\n\"" + System.getProperty("java.class.path") + "\"\n");
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "@" + arguments,
                CordonApplication.class.getName());
    }

    private static void awaitReady(Process process, int port, Path data) throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("Expected the server to start, but it ended:\n"
                            + Files.readString(data.resolve("console.log")));
                }
                try {
                    if (client.send(ready, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // Not listening yet.
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("Expected the server to be ready within two minutes, but it was not:\n"
                + Files.readString(data.resolve("console.log")));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public Duration startedIn() {
        return startedIn;
    }

    /** What the Java process has used of the processors so far. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory of the Java process in MiB, by Linux's own account. */
    public long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0L);
    }

    /** Ends the process as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /**
     * Asks the process to stop and waits.
     *
     * @return the exit code; 128 + 15 is that of a Java that was asked by SIGTERM
     */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Expected the server to stop within a minute, but it did not");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
