package io.cordon.triage;

import io.cordon.alert.EntityKind;
import io.cordon.alert.EntityRef;
import io.cordon.alert.History;
import io.cordon.alert.ReadAlert;
import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.triage.fact.AlertFact;
import io.cordon.triage.fact.AssetFact;
import io.cordon.triage.fact.ContractFact;
import io.cordon.triage.fact.HistoryFact;
import io.cordon.triage.fact.Holdings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known around the alerts of one call: the contract, the assets, and what their entities did lately. */
record Circumstances(Contract contract, Holdings holdings, Map<EntityRef, History> history) {

    /** Of an alert that names a thousand things the first few of each kind are enough to judge it. */
    private static final int MOST_OF_A_KIND = 16;

    private static final List<EntityKind> KINDS_OF_ASSETS = List.of(EntityKind.HOST, EntityKind.IP, EntityKind.USER);

    static List<EntityRef> entities(ReadAlert alert) {
        List<EntityRef> entities = new ArrayList<>();
        alert.entities()
                .byKind()
                .forEach((kind, values) -> values.stream()
                        .limit(MOST_OF_A_KIND)
                        .forEach(value -> entities.add(new EntityRef(kind, value))));
        return entities;
    }

    /** Everything that rules see of an alert. */
    List<Object> facts(ReadAlert alert, List<AssetFact> assets) {
        List<Object> facts = new ArrayList<>();
        facts.add(new AlertFact(alert, address -> !holdings.named(address).isEmpty()));
        facts.add(new ContractFact(contract, holdings, alert.time()));
        facts.addAll(assets);
        for (EntityRef entity : Set.copyOf(entities(alert))) {
            facts.add(new HistoryFact(entity, history.getOrDefault(entity, History.NONE), alert));
        }
        return facts;
    }

    /** The assets that the alert names, each once. */
    List<AssetFact> assets(ReadAlert alert) {
        List<AssetFact> facts = new ArrayList<>();
        Set<Asset> seen = new HashSet<>();
        for (EntityKind kind : KINDS_OF_ASSETS) {
            alert.entities().of(kind).stream().limit(MOST_OF_A_KIND).forEach(value -> {
                for (Asset asset : holdings.named(value)) {
                    if (seen.add(asset)) {
                        facts.add(new AssetFact(asset, value, alert));
                    }
                }
            });
        }
        return facts;
    }
}
