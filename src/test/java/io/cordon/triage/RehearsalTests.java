package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.reading.Mappings;
import io.cordon.triage.fact.Recommendation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTests {

    /** One that no rule had a word about would rehearse nothing of what follows. */
    @Test
    void isAnAlertThatRulesHaveAWordAbout(@TempDir Path temporary) throws IOException {
        RuleSet shipped = new RuleFolder(Path.of("rules/triage"), temporary)
                .read(RuleFolder.Edition.EMPTY)
                .rules();

        Recommendation said = Rehearsal.rehearse(shipped, Mappings.reader(), Clock.systemUTC());

        assertThat(said.all())
                .extracting(Recommendation.Said::effect)
                .contains(new Recommendation.Effect.Category("command-and-control"));
    }
}
