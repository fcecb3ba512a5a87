package io.cordon.response.blocklist;

import io.cordon.organisation.Contract;
import io.cordon.organisation.Gap;
import io.cordon.organisation.GapSource;
import io.cordon.organisation.Grant;
import io.cordon.response.Verb;
import io.cordon.response.connector.Connectors;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Blocks that a client grants and no firewall enforces: a hosted list that none has pulled, or none any more. Where
 * another connector blocks too, nobody need ever pull the list; but whoever has begun to is missed.
 */
@Component
@Order(3)
class GapsOfBlockLists implements GapSource {

    /** Firewalls pull every few minutes; the slowest once a day. */
    private static final Duration RECENT = Duration.ofDays(1);

    private final Pulls pulls;
    private final Connectors connectors;
    private final Clock clock;

    GapsOfBlockLists(Pulls pulls, Connectors connectors, Clock clock) {
        this.pulls = pulls;
        this.connectors = connectors;
        this.clock = clock;
    }

    @Override
    public List<Gap> gaps(Contract contract) {
        OrganisationId id = contract.organisation().id();
        return pulls.standing(id).stream()
                .filter(list -> isGranted(contract, list.list().verb()))
                .flatMap(list -> gap(id, list).stream())
                .toList();
    }

    private static boolean isGranted(Contract contract, Verb verb) {
        return contract.grants(verb.id()).stream().anyMatch(grant -> grant.mode() != Grant.Mode.NEVER);
    }

    private Optional<Gap> gap(OrganisationId id, Pulls.Standing list) {
        String verb = list.list().verb().id();
        String path = list.list().path(id);
        Instant pulledAt = list.pulledAt();
        if (pulledAt != null) {
            return pulledAt.isAfter(clock.instant().minus(RECENT))
                    ? Optional.empty()
                    : Optional.of(gap(
                            "recent-pull",
                            "No firewall has pulled " + path + " since " + pulledAt + ", so what " + verb
                                    + " has put on it or taken off it since takes no effect. See whether the firewall"
                                    + " reaches Cordon and whether its token still stands.",
                            Map.of("verb", verb, "list", path, "since", pulledAt.toString())));
        }
        return connectors.serving(id, list.list().verb()).size() > 1
                ? Optional.empty()
                : Optional.of(gap(
                        "pull",
                        "The authority grants " + verb + ", which only the hosted list " + path
                                + " serves, and no firewall has ever pulled it: nothing is blocked. Have one pull it"
                                + " with a token of the role integration.",
                        Map.of("verb", verb, "list", path)));
    }

    private static Gap gap(String missing, String text, Map<String, String> values) {
        return new Gap("block-list", null, missing, text, null, new TreeMap<>(values));
    }
}
