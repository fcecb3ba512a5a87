package io.cordon.triage;

import io.cordon.alert.ReadAlert;
import io.cordon.alert.Verdict;
import io.cordon.tenancy.OrganisationId;
import io.cordon.triage.fact.AssetFact;
import io.cordon.triage.fact.Recommendation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Judges one alert at a time. A rule that fails on one costs the others nothing. */
@Component
class Judgements {

    private static final Logger LOG = LoggerFactory.getLogger(Judgements.class);

    private final RuleHits hits;
    private final MeterRegistry meters;
    private final Timer time;

    Judgements(RuleHits hits, MeterRegistry meters) {
        this.hits = hits;
        this.meters = meters;
        this.time = Timer.builder("cordon.triage.time")
                .description("Time the rules take for one alert")
                .publishPercentileHistogram()
                .register(meters);
    }

    Verdict judge(OrganisationId organisation, RuleSet rules, Triage.Candidate candidate, Circumstances circumstances) {
        long start = System.nanoTime();
        ReadAlert alert = candidate.alert();
        List<AssetFact> assets = circumstances.assets(alert);
        int criticality =
                assets.stream().mapToInt(AssetFact::getCriticality).max().orElse(0);
        Recommendation recommendation = new Recommendation();
        RuntimeException failure = null;
        try {
            rules.judge(circumstances.facts(alert, assets), recommendation);
        } catch (RuntimeException e) {
            LOG.error("Expected the rules to judge alert {} of {}, but one failed", candidate.id(), organisation, e);
            meters.counter("cordon.triage.failures").increment();
            failure = e;
        }
        Reasoning reasoning = new Reasoning(alert, criticality, rules, recommendation);
        hits.count(organisation, reasoning.fired());
        Verdict verdict = failure == null ? reasoning.verdict() : reasoning.verdictDespite(failure);
        Counter.builder("cordon.triage.verdicts")
                .description("Alerts judged")
                .tag("disposition", verdict.disposition().id())
                .tag("severity", verdict.severity().id())
                .register(meters)
                .increment();
        time.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return verdict;
    }
}
