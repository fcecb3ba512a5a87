package io.cordon.example;

import io.cordon.organisation.Organisation;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is told: the clients in {@code example/<id>.json}, and in {@code example/hour.jsonl} a line for each alert in the
 * order in which they come. {@code {time}} stands for the moment of the event, {@code {time+0000}} for the same as
 * Suricata writes it.
 */
@Component
class ExampleHour {

    static final OrganisationId HARBOUR = new OrganisationId("example-harbour");
    static final OrganisationId NORTHWIND = new OrganisationId("example-northwind");
    static final List<OrganisationId> IDS = List.of(HARBOUR, NORTHWIND);

    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SURICATA =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+0000'").withZone(ZoneOffset.UTC);

    private final List<Client> clients;
    private final List<Line> lines;

    ExampleHour(JsonMapper json) {
        this.clients = IDS.stream()
                .map(id -> client(id, json.readTree(read(id + ".json"))))
                .toList();
        this.lines = read("hour.jsonl")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line(json.readTree(line)))
                .toList();
    }

    /** A client with its documents by name. */
    record Client(Organisation organisation, Map<String, JsonNode> documents) {}

    /**
     * An alert on its way.
     *
     * @param before how long before the hour was loaded it happened
     */
    record Line(OrganisationId about, String source, Duration before, String alert) {

        byte[] at(Instant loaded) {
            Instant time = loaded.minus(before);
            return alert.replace("{time}", PLAIN.format(time))
                    .replace("{time+0000}", SURICATA.format(time))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    List<Client> clients() {
        return clients;
    }

    List<Line> lines() {
        return lines;
    }

    private static Client client(OrganisationId id, JsonNode file) {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        file.path("documents").properties().forEach(document -> documents.put(document.getKey(), document.getValue()));
        return new Client(
                new Organisation(
                        id,
                        file.path("name").asString(),
                        Party.CLIENT,
                        ZoneId.of(file.path("timeZone").asString()),
                        file.path("country").asString(),
                        true),
                documents);
    }

    private static Line line(JsonNode line) {
        return new Line(
                new OrganisationId(line.path("for").asString()),
                line.path("source").asString(),
                Duration.ofSeconds(Math.round(line.path("minutesAgo").asDouble() * 60)),
                line.path("alert").toString());
    }

    private static String read(String name) {
        try (InputStream file = new ClassPathResource("example/" + name).getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the example's file " + name + " in the server", e);
        }
    }
}
