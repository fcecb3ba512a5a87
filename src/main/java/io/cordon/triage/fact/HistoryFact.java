package io.cordon.triage.fact;

import io.cordon.alert.EntityRef;
import io.cordon.alert.History;
import io.cordon.alert.ReadAlert;
import java.util.Set;

/**
 * What one entity of the alert did lately, before this alert; how many different things that concerned, before its
 * delivery. Counts stop at
 * {@value History#CAP}.
 */
public final class HistoryFact {

    private final EntityRef entity;
    private final History history;
    private final Set<String> tactics;
    private final boolean attacker;
    private final boolean target;

    public HistoryFact(EntityRef entity, History history, ReadAlert alert) {
        this.entity = entity;
        this.history = history;
        this.tactics = Tactics.of(history.techniques());
        this.attacker = containsIgnoringCase(alert.attackers(), entity.value());
        this.target = containsIgnoringCase(alert.targets(), entity.value());
    }

    /** {@code host user ip domain url hash file process email}. */
    public String getKind() {
        return entity.kind().id();
    }

    /** Lower case. */
    public String getValue() {
        return entity.value();
    }

    public boolean isAttacker() {
        return attacker;
    }

    public boolean isTarget() {
        return target;
    }

    public int getAlertsLastHour() {
        return history.alertsLastHour();
    }

    public int getAlertsLastDay() {
        return history.alertsLastDay();
    }

    /** ATT&CK ids of the last 24 hours. */
    public Set<String> getTechniques() {
        return history.techniques();
    }

    /** ATT&CK tactics of the last 24 hours. */
    public Set<String> getTactics() {
        return tactics;
    }

    /** How triage called its alerts of the last 24 hours. */
    public Set<String> getCategories() {
        return history.categories();
    }

    /** The products' detection ids of the last 24 hours. */
    public Set<String> getSignatures() {
        return history.signatures();
    }

    /** From which sources the alerts of the last 24 hours came. */
    public Set<String> getSources() {
        return history.sources();
    }

    /** How many different hosts the alerts of the last 24 hours were about. */
    public int getDifferentHosts() {
        return history.hosts();
    }

    public int getDifferentUsers() {
        return history.users();
    }

    /** How many different addresses were acted against. */
    public int getDifferentTargets() {
        return history.targets();
    }

    private static boolean containsIgnoringCase(Set<String> values, String wanted) {
        return values.stream().anyMatch(wanted::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return entity.kind().id() + " " + entity.value();
    }
}
