package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.Disposition;
import io.cordon.alert.Explanation.Decided;
import io.cordon.alert.Explanation.Outcome;
import io.cordon.alert.Verdict;
import io.cordon.organisation.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementsTests {

    @TempDir
    Path temporary;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RuleHits hits = new RuleHits(Clock.systemUTC(), meters);
    private final Judgements judgements = new Judgements(hits, meters);

    @Test
    void letsTheSeverityDecideWhereNoRuleKnowsTheAlert() {
        RuleSet none = TestRules.set(temporary, Map.of());

        assertThat(judge(none, alert(Severity.CRITICAL)).disposition()).isEqualTo(Disposition.TRIAGE);
        assertThat(judge(none, alert(Severity.HIGH)).disposition()).isEqualTo(Disposition.TRIAGE);
        assertThat(judge(none, alert(Severity.MEDIUM)).disposition()).isEqualTo(Disposition.LOG);
        assertThat(judge(none, alert(Severity.LOW)).disposition()).isEqualTo(Disposition.LOG);
        assertThat(judge(none, alert(Severity.INFORMATIONAL)).disposition()).isEqualTo(Disposition.LOG);
    }

    @Test
    void sendsAMediumAlertAboutACriticalAssetToAPerson() {
        RuleSet none = TestRules.set(temporary, Map.of());
        RuleCase critical = about(new RuleCase.RawAsset(List.of("shop-1"), null, "server", 4));
        RuleCase ordinary = about(new RuleCase.RawAsset(List.of("shop-1"), null, "server", 3));

        assertThat(judge(none, critical).disposition()).isEqualTo(Disposition.TRIAGE);
        assertThat(judge(none, critical).playbook()).isEqualTo("triage-by-a-person");
        assertThat(judge(none, ordinary).disposition()).isEqualTo(Disposition.LOG);
    }

    @Test
    void saysWhatWouldHaveChangedItWhereNoRuleKnowsTheAlert() {
        RuleSet none = TestRules.set(temporary, Map.of());

        assertThat(judge(none, alert(Severity.HIGH)).explanation().text())
                .isEqualTo("No rule knows this alert, so its severity decides: high, for a person to decide, as example"
                        + " says. At medium it would only be logged, unless at an asset of criticality 4 or more.");
    }

    @Test
    void takesTheWorstSeverityTheFirstCategoryAndTheFurthestDisposition() {
        RuleSet rules = TestRules.set(
                temporary,
                Map.of(
                        "high", "title != \"\" => .atLeast(Severity.HIGH).category(\"ransomware\").log()",
                        "low", "title != \"\" => .atLeast(Severity.LOW).category(\"policy-violation\").triage()",
                        "cap", "title != \"\" => .atMost(Severity.LOW, \"noise\").category(\"malware\").incident()"));
        Verdict verdict = judge(rules, alert(Severity.CRITICAL));

        assertThat(verdict.severity()).isEqualTo(Severity.HIGH);
        assertThat(verdict.category()).isEqualTo("ransomware");
        assertThat(verdict.disposition()).isEqualTo(Disposition.INCIDENT);
        assertThat(verdict.playbook()).isEqualTo("ransomware");
        assertThat(verdict.explanation().rules())
                .extracting(fired -> fired.name() + ": " + fired.effect())
                .containsExactly(
                        "cap: severity at most low (noise), category malware, disposition incident",
                        "high: severity at least high, category ransomware, disposition log",
                        "low: severity at least low, category policy-violation, disposition triage");
        assertThat(verdict.explanation().rules())
                .allSatisfy(fired -> assertThat(fired.values()).containsExactly("title = Something"));
    }

    @Test
    void saysWhyAndWhatTheRuleThatDecidedChanged() {
        RuleSet rules = TestRules.set(
                temporary,
                Map.of("decides", "title != \"\" => .atLeast(Severity.CRITICAL).category(\"malware\").incident()"));

        assertThat(judge(rules, alert(Severity.LOW)).explanation().text())
                .isEqualTo("Critical, malware, an incident: Because. "
                        + "Without the rule “decides” it would be low, logged.");
    }

    @Test
    void keepsWhatItsSentencesAreMadeOf() {
        RuleSet rules = TestRules.set(
                temporary,
                Map.of(
                        "decides", "kind == \"edr\" => .atLeast(Severity.CRITICAL).category(\"malware\").incident()",
                        "gives-way", "kind == \"mail\" => .atLeast(Severity.HIGH).incident()",
                        "suppresses", "kind == \"mail\" => .suppressUnlessActionable(\"done\")"));

        assertThat(judge(rules, of("edr", Severity.LOW)).explanation().decided())
                .isEqualTo(new Decided("decides", new Outcome(Severity.LOW, "unclassified", Disposition.LOG)));
        assertThat(judge(rules, of("mail", Severity.LOW)).explanation().decided())
                .isEqualTo(new Decided("gives-way", null));
        assertThat(judge(rules, of("ids", Severity.LOW)).explanation().decided())
                .isEqualTo(new Decided(null, null));
    }

    @Test
    void lowersOnlyWhatTheProductSaysNeverWhatAnotherRuleSays() {
        RuleSet rules = TestRules.set(temporary, Map.of("cap", "title != \"\" => .atMost(Severity.LOW, \"noise\")"));

        assertThat(judge(rules, alert(Severity.CRITICAL)).severity()).isEqualTo(Severity.LOW);
        assertThat(judge(rules, alert(Severity.INFORMATIONAL)).severity()).isEqualTo(Severity.INFORMATIONAL);
    }

    @Test
    void makesAnIncidentOneStepWorseOnceHoweverManyRulesSaySo() {
        RuleSet rules = TestRules.set(
                temporary,
                Map.of(
                        "opens", "kind == \"edr\" => .atLeast(Severity.MEDIUM).incident()",
                        "worse", "title != \"\" => .worse(\"one\")",
                        "worse-too", "title != \"\" => .worse(\"two\")"));

        assertThat(judge(rules, of("edr", Severity.LOW)).severity()).isEqualTo(Severity.HIGH);
        assertThat(judge(rules, of("mail", Severity.LOW)).severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void judgesTheHundredthAlertAsTheFirstWhateverTheOthersNamed() {
        RuleSet rules = TestRules.set(
                temporary,
                Map.of(
                        "edr", "kind == \"edr\" => .atLeast(Severity.HIGH).incident()",
                        "any", "title != \"\" => .technique(\"T1486\")"));
        RuleCase edr = about("edr", Severity.LOW, null, List.of("a1", "b1", "c1", "d1"));
        RuleCase mail = about("mail", Severity.LOW, null, List.of("a1", "e1"));
        Verdict first = judge(rules, edr);
        Verdict second = judge(rules, mail);

        for (int i = 0; i < 50; i++) {
            assertThat(judge(rules, edr)).isEqualTo(first);
            assertThat(judge(rules, mail)).isEqualTo(second);
        }
        assertThat(first.disposition()).isEqualTo(Disposition.INCIDENT);
        assertThat(second.disposition()).isEqualTo(Disposition.LOG);
        assertThat(meters.find("cordon.triage.failures").counter()).isNull();
    }

    @Test
    void suppressesWhateverTheOtherRulesSay() {
        RuleSet rules = TestRules.set(
                temporary,
                Map.of(
                        "false-alarm", "title != \"\" => .suppress(\"it is a drill\")",
                        "opens", "title != \"\" => .atLeast(Severity.CRITICAL).incident()"));
        Verdict verdict = judge(rules, alert(Severity.HIGH));

        assertThat(verdict.disposition()).isEqualTo(Disposition.SUPPRESSED);
        assertThat(verdict.playbook()).isNull();
        assertThat(verdict.explanation().text()).contains("Without the rule “false-alarm” it would be critical");
    }

    @Test
    void givesAnAlertToAPersonWhereARuleFailsOnIt() {
        RuleSet rules = TestRules.set(
                temporary,
                Map.of(
                        "fails", "title.substring(100) != \"\" => .incident()",
                        "works", "kind == \"edr\" => .category(\"malware\")"));
        Verdict verdict = judge(rules, alert(Severity.LOW));

        assertThat(verdict.disposition()).isEqualTo(Disposition.TRIAGE);
        assertThat(verdict.playbook()).isEqualTo("triage-by-a-person");
        assertThat(verdict.explanation().text()).startsWith("A rule failed on this alert");
        assertThat(verdict.explanation().decided()).isNull();
        assertThat(meters.counter("cordon.triage.failures").count()).isEqualTo(1);
    }

    @Test
    void stopsRulesThatWakeThemselves() {
        RuleSet rules = TestRules.set(
                temporary, Map.of("endless", "title != \"\" => .category(\"malware\"); update($recommend)"));

        assertThat(judge(rules, alert(Severity.LOW)).explanation().text()).contains("come to an end");
    }

    @Test
    void countsHitsForTheOrganisationAlone() {
        RuleSet rules = TestRules.set(temporary, Map.of("hit", "title != \"\" => .category(\"malware\")"));
        judge(rules, alert(Severity.LOW));
        judge(rules, alert(Severity.LOW));

        assertThat(hits.notKept(List.of(FakeContract.ACME))).containsEntry("hit", 2L);
        assertThat(hits.notKept(List.of(new io.cordon.tenancy.OrganisationId("other"))))
                .isEmpty();
    }

    private Verdict judge(RuleSet rules, RuleCase each) {
        return judgements.judge(
                FakeContract.ACME, rules, new Triage.Candidate(new UUID(0, 1), each.read()), each.circumstances());
    }

    private static RuleCase alert(Severity severity) {
        return of("edr", severity);
    }

    private static RuleCase of(String kind, Severity severity) {
        return about(kind, severity, null);
    }

    private static RuleCase about(RuleCase.RawAsset asset) {
        return about("edr", Severity.MEDIUM, asset);
    }

    private static RuleCase about(String kind, Severity severity, RuleCase.@Nullable RawAsset asset) {
        return about(kind, severity, asset, List.of("shop-1"));
    }

    private static RuleCase about(
            String kind, Severity severity, RuleCase.@Nullable RawAsset asset, List<String> hosts) {
        RuleCase.RawAlert raw = new RuleCase.RawAlert(
                null,
                kind,
                "Something",
                null,
                null,
                Set.of(),
                severity,
                null,
                Map.of("hosts", hosts),
                null,
                null,
                null,
                null,
                null,
                null);
        return new RuleCase("", raw, asset == null ? null : List.of(asset), null, null, null, null);
    }
}
