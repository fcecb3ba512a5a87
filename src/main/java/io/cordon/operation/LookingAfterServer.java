package io.cordon.operation;

import io.cordon.notification.OutgoingMail;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
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
    private static final Duration HEALTH_HOLDS = Duration.ofSeconds(5);

    private final ServerDatabase database;
    private final HealthEndpoint health;
    private final MeterRegistry meters;
    private final Optional<BuildProperties> build;
    private final boolean embedded;
    private final OutgoingMail mail;
    private final Clock clock;
    private final ReentrantLock oneAsks = new ReentrantLock();
    private @Nullable Health known;

    LookingAfterServer(
            ServerDatabase database,
            HealthEndpoint health,
            MeterRegistry meters,
            ObjectProvider<BuildProperties> build,
            OutgoingMail mail,
            Clock clock,
            @Value("${spring.datasource.url:embedded}") String url) {
        this.database = database;
        this.health = health;
        this.meters = meters;
        this.build = Optional.ofNullable(build.getIfAvailable());
        this.embedded = url.equals("embedded");
        this.mail = mail;
        this.clock = clock;
    }

    /** What each part said of itself, and when. */
    private record Health(Instant at, List<ServerView.Part> parts) {}

    /** NB: not inside a transaction. A part may be slow to say how it does, and would hold a connection for so long. */
    ServerView view() {
        List<ServerView.Part> health = health();
        ServerDatabase.Known stored = database.look(embedded);
        return new ServerView(
                build.map(BuildProperties::getVersion).orElse(null),
                build.map(BuildProperties::getTime).orElse(null),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                stored.database(),
                new ServerView.Mail(mail.isSetUp(), !mail.linksLeadNowhere()),
                stored.nodes(),
                stored.quarantined(),
                stored.moreQuarantined(),
                health,
                figures());
    }

    /** A mail server that does not answer is waited for once, however many people look. */
    private List<ServerView.Part> health() {
        oneAsks.lock();
        try {
            Health last = known;
            if (last == null || last.at().plus(HEALTH_HOLDS).isBefore(clock.instant())) {
                List<ServerView.Part> parts = parts();
                last = new Health(clock.instant(), parts);
                known = last;
            }
            return last.parts();
        } finally {
            oneAsks.unlock();
        }
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
