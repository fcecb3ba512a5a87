package io.cordon.response;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the worker goes about its work.
 *
 * @param workers how many actions are carried out at once
 * @param lease how long a claimed action belongs to its worker without a sign of life; renewed while it works
 * @param callTimeout how long one answer of a product is waited for; far below the lease
 * @param poll how often due work is looked for without being woken
 * @param proveWithin how long an effect may take from the call to its proof
 * @param attempts how often a temporary failure is tried in all
 */
@ConfigurationProperties("cordon.response")
public record ResponseSettings(
        @DefaultValue("8") int workers,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("15s") Duration callTimeout,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("10m") Duration proveWithin,
        @DefaultValue("9") int attempts) {

    public ResponseSettings {
        if (callTimeout.multipliedBy(2).compareTo(lease) > 0) {
            throw new IllegalArgumentException("Expected cordon.response.call-timeout (" + callTimeout
                    + ") to be at most half of cordon.response.lease (" + lease
                    + "): a call must end while the lease holds");
        }
    }
}
