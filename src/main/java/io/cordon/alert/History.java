package io.cordon.alert;

import java.util.HashSet;
import java.util.Set;

/**
 * What one entity did lately in its organisation, by when alerts were received. Looks at its newest
 * {@value #CAP} alerts of the last 24 hours, so that a storm stays cheap: counts
 * stop there, and sets grow no further.
 *
 * @param alertsLastHour alerts that named it
 * @param alertsLastDay the same over 24 hours
 * @param techniques ATT&CK ids of these alerts, over 24 hours as all below
 * @param signatures the products' detection ids
 * @param sources the mappings' names
 * @param hosts how many different hosts these alerts were about
 * @param users how many different accounts
 * @param targets how many different addresses were acted against
 */
public record History(
        int alertsLastHour,
        int alertsLastDay,
        Set<String> techniques,
        Set<String> categories,
        Set<String> signatures,
        Set<String> sources,
        int hosts,
        int users,
        int targets) {

    /** Where counts stop. */
    public static final int CAP = 100;

    public static final History NONE = new History(0, 0, Set.of(), Set.of(), Set.of(), Set.of(), 0, 0, 0);

    /** The same with one alert more, of just now; about how many it was stays as it was. */
    public History and(ReadAlert alert, Verdict verdict) {
        return new History(
                Math.min(CAP, alertsLastHour + 1),
                Math.min(CAP, alertsLastDay + 1),
                union(techniques, verdict.techniques()),
                union(categories, Set.of(EntityRow.cut(verdict.category()))),
                alert.signature() == null ? signatures : union(signatures, Set.of(EntityRow.cut(alert.signature()))),
                union(sources, Set.of(alert.source())),
                hosts,
                users,
                targets);
    }

    private static Set<String> union(Set<String> known, Set<String> further) {
        // NB: without the cap every alert of a storm would copy all that those before it said.
        if (known.size() >= CAP || known.containsAll(further)) {
            return known;
        }
        Set<String> all = new HashSet<>(known);
        all.addAll(further);
        return Set.copyOf(all);
    }
}
