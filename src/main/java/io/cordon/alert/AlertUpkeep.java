package io.cordon.alert;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the months ahead and clears what has had its time. Every node does it; doing it twice changes nothing. */
@Component
@EnableScheduling
class AlertUpkeep implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(AlertUpkeep.class);

    /** An identity outlives its window, so that an alert shows how often and until when it came. */
    private static final Duration IDENTITY_AFTER_WINDOW = Duration.ofDays(7);

    private static final Duration QUARANTINE = Duration.ofDays(30);

    /** A week is shown, by days that begin in the client's own zone. */
    private static final Duration TALLIES = Duration.ofDays(9);

    private final JdbcClient jdbc;
    private final Clock clock;

    AlertUpkeep(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Before the first alert can come: the server may not have run for months. */
    @Override
    public void afterPropertiesSet() {
        makePartitions();
    }

    @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT1H")
    void daily() {
        try {
            makePartitions();
            log.info(
                    "Cleared {} alert identities, {} quarantined items and {} tallies",
                    clear("select clear_alert_identities(:before)", IDENTITY_AFTER_WINDOW),
                    clear("select clear_quarantine(:before)", QUARANTINE),
                    clear("select clear_alert_tallies(:before)", TALLIES));
        } catch (DataAccessException e) {
            log.error("Expected to look after the alerts' tables, but failed; it will be tried again tomorrow", e);
        }
    }

    private void makePartitions() {
        jdbc.sql("select make_alert_partitions()").query((row, number) -> true).single();
    }

    private long clear(String statement, Duration age) {
        return jdbc.sql(statement)
                .param("before", Alerts.utc(clock.instant().minus(age)))
                .query(Long.class)
                .single();
    }
}
