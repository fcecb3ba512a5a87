package io.cordon.playbook.step;

import io.cordon.alert.EntityKind;
import io.cordon.incident.Incident;
import io.cordon.response.Verb;
import java.util.List;
import java.util.Set;

/** Which entities of an incident a verb is asked for. */
final class Targets {

    private Targets() {}

    /**
     * What acts against us is blocked; what is ours and acted against is isolated, disabled or cleaned. Where no
     * product said which is which, everything of the kind counts that is not known to be on the other side.
     */
    static List<String> of(Verb verb, Incident incident) {
        return switch (verb) {
            case BLOCK_IP -> attacking(incident, EntityKind.IP);
            case BLOCK_DOMAIN -> attacking(incident, EntityKind.DOMAIN);
            case BLOCK_URL -> attacking(incident, EntityKind.URL);
            case ISOLATE_HOST -> hosts(incident);
            case DISABLE_ACCOUNT, REVOKE_SESSIONS -> attacked(incident, EntityKind.USER);
            case QUARANTINE_FILE ->
                firstOf(
                        incident.entities().of(EntityKind.FILE),
                        incident.entities().of(EntityKind.HASH));
            case KILL_PROCESS -> incident.entities().of(EntityKind.PROCESS);
            case QUARANTINE_EMAIL -> incident.entities().of(EntityKind.EMAIL);
        };
    }

    private static List<String> attacking(Incident incident, EntityKind kind) {
        return oneSide(incident.entities().of(kind), incident.attackers(), incident.targets());
    }

    private static List<String> attacked(Incident incident, EntityKind kind) {
        return oneSide(incident.entities().of(kind), incident.targets(), incident.attackers());
    }

    /** A network sensor names a host by its address only; the inventory knows whose it is. */
    private static List<String> hosts(Incident incident) {
        List<String> addresses = incident.entities().of(EntityKind.IP).stream()
                .filter(incident.targets()::contains)
                .toList();
        return firstOf(attacked(incident, EntityKind.HOST), addresses);
    }

    private static List<String> oneSide(List<String> values, Set<String> side, Set<String> otherSide) {
        List<String> known = values.stream().filter(side::contains).toList();
        return known.isEmpty()
                ? values.stream().filter(value -> !otherSide.contains(value)).toList()
                : known;
    }

    private static List<String> firstOf(List<String> first, List<String> otherwise) {
        return first.isEmpty() ? otherwise : first;
    }
}
