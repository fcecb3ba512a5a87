package io.cordon.incident;

import io.cordon.organisation.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open incidents and broken promises by severity, over all organisations, for the operator's monitoring. */
@Component
class IncidentFigures {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private Instant readAt = Instant.EPOCH;
    private Map<String, Figures> figures = Map.of();

    private record Figures(String severity, long open, long breached) {}

    IncidentFigures(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        for (Severity severity : Severity.values()) {
            Gauge.builder(
                            "cordon.incident.open",
                            this,
                            self -> self.of(severity).open())
                    .tag("severity", severity.id())
                    .description("Incidents that are open or contained")
                    .register(meters);
            Gauge.builder(
                            "cordon.incident.clocks.breached",
                            this,
                            self -> self.of(severity).breached())
                    .tag("severity", severity.id())
                    .description("Active incidents with a clock of their service level past its due time")
                    .register(meters);
        }
    }

    private synchronized Figures of(Severity severity) {
        if (clock.instant().isAfter(readAt.plus(FRESH))) {
            readAt = clock.instant();
            figures = jdbc
                    .sql("select severity, open, breached from incident_figures()")
                    .query((rs, n) -> new Figures(rs.getString(1), rs.getLong(2), rs.getLong(3)))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Figures::severity, f -> f));
        }
        return figures.getOrDefault(severity.id(), new Figures(severity.id(), 0, 0));
    }
}
