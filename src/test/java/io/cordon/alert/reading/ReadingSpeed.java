package io.cordon.alert.reading;

import io.cordon.alert.Reading;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Says how many alerts a second one thread reads. Run by hand; {@code docs/sources.md} says how. */
final class ReadingSpeed {

    private static final int BATCH = 500;
    private static final int ALERTS = 100_000;

    private ReadingSpeed() {}

    public static void main(String[] arguments) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (String source : new String[] {"suricata-eve", "auto", "generic"}) {
            byte[] body = batch();
            run(source, body);
            long started = threads.getCurrentThreadCpuTime();
            int alerts = run(source, body);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,.0f alerts of %,d bytes for each second of one processor%n",
                    source,
                    alerts * 1e9 / (threads.getCurrentThreadCpuTime() - started),
                    body.length / BATCH);
        }
    }

    private static int run(String source, byte[] body) {
        int alerts = 0;
        while (alerts < ALERTS) {
            alerts += read(source, body);
        }
        return alerts;
    }

    private static int read(String source, byte[] body) {
        Reading reading = Mappings.READER.read(source, "application/x-ndjson", body, Instant.EPOCH);
        if (!(reading instanceof Reading.Items items) || items.nothingCouldBeRead()) {
            throw new IllegalStateException("Expected alerts, but got " + reading);
        }
        return items.items().size();
    }

    private static byte[] batch() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            lines.append(Fixtures.text("suricata-eve.json")
                            .replace("1959620435402694", Long.toString(i))
                            .replace("\n", ""))
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
