package io.cordon.response.connector.outbound;

import io.cordon.response.connector.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Opens conversations with products over HTTP. Every HTTP call out of Cordon goes through here: the address is checked
 * and only the checked address is connected to, nothing redirects, answers are limited in size and time, and the
 * transport is TLS, unless the operator lists the destination in CORDON_OUTBOUND_ALLOW.
 */
@Component
public final class OutboundHttp {

    private final Destinations destinations;

    public OutboundHttp(Destinations destinations) {
        this.destinations = destinations;
    }

    /**
     * Begins a conversation; nothing is sent yet.
     *
     * @param base what every path is below
     * @param headers sent with every request, such as Authorization
     * @param timeout for the whole conversation, from now on
     */
    public Conversation open(URI base, Trust trust, Map<String, Secret> headers, Duration timeout) {
        return new Conversation(destinations, base, trust, Map.copyOf(headers), timeout);
    }
}
