package io.cordon.incident;

import io.cordon.alert.Disposition;
import io.cordon.alert.EntityKind;
import io.cordon.alert.StoredAlert;
import io.cordon.api.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The incidents that alerts of this batch may join: those of the database and those this batch opens. */
final class JoinableIncidents {
    private final Map<List<Object>, List<IncidentEntities.Match>> byEntity = new HashMap<>();
    private final Map<UUID, AlertGroup> groups = new LinkedHashMap<>();

    JoinableIncidents(List<IncidentEntities.Match> matches) {
        matches.forEach(this::add);
    }

    private void add(IncidentEntities.Match match) {
        byEntity.computeIfAbsent(key(match.kind(), match.value()), k -> new ArrayList<>())
                .add(match);
    }

    /** Puts an alert into the group of the incident it belongs to. */
    void put(StoredAlert alert) {
        groupFor(alert).alerts.add(alert);
    }

    /** In the order in which their incidents came up. */
    Collection<AlertGroup> groups() {
        return groups.values();
    }

    private AlertGroup groupFor(StoredAlert alert) {
        String playbook = playbookOf(alert);
        List<NamedEntity> named = NamedEntity.correlating(alert.read());
        IncidentEntities.Match other = null;
        for (NamedEntity entity : named) {
            for (IncidentEntities.Match match : byEntity.getOrDefault(key(entity.kind(), entity.value()), List.of())) {
                if (match.playbook().equals(playbook) || alert.verdict().disposition() == Disposition.TRIAGE) {
                    return remember(match, named);
                }
                other = other == null ? match : other;
            }
        }
        UUID id = Ids.next();
        AlertGroup opened = new AlertGroup(id, playbook, true, other);
        groups.put(id, opened);
        named.forEach(entity -> add(
                new IncidentEntities.Match(id, playbook, alert.verdict().severity(), entity.kind(), entity.value())));
        return opened;
    }

    /** What a joining alert names leads further alerts of the batch to the same incident. */
    private AlertGroup remember(IncidentEntities.Match match, List<NamedEntity> named) {
        named.forEach(entity -> add(new IncidentEntities.Match(
                match.incident(), match.playbook(), match.severity(), entity.kind(), entity.value())));
        return groups.computeIfAbsent(match.incident(), id -> new AlertGroup(id, match.playbook(), false, null));
    }

    private static List<Object> key(EntityKind kind, String value) {
        return List.of(kind, value.toLowerCase(Locale.ROOT));
    }

    static String playbookOf(StoredAlert alert) {
        String playbook = alert.verdict().playbook();
        return playbook == null ? JoiningAlerts.TRIAGE_PLAYBOOK : playbook;
    }
}
