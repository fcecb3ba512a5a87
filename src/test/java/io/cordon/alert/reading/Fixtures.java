package io.cordon.alert.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.ReadAlert;
import io.cordon.alert.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Alerts written by hand after the vendors' documents, in {@code src/test/resources/sources}. */
final class Fixtures {

    static final Instant RECEIVED = Instant.parse("2026-11-21T12:00:00Z");

    private Fixtures() {}

    static String text(String name) {
        try (InputStream file = Fixtures.class.getResourceAsStream("/sources/" + name)) {
            if (file == null) {
                throw new IllegalStateException("Expected a fixture src/test/resources/sources/" + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one fixture as the named source. */
    static ReadAlert read(String source, String name) {
        return readText(source, text(name));
    }

    static ReadAlert readText(String source, String json) {
        List<Reading.Item> items = items(source, "application/json", json.getBytes(StandardCharsets.UTF_8));
        assertThat(items).singleElement().isInstanceOf(Reading.Read.class);
        return ((Reading.Read) items.getFirst()).alert();
    }

    static List<Reading.Item> items(String source, String contentType, byte[] body) {
        Reading reading = Mappings.READER.read(source, contentType, body, RECEIVED);
        assertThat(reading).isInstanceOf(Reading.Items.class);
        return ((Reading.Items) reading).items();
    }
}
