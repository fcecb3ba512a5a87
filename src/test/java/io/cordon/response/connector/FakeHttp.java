package io.cordon.response.connector;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An HTTP server on 127.0.0.1 that can misbehave: each answer is written byte by byte by whoever plays the product. */
public final class FakeHttp implements AutoCloseable {

    /** What came in, in order. */
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    /** How often somebody connected, whether or not a request followed. */
    public final AtomicInteger connections = new AtomicInteger();

    private final ServerSocket socket;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** One request; names of headers in lower case. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    /** Plays the product. */
    @FunctionalInterface
    public interface Product {
        Reply answer(Request request);
    }

    /** Writes an answer, or half of one, or none. */
    @FunctionalInterface
    public interface Reply {
        void write(OutputStream out) throws IOException;

        static Reply json(String body) {
            return of(200, "application/json", body);
        }

        static Reply of(int status, String type, String body) {
            return of(status, type, body, "");
        }

        static Reply of(int status, String type, String body, String headers) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return out -> {
                out.write(("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                                + "\r\n" + headers + "Connection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.write(bytes);
            };
        }

        /** Never answers, and leaves the connection open. */
        static Reply never() {
            return out -> pause(60_000);
        }

        /** A byte now and then, for ever. */
        static Reply trickle() {
            return out -> {
                out.write(
                        "HTTP/1.1 200 X\r\nContent-Type: application/json\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write(' ');
                    out.flush();
                    pause(100);
                }
            };
        }

        /** JSON without end. */
        static Reply huge() {
            return out -> {
                out.write("HTTP/1.1 200 X\r\nContent-Type: application/json\r\n\r\n["
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] block = "1,".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(block);
                }
            };
        }

        /** Closes the connection instead of answering. */
        static Reply cut() {
            return out -> {};
        }

        private static void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("The fake is closed", e));
            }
        }
    }

    private FakeHttp(ServerSocket socket) {
        this.socket = socket;
    }

    public static FakeHttp start(Product product) {
        return start(product, null);
    }

    public static FakeHttp start(Product product, @Nullable SSLContext tls) {
        try {
            InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            FakeHttp fake = new FakeHttp(
                    tls == null
                            ? new ServerSocket(0, 50, local)
                            : tls.getServerSocketFactory().createServerSocket(0, 50, local));
            Thread.ofVirtual().start(() -> fake.accept(product));
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept(Product product) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection, product));
            } catch (IOException e) {
                // Closed; the loop's condition says so.
            }
        }
    }

    private void serve(Socket connection, Product product) {
        try (connection) {
            Request request = read(new BufferedInputStream(connection.getInputStream()));
            requests.add(request);
            product.answer(request).write(connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException | UncheckedIOException e) {
            // The client went away, as some tests want it to.
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Expected a request, but the client went away");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
