package io.cordon.response.connector;

import io.cordon.organisation.Contract;
import io.cordon.organisation.Gap;
import io.cordon.organisation.GapSource;
import io.cordon.organisation.Grant;
import io.cordon.response.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a client lets be done to its systems, and none of its connectors can do: it would be refused when it is needed. */
@Component
@Order(1)
class GapsOfConnectors implements GapSource {

    private final Connectors connectors;

    GapsOfConnectors(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public List<Gap> gaps(Contract contract) {
        return Arrays.stream(Verb.values())
                .filter(verb -> contract.grants(verb.id()).stream().anyMatch(grant -> grant.mode() != Grant.Mode.NEVER))
                .filter(verb ->
                        connectors.serving(contract.organisation().id(), verb).isEmpty())
                .map(verb -> new Gap(
                        "authority",
                        null,
                        "connector",
                        "The authority grants " + verb.id()
                                + ", but no enabled connector serves it, so it would be refused. Set one up, or enable"
                                + " it.",
                        null,
                        Map.of("verb", verb.id())))
                .toList();
    }
}
