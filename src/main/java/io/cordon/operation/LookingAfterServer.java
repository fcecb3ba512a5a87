package io.cordon.operation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Asks each part of the server how it does. */
@Component
class LookingAfterServer {

    private static final String OURS = "cordon.";
    private static final Set<Statistic> COUNTED = Set.of(Statistic.VALUE, Statistic.COUNT);
    private static final Set<String> OF_THE_READER = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ServerDatabase database;
    private final HealthEndpoint health;
    private final MeterRegistry meters;
    private final Optional<BuildProperties> build;
    private final boolean embedded;
    private final boolean mails;
    private final String baseUrl;

    LookingAfterServer(
            ServerDatabase database,
            HealthEndpoint health,
            MeterRegistry meters,
            ObjectProvider<BuildProperties> build,
            @Value("${spring.datasource.url:embedded}") String url,
            @Value("${spring.mail.host:}") String mailHost,
            @Value("${cordon.base-url}") String baseUrl) {
        this.database = database;
        this.health = health;
        this.meters = meters;
        this.build = Optional.ofNullable(build.getIfAvailable());
        this.embedded = url.equals("embedded");
        this.mails = !mailHost.isEmpty();
        this.baseUrl = baseUrl;
    }

    ServerView view() {
        return new ServerView(
                build.map(BuildProperties::getVersion).orElse(null),
                build.map(BuildProperties::getTime).orElse(null),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                database.of(embedded),
                new ServerView.Mail(
                        mails,
                        !OF_THE_READER.contains(
                                String.valueOf(URI.create(baseUrl).getHost()))),
                database.nodes(),
                database.quarantined(),
                parts(),
                figures());
    }

    private List<ServerView.Part> parts() {
        Map<String, HealthDescriptor> parts =
                health.health() instanceof CompositeHealthDescriptor whole ? whole.getComponents() : null;
        return parts == null
                ? List.of()
                : parts.entrySet().stream()
                        .map(part -> new ServerView.Part(
                                part.getKey(), part.getValue().getStatus().getCode()))
                        .toList();
    }

    /** Of timers, how often; how long is for those who keep a history of it. */
    private List<ServerView.Figure> figures() {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(OURS))
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false)
                        .filter(measured -> COUNTED.contains(measured.getStatistic()))
                        .map(measured -> figure(meter, measured.getValue())))
                .filter(figure -> Double.isFinite(figure.value()))
                .sorted(Comparator.comparing(ServerView.Figure::name)
                        .thenComparing(figure -> figure.tags().toString()))
                .toList();
    }

    private static ServerView.Figure figure(Meter meter, double value) {
        Meter.Id id = meter.getId();
        return new ServerView.Figure(
                id.getName(),
                id.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue, (a, b) -> b, TreeMap::new)),
                value,
                id.getDescription() == null ? "" : id.getDescription());
    }
}
