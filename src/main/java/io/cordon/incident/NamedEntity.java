package io.cordon.incident;

import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Something an alert names, and the part it plays. */
record NamedEntity(EntityKind kind, String value, Role role) {

    /** The part an entity plays in what happened. */
    enum Role {
        ATTACKER,
        TARGET,
        NAMED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<NamedEntity> of(ReadAlert alert) {
        List<NamedEntity> named = new ArrayList<>();
        alert.entities()
                .byKind()
                .forEach((kind, values) -> values.forEach(value -> {
                    Role role = alert.attackers().contains(value)
                            ? Role.ATTACKER
                            : alert.targets().contains(value) ? Role.TARGET : Role.NAMED;
                    named.add(new NamedEntity(kind, value, role));
                }));
        return named;
    }

    /** Those by which alerts belong together. */
    static List<NamedEntity> correlating(ReadAlert alert) {
        return of(alert).stream().filter(NamedEntity::correlates).toList();
    }

    /**
     * Whether two alerts that share this belong together. A host, an account or a message is one thing; a file's or
     * a process's name is on every machine.
     */
    private boolean correlates() {
        return switch (kind) {
            case HOST, USER, IP, DOMAIN, URL, HASH, EMAIL -> true;
            case FILE, PROCESS -> false;
        };
    }
}
