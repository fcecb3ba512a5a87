package io.cordon.alert;

import io.cordon.alert.ReadAlert.State;
import io.cordon.api.Ids;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Alerts as other modules meet them. */
public final class SampleAlerts {

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private SampleAlerts() {}

    /** Somebody out there tries passwords on a host of ours; the same id is the same event. */
    public static ReadAlert passwordGuessing(String id) {
        return alert(id, "203.0.113.9", "ws-042", "anna");
    }

    public static ReadAlert alert(String id, String attacker, String host, String user) {
        return alert(id, attacker, host, user, Severity.MEDIUM, State.NEW);
    }

    /** The same event as the product says it anew. */
    public static ReadAlert passwordGuessing(String id, Severity severity, State state) {
        return alert(id, "203.0.113.9", "ws-042", "anna", severity, state);
    }

    private static ReadAlert alert(
            String id, String attacker, String host, String user, Severity severity, State state) {
        Map<EntityKind, List<String>> entities = new EnumMap<>(EntityKind.class);
        entities.put(EntityKind.IP, List.of(attacker));
        entities.put(EntityKind.HOST, List.of(host));
        entities.put(EntityKind.USER, List.of(user));
        return new ReadAlert(
                "wazuh",
                id,
                "siem",
                "sshd: brute force trying to get access to the system.",
                "Invalid user " + user + " from " + attacker,
                "5712",
                Set.of("sshd", "authentication_failures"),
                NOON,
                severity,
                Set.of("T1110"),
                new Entities(entities),
                Set.of(attacker),
                Set.of(host, user),
                Set.of(),
                state,
                false,
                Map.of("rule.level", "10"),
                List.of(id),
                ("{\"id\":\"" + id + "\",\"note\":\"größer\"}").getBytes(StandardCharsets.UTF_8));
    }

    public static StoredAlert stored(OrganisationId organisation, UUID id, ReadAlert alert) {
        return new StoredAlert(
                id,
                organisation,
                alert,
                new Verdict(
                        Severity.HIGH,
                        "brute-force",
                        Disposition.INCIDENT,
                        Set.of("T1110", "T1110.001"),
                        "account-compromise",
                        new Explanation(
                                List.of(new Explanation.FiredRule(
                                        "brute-force-login",
                                        "triage",
                                        "1",
                                        "severity high",
                                        List.of("rule.level = 10"))),
                                "Many failed sign-ins.",
                                new Explanation.Decided("brute-force-login", null))),
                NOON);
    }

    public static StoredAlert stored(OrganisationId organisation, ReadAlert alert) {
        return stored(organisation, Ids.next(), alert);
    }
}
