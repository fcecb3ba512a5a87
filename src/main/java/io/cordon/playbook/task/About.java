package io.cordon.playbook.task;

import io.cordon.alert.EntityKind;
import io.cordon.incident.Incident;
import java.util.Comparator;
import java.util.List;
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

    /** What of ours an incident is about; where it names nothing of ours, what acts against us. */
    static List<About> of(Incident incident) {
        return KINDS.stream()
                .flatMap(kind -> incident.entities().of(kind).stream().map(value -> new About(kind, value)))
                .sorted(Comparator.comparingInt(about -> rank(about, incident)))
                .limit(MOST)
                .toList();
    }

    private static int rank(About about, Incident incident) {
        if (incident.targets().contains(about.value())) {
            // An address says no more where a host or an account is named.
            return about.kind() == EntityKind.HOST || about.kind() == EntityKind.USER ? 0 : 1;
        }
        return incident.attackers().contains(about.value()) ? 3 : 2;
    }

    static String inWords(List<About> all) {
        return all.stream().map(About::value).collect(Collectors.joining(", "));
    }
}
