package io.cordon.playbook.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.Entities;
import io.cordon.alert.EntityKind;
import io.cordon.incident.Incident;
import io.cordon.incident.IncidentStatus;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.step.Targets.Target;
import io.cordon.response.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who said that something acts against us decides what is blocked without a person. */
class TargetsTests {

    @ParameterizedTest
    @CsvSource({
        "BLOCK_IP, IP, 203.0.113.7, 198.51.100.1",
        "BLOCK_DOMAIN, DOMAIN, evil.example, shop.example",
        "BLOCK_URL, URL, http://evil.example/a, http://shop.example/b",
        "QUARANTINE_FILE, FILE, C:/a/run.exe, C:/Users/ann/pay.xlsx"
    })
    void blocksWhatAnAlertSaysActsAgainstUsAndNothingElse(Verb verb, EntityKind kind, String bad, String named) {
        assertThat(Targets.of(verb, incident(kind, List.of(bad, named), Set.of(bad), Set.of())))
                .containsExactly(new Target(bad, null));
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCK_IP, IP, 203.0.113.7, 198.51.100.1",
        "BLOCK_DOMAIN, DOMAIN, evil.example, shop.example",
        "BLOCK_URL, URL, http://evil.example/a, http://shop.example/b",
        "QUARANTINE_FILE, FILE, C:/a/run.exe, C:/Users/ann/pay.xlsx"
    })
    void leavesToAPersonWhatNobodySaysActsAgainstUs(Verb verb, EntityKind kind, String named, String ours) {
        assertThat(Targets.of(verb, incident(kind, List.of(named, ours), Set.of("somebody else"), Set.of(ours))))
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.value()).isEqualTo(named);
                    assertThat(target.doubt()).isEqualTo("no alert says that it acts against us");
                });
    }

    @Test
    void isolatesHostsThatAreOnlyNamed() {
        assertThat(Targets.of(
                        Verb.ISOLATE_HOST,
                        incident(EntityKind.HOST, List.of("ws-1", "kali"), Set.of("kali"), Set.of())))
                .containsExactly(new Target("ws-1", null));
    }

    private static Incident incident(EntityKind kind, List<String> values, Set<String> attackers, Set<String> targets) {
        return new Incident(
                UUID.randomUUID(),
                Stage.ACME,
                1,
                "A test",
                Severity.HIGH,
                "phishing",
                IncidentStatus.OPEN,
                Set.of(),
                new Entities(Map.of(kind, values)),
                attackers,
                targets,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                "phishing",
                1);
    }
}
