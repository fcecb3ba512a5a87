package io.cordon.playbook.task;

import io.cordon.alert.EntityKind;
import io.cordon.incident.Incident;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A host, an account, an address or something else that a task is about: what tells it from others of its name. */
public record About(EntityKind kind, String value) {

    /** As many as fit on a line. */
    private static final int MOST = 4;

    /** What people look for first. */
    private static final List<EntityKind> KINDS = List.of(
            EntityKind.HOST,
            EntityKind.USER,
            EntityKind.IP,
            EntityKind.EMAIL,
            EntityKind.DOMAIN,
            EntityKind.URL,
            EntityKind.FILE,
            EntityKind.HASH,
            EntityKind.PROCESS);

    /**
     * The hosts and accounts that were hit; where none is named, what else of ours was, then what is only named, and
     * what acts against us where there is nothing else.
     */
    static List<About> of(Incident incident) {
        Map<Integer, List<About>> byRank = KINDS.stream()
                .flatMap(kind -> incident.entities().of(kind).stream().map(value -> new About(kind, value)))
                .collect(Collectors.groupingBy(about -> rank(about, incident), TreeMap::new, Collectors.toList()));
        return byRank.values().stream()
                .findFirst()
                .map(all -> all.stream().limit(MOST).toList())
                .orElse(List.of());
    }

    private static int rank(About about, Incident incident) {
        boolean isHolder = about.kind() == EntityKind.HOST || about.kind() == EntityKind.USER;
        if (incident.targets().contains(about.value())) {
            return isHolder ? 0 : 1;
        }
        return incident.attackers().contains(about.value()) ? 4 : isHolder ? 2 : 3;
    }

    static String inWords(List<About> all) {
        return all.stream().map(About::value).collect(Collectors.joining(", "));
    }
}
