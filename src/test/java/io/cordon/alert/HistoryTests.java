package io.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.organisation.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTests {

    @Test
    void aStormOfDifferentDetectionsDoesNotGrowItWithoutEnd() {
        History history = History.NONE;
        for (int i = 0; i < 1_000; i++) {
            history = history.and(SampleAlerts.passwordGuessing("1"), verdict("T" + i));
        }

        assertThat(history.alertsLastHour()).isEqualTo(History.CAP);
        assertThat(history.techniques()).hasSize(History.CAP).contains("T0", "T99");
    }

    private static Verdict verdict(String technique) {
        return new Verdict(
                Severity.LOW,
                "brute-force",
                Disposition.LOG,
                Set.of(technique),
                null,
                new Explanation(List.of(), "Guessed.", null));
    }
}
