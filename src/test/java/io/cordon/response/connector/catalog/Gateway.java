package io.cordon.response.connector.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Linux gateway: nftables and sshd in a network namespace of its own, gone when closed. */
final class Gateway implements AutoCloseable {

    private static final long PID = ProcessHandle.current().pid();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String id = Long.toString(PID, 36) + "-" + COUNT.incrementAndGet();
    private final String name = "cordon-" + id;
    private final String link = "crd-" + id;
    private final Path folder;
    private @Nullable Process sshd;

    Gateway() {
        try {
            folder = Files.createTempDirectory("cordon-gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            network();
            nft("add table inet soar");
            nft("add set inet soar block4 { type ipv4_addr; flags timeout; }");
            nft("add set inet soar block6 { type ipv6_addr; flags timeout; }");
            keys();
            sshd = startSshd();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    String host() {
        return address(2);
    }

    int port() {
        return 2222;
    }

    String hostKey() {
        return text("host.pub");
    }

    String otherHostKey() {
        return text("stranger.pub");
    }

    String privateKey() {
        return text("client");
    }

    String strangersKey() {
        return text("stranger");
    }

    /** Runs nft in the gateway, as a person signed in there would; what it writes. */
    String nft(String command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name, "nft"));
        words.add(command);
        return run(words.toArray(String[]::new));
    }

    /** The elements of both sets, without the time that is left of them. */
    List<String> elements() {
        return Stream.of("block4", "block6")
                .flatMap(set -> nft("list set inet soar " + set).lines())
                .flatMap(line ->
                        Stream.of(line.replaceAll(".*\\{|}|elements =", "").split(",", -1)))
                .map(element -> element.replaceAll("(timeout|expires).*", "").strip())
                .filter(element -> element.matches("[0-9a-f.:]+") && element.matches(".*[.:].*"))
                .sorted()
                .toList();
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** From now on a command with these words in it never ends. */
    void hangAt(String words) {
        write("hang", words);
    }

    /** Ends sshd and everything that it started. */
    void kill() {
        if (sshd == null) {
            return;
        }
        Stream.concat(sshd.descendants(), Stream.of(sshd.toHandle())).toList().forEach(ProcessHandle::destroyForcibly);
        sshd.onExit().join();
    }

    private void network() throws IOException {
        run("ip", "netns", "add", name);
        run("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name);
        run("ip", "address", "add", address(1) + "/30", "dev", link);
        run("ip", "link", "set", link, "up");
        run("ip", "-n", name, "address", "add", address(2) + "/30", "dev", "eth0");
        run("ip", "-n", name, "link", "set", "eth0", "up");
        run("ip", "-n", name, "link", "set", "lo", "up");
    }

    /** Of the range for benchmarks, which is closed unless the operator lists it. */
    private static String address(int last) {
        int offset = (int) (PID % 16_000) * 4 + last;
        return "198.18." + offset / 256 + "." + offset % 256;
    }

    private void keys() {
        for (String key : List.of("host", "client", "stranger")) {
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-C",
                    key,
                    "-f",
                    folder.resolve(key).toString());
        }
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "rsa",
                "-b",
                "2048",
                "-N",
                "",
                "-f",
                folder.resolve("host-rsa").toString());
        write("authorized_keys", text("client.pub"));
        write("command.sh", """
            case "$SSH_ORIGINAL_COMMAND" in
              *"$(cat %1$s/hang 2>/dev/null || echo no-such-words)"*) touch %1$s/hanging; sleep 60 ;;
            esac
            exec sh -c "$SSH_ORIGINAL_COMMAND"
            """.formatted(folder));
    }

    private Process startSshd() throws IOException {
        Files.createDirectories(Path.of("/run/sshd"));
        write("sshd_config", """
            ListenAddress %1$s:2222
            HostKey %2$s/host
            HostKey %2$s/host-rsa
            AuthorizedKeysFile %2$s/authorized_keys
            ForceCommand /bin/sh %2$s/command.sh
            PasswordAuthentication no
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PidFile none
            """.formatted(host(), folder));
        Process started = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        name,
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        org.awaitility.Awaitility.await("sshd")
                .until(() -> !started.isAlive() || text("sshd.log").contains("Server listening"));
        if (!started.isAlive()) {
            throw new IllegalStateException("Expected sshd to start, but it says: " + text("sshd.log"));
        }
        return started;
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
            Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("Expected " + List.of(command) + " to work, but: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        // The namespace may outlive its name for a moment, the link in it must not: the next test has the same address.
        for (String[] end : new String[][] {{"ip", "link", "delete", link}, {"ip", "netns", "delete", name}}) {
            try {
                run(end);
            } catch (IllegalStateException e) {
                // Was never made.
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
