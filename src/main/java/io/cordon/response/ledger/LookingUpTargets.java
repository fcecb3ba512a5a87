package io.cordon.response.ledger;

import io.cordon.organisation.Asset;
import io.cordon.response.ActionState;
import io.cordon.response.AssetInShort;
import io.cordon.response.HostedLists;
import io.cordon.response.KnownTargets;
import io.cordon.response.Listing;
import io.cordon.response.Verb;
import io.cordon.response.guard.GatheringFacts;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks up what incidents name, as the guard does and as the ledger knows it. */
@Repository
class LookingUpTargets implements KnownTargets {

    private final JdbcClient jdbc;
    private final GatheringFacts gathering;
    private final HostedLists hostedLists;
    private final ActingFor actingFor;

    LookingUpTargets(JdbcClient jdbc, GatheringFacts gathering, HostedLists hostedLists, ActingFor actingFor) {
        this.hostedLists = hostedLists;
        this.jdbc = jdbc;
        this.gathering = gathering;
        this.actingFor = actingFor;
    }

    @Override
    public Map<Named, Known> of(OrganisationId organisation, UUID incidentId, Collection<Named> named) {
        return actingFor.call(organisation, () -> {
            Map<String, List<Taken>> taken = taken(organisation, incidentId);
            GatheringFacts.Look look = gathering.look(organisation);
            Map<Named, Known> known = new HashMap<>();
            for (Named each : named) {
                GatheringFacts.Meant meant = look.at(each.kind(), each.value());
                Asset asset = meant.asset();
                known.put(
                        each,
                        new Known(
                                asset == null ? null : AssetInShort.of(asset),
                                meant.protectedBy(),
                                taken.getOrDefault(meant.key(), List.of())));
            }
            return known;
        });
    }

    /** By the target in its normal spelling: an address may be blocked as one, and isolated as a host. */
    private Map<String, List<Taken>> taken(OrganisationId organisation, UUID incidentId) {
        record Row(UUID id, Verb verb, String key, String connector, ActionState state) {}

        List<Row> rows = jdbc.sql("""
            select id, verb, target_key, connector, state from action
            where organisation = ? and incident_id = ? order by id
            """)
                .params(organisation.value(), incidentId)
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        Verb.of(row.getString("verb")),
                        row.getString("target_key"),
                        row.getString("connector"),
                        ActionState.valueOf(row.getString("state"))))
                .list();
        Map<UUID, Listing> listings = hostedLists.of(rows.stream().map(Row::id).toList());
        return rows.stream()
                .collect(Collectors.groupingBy(
                        Row::key,
                        Collectors.mapping(
                                row -> new Taken(
                                        row.id(), row.verb(), row.connector(), row.state(), listings.get(row.id())),
                                Collectors.toList())));
    }
}
