package io.cordon.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail leaves.
 *
 * @param from the sender everybody sees, {@code Name <address>}
 * @param poll how often the outbox is looked into where nothing woke the worker
 * @param retryFirst how long a message waits after the mail server would not take it for the first time; it doubles
 * @param retryLongest the longest it ever waits
 */
@ConfigurationProperties("cordon.notification")
record MailSettings(
        @DefaultValue("Cordon <cordon@localhost>") String from,
        @DefaultValue("5s") Duration poll,
        @DefaultValue("2s") Duration retryFirst,
        @DefaultValue("2m") Duration retryLongest) {

    Duration retryAfter(int attempts) {
        Duration wait = retryFirst.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return wait.compareTo(retryLongest) < 0 ? wait : retryLongest;
    }
}
