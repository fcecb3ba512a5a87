package io.cordon.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An SMTP server that answers as a test wants it to: what a friendly one never does. */
final class MoodySmtpServer implements AutoCloseable {

    /** Every line that clients said. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final ServerSocket socket = new ServerSocket(0);
    private final Function<String, String> mood;

    /** @param mood the answer to a line, empty for the friendly one, {@code hang up} for none */
    MoodySmtpServer(Function<String, String> mood) throws IOException {
        this.mood = mood;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8)) {
            say(out, "220 moody.example ESMTP");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                if (data && !line.equals(".")) {
                    continue;
                }
                String answer = mood.apply(line);
                if (answer.equals("hang up")) {
                    return;
                }
                say(out, answer.isEmpty() ? friendly(line) : answer);
                data = line.equals("DATA");
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private static String friendly(String line) {
        return line.equals("DATA") ? "354 go on" : line.startsWith("QUIT") ? "221 bye" : "250 ok";
    }

    private static void say(Writer out, String answer) throws IOException {
        out.write(answer + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
