package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.Explanation.FiredRule;
import io.cordon.alert.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every rule that we ship, against the cases beside it and together with all other rules. */
class RuleCasesTests {

    private static final Path RULES = Path.of("rules/triage");

    @TempDir
    static Path cache;

    private static RuleFolder.Edition edition = RuleFolder.Edition.EMPTY;
    private static Judgements judgements;

    @BeforeAll
    static void readTheRules() throws IOException {
        edition = new RuleFolder(RULES, cache).read(RuleFolder.Edition.EMPTY);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        judgements = new Judgements(new RuleHits(Clock.systemUTC(), meters), meters);
    }

    @Test
    void everyFileIsInForce() {
        assertThat(edition.refused()).isEmpty();
        assertThat(edition.rules().rules()).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void everyRuleHasCasesForYesAndNo() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Rule rule : edition.rules().rules()) {
            RuleCases cases = RuleCases.beside(RULES.resolve(rule.file()));
            if (cases.yes().isEmpty() || cases.no().isEmpty()) {
                missing.add(rule.file());
            }
        }
        assertThat(missing)
                .as("rules without at least one yes and one no beside them")
                .isEmpty();
    }

    @Test
    void everyRuleNamesTechniquesThatExistOrNone() {
        assertThat(edition.rules().rules())
                .allSatisfy(rule -> assertThat(rule.attack().split(", "))
                        .allMatch(id -> id.equals("none") || id.matches("T\\d{4}(\\.\\d{3})?"), rule.id()));
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Rule rule : edition.rules().rules()) {
            RuleCases cases = RuleCases.beside(RULES.resolve(rule.file()));
            cases.yes()
                    .forEach(each -> tests.add(DynamicTest.dynamicTest(rule.id() + ": yes, " + each.name(), () -> {
                        Verdict verdict = judge(each);
                        assertThat(fired(verdict)).as(verdict.toString()).contains(rule.id());
                        assertThat(each.differences(verdict))
                                .as(verdict.toString())
                                .isEmpty();
                    })));
            cases.no()
                    .forEach(each -> tests.add(DynamicTest.dynamicTest(rule.id() + ": no, " + each.name(), () -> {
                        Verdict verdict = judge(each);
                        assertThat(fired(verdict)).as(verdict.toString()).doesNotContain(rule.id());
                        assertThat(each.differences(verdict))
                                .as(verdict.toString())
                                .isEmpty();
                    })));
        }
        return tests.stream();
    }

    private static Verdict judge(RuleCase each) {
        return judgements.judge(
                FakeContract.ACME,
                edition.rules(),
                new Triage.Candidate(new UUID(0, 1), each.read()),
                each.circumstances());
    }

    private static List<String> fired(Verdict verdict) {
        return verdict.explanation().rules().stream().map(FiredRule::name).toList();
    }
}
