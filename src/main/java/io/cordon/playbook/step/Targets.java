package io.cordon.playbook.step;

import io.cordon.alert.EntityKind;
import io.cordon.incident.Incident;
import io.cordon.response.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entities of an incident a verb is asked for. */
final class Targets {

    private Targets() {}

    /** @param doubt why a person must say whether it is the right one; null where an alert said so */
    record Target(String value, @Nullable String doubt) {}

    /**
     * What acts against us is blocked; what is ours and acted against is isolated, disabled or cleaned. Where no
     * product said what of a kind acts against us, a person decides about each that is not known to be ours: a link may
     * be the victim's own site.
     */
    static List<Target> of(Verb verb, Incident incident) {
        return switch (verb) {
            case BLOCK_IP -> attacking(incident, EntityKind.IP);
            case BLOCK_DOMAIN -> attacking(incident, EntityKind.DOMAIN);
            case BLOCK_URL -> attacking(incident, EntityKind.URL);
            case ISOLATE_HOST -> certain(hosts(incident));
            case DISABLE_ACCOUNT, REVOKE_SESSIONS -> certain(attacked(incident, EntityKind.USER));
            // By its hash only where no file is named: the hash may be that of a victim's file.
            case QUARANTINE_FILE ->
                attacking(
                        incident,
                        incident.entities().of(EntityKind.FILE).isEmpty() ? EntityKind.HASH : EntityKind.FILE);
            case KILL_PROCESS -> certain(incident.entities().of(EntityKind.PROCESS));
            case QUARANTINE_EMAIL -> certain(incident.entities().of(EntityKind.EMAIL));
        };
    }

    private static List<Target> attacking(Incident incident, EntityKind kind) {
        List<String> values = incident.entities().of(kind);
        List<String> known =
                values.stream().filter(incident.attackers()::contains).toList();
        return known.isEmpty()
                ? values.stream()
                        .filter(value -> !incident.targets().contains(value))
                        .map(value -> new Target(value, "no alert says that it acts against us"))
                        .toList()
                : certain(known);
    }

    /** Where no product said who is acted against, all of the kind that do not act against us. */
    private static List<String> attacked(Incident incident, EntityKind kind) {
        List<String> values = incident.entities().of(kind);
        List<String> known =
                values.stream().filter(incident.targets()::contains).toList();
        return known.isEmpty()
                ? values.stream()
                        .filter(value -> !incident.attackers().contains(value))
                        .toList()
                : known;
    }

    /** A network sensor names a host by its address only; the inventory knows whose it is. */
    private static List<String> hosts(Incident incident) {
        List<String> addresses = incident.entities().of(EntityKind.IP).stream()
                .filter(incident.targets()::contains)
                .toList();
        return firstOf(attacked(incident, EntityKind.HOST), addresses);
    }

    private static List<Target> certain(List<String> values) {
        return values.stream().map(value -> new Target(value, null)).toList();
    }

    private static List<String> firstOf(List<String> first, List<String> otherwise) {
        return first.isEmpty() ? otherwise : first;
    }
}
