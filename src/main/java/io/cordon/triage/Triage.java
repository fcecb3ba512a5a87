package io.cordon.triage;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cordon.alert.EntityHistory;
import io.cordon.alert.EntityRef;
import io.cordon.alert.History;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.Verdict;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.tenancy.OrganisationId;
import io.cordon.triage.fact.Holdings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says what alerts mean, and why. */
@Component
public class Triage {

    private final Rulebook rulebook;
    private final Contracts contracts;
    private final EntityHistory history;
    private final Judgements judgements;
    private final Clock clock;

    // Keyed by the contract object itself, which lives as long as nothing that it was made from changes.
    private final LoadingCache<Contract, Holdings> holdings =
            Caffeine.newBuilder().weakKeys().build(Holdings::new);

    Triage(Rulebook rulebook, Contracts contracts, EntityHistory history, Judgements judgements, Clock clock) {
        this.rulebook = rulebook;
        this.contracts = contracts;
        this.history = history;
        this.judgements = judgements;
        this.clock = clock;
    }

    /** An alert that waits for its verdict. */
    public record Candidate(UUID id, ReadAlert alert) {}

    /**
     * One verdict for each alert, in their order. One contract and one query for history serve them all; what comes
     * later in a call knows of what came before, so that nobody guesses unseen who sends all his lines at once. Call it
     * inside a transaction that acts for the organisation.
     */
    public List<Verdict> decide(OrganisationId organisation, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        Contract contract = contracts.of(organisation);
        Instant now = clock.instant();
        // Grows while the alerts are judged, and the circumstances with it.
        Map<EntityRef, History> recent = new HashMap<>(history.recent(organisation, entities(candidates), now));
        Circumstances circumstances = new Circumstances(contract, holdings.get(contract), recent);
        RuleSet rules = rulebook.rules();
        List<Verdict> verdicts = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Verdict verdict = judgements.judge(organisation, rules, candidate, circumstances);
            verdicts.add(verdict);
            for (EntityRef entity : Set.copyOf(Circumstances.entities(candidate.alert()))) {
                History before = recent.getOrDefault(entity, History.NONE);
                recent.put(entity, before.and(candidate.alert(), verdict));
            }
        }
        return verdicts;
    }

    private static Set<EntityRef> entities(List<Candidate> candidates) {
        Set<EntityRef> entities = new HashSet<>();
        for (Candidate candidate : candidates) {
            entities.addAll(Circumstances.entities(candidate.alert()));
        }
        return entities;
    }
}
