package io.cordon.alert;

import java.util.Set;

/**
 * What one entity did lately in its organisation, by when alerts were received. Looks at its newest
 * {@value #CAP} alerts of the last 24 hours, so that a storm stays cheap: counts stop there.
 *
 * @param alertsLastHour alerts that named it, the current batch not included
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
}
