package io.cordon.incident;

import io.cordon.alert.StoredAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The alerts of one batch that belong to one incident: one that is open, or one that they open. */
final class AlertGroup {
    final UUID incident;
    final String playbook;
    final boolean opensNew;
    final IncidentEntities.@Nullable Match related;
    final List<StoredAlert> alerts = new ArrayList<>();

    AlertGroup(UUID incident, String playbook, boolean opensNew, IncidentEntities.@Nullable Match related) {
        this.incident = incident;
        this.playbook = playbook;
        this.opensNew = opensNew;
        this.related = related;
    }

    StoredAlert worst() {
        StoredAlert worst = alerts.getFirst();
        for (StoredAlert alert : alerts) {
            if (alert.verdict().severity().isWorseThan(worst.verdict().severity())) {
                worst = alert;
            }
        }
        return worst;
    }

    Set<String> techniques() {
        Set<String> all = new LinkedHashSet<>();
        alerts.forEach(alert -> all.addAll(alert.verdict().techniques()));
        return all;
    }

    Instant occurredAt() {
        return alerts.stream()
                .map(alert -> alert.read().time())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    List<UUID> alertIds() {
        return alerts.stream().map(StoredAlert::id).toList();
    }

    /** Each thing once, in the strongest part that an alert gives it. */
    Collection<NamedEntity> entities() {
        Map<List<Object>, NamedEntity> strongest = new LinkedHashMap<>();
        for (StoredAlert alert : alerts) {
            for (NamedEntity entity : NamedEntity.of(alert.read())) {
                strongest.merge(
                        List.of(entity.kind(), entity.value()),
                        entity,
                        (a, b) -> a.role().compareTo(b.role()) <= 0 ? a : b);
            }
        }
        return strongest.values();
    }

    /** Its alerts, in words. */
    String describe() {
        StoredAlert first = alerts.getFirst();
        String title = "'" + first.read().title() + "' from " + first.read().source();
        return alerts.size() == 1 ? "the alert " + title : alerts.size() + " alerts, the first of them " + title;
    }
}
