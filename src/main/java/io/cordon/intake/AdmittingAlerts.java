package io.cordon.intake;

import io.cordon.alert.Admitted;
import io.cordon.alert.Alerts;
import io.cordon.alert.Quarantine;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.Reading;
import io.cordon.alert.StoredAlert;
import io.cordon.alert.Verdict;
import io.cordon.incident.JoiningAlerts;
import io.cordon.intake.Outcome.Item;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.triage.Triage;
import io.cordon.triage.Triage.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way of alerts from read to durable, in one transaction: duplicates counted, verdicts found, stored, put into
 * incidents, and with these their playbooks started.
 */
@Component
class AdmittingAlerts {

    private static final Logger log = LoggerFactory.getLogger(AdmittingAlerts.class);

    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final Alerts alerts;
    private final Quarantine quarantine;
    private final Triage triage;
    private final JoiningAlerts joining;
    private final StoredAnswers answers;

    AdmittingAlerts(
            ActingFor actingFor,
            TransactionTemplate transaction,
            Alerts alerts,
            Quarantine quarantine,
            Triage triage,
            JoiningAlerts joining,
            StoredAnswers answers) {
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.alerts = alerts;
        this.quarantine = quarantine;
        this.triage = triage;
        this.joining = joining;
        this.answers = answers;
    }

    /** Commits a group of deliveries together and gives each its outcome, in their order. */
    List<Outcome> admit(List<Delivery> group) {
        // Organisations in one order everywhere, so that two groups never wait for each other in a ring.
        Map<OrganisationId, List<Integer>> byOrganisation = new TreeMap<>();
        for (int i = 0; i < group.size(); i++) {
            byOrganisation
                    .computeIfAbsent(group.get(i).organisation(), k -> new ArrayList<>())
                    .add(i);
        }
        Outcome[] outcomes = new Outcome[group.size()];
        actingFor.run(
                byOrganisation.keySet(),
                () -> transaction.executeWithoutResult(status -> {
                    List<Runnable> counting = new ArrayList<>();
                    byOrganisation.forEach((organisation, positions) -> actingFor.run(
                            organisation, () -> admit(organisation, group, positions, outcomes, counting)));
                    // After all organisations: these rows many write to, and wait for no longer than a commit takes.
                    counting.forEach(Runnable::run);
                }));
        return List.of(outcomes);
    }

    /** Commits each item of a delivery by itself; what cannot be stored goes to quarantine and the rest is kept. */
    Outcome admitApart(Delivery delivery) {
        List<Item> items = new ArrayList<>();
        for (Reading.Item item : delivery.items()) {
            try {
                items.addAll(admit(List.of(delivery.only(item))).getFirst().results());
            } catch (RuntimeException e) {
                if (GroupCommit.isOutage(e) || !(item instanceof Reading.Read read)) {
                    throw e;
                }
                log.error("An alert could not be processed and is in quarantine", e);
                items.addAll(
                        admit(List.of(delivery.only(rejected(read)))).getFirst().results());
            }
        }
        return Outcome.of(items);
    }

    private static Reading.Rejected rejected(Reading.Read read) {
        return new Reading.Rejected(
                read.index(),
                read.alert().source(),
                null,
                "This alert was read, but Cordon failed to process it; the operator's log says why.",
                read.alert().raw());
    }

    private void admit(
            OrganisationId organisation,
            List<Delivery> group,
            List<Integer> positions,
            Outcome[] outcomes,
            List<Runnable> counting) {
        List<Integer> fresh = new ArrayList<>();
        Map<Integer, Integer> repeats = new HashMap<>();
        for (int position : positions) {
            Integer first = sameRequest(group, fresh, group.get(position).idempotency());
            if (first != null) {
                repeats.put(position, first);
                continue;
            }
            var before = answers.claim(organisation, group.get(position).idempotency());
            if (before.isPresent()) {
                outcomes[position] = before.get();
            } else {
                fresh.add(position);
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (int position : fresh) {
            Delivery delivery = group.get(position);
            for (Reading.Item item : delivery.items()) {
                if (item instanceof Reading.Read read) {
                    entries.add(new Entry(position, read.index(), read.alert(), delivery));
                }
            }
        }
        Map<Integer, List<Item>> results = judge(organisation, entries, counting);
        for (int position : fresh) {
            Delivery delivery = group.get(position);
            List<Item> items = results.computeIfAbsent(position, k -> new ArrayList<>());
            for (Reading.Item item : delivery.items()) {
                if (item instanceof Reading.Rejected rejected) {
                    if (!delivery.inQuarantine()) {
                        quarantine.keep(organisation, rejected);
                    }
                    items.add(Item.rejected(rejected.index(), rejected.reason()));
                }
            }
            items.sort((a, b) -> Integer.compare(a.index(), b.index()));
            outcomes[position] = Outcome.of(items);
            answers.keep(organisation, delivery.idempotency(), outcomes[position]);
        }
        repeats.forEach((position, first) -> outcomes[position] = outcomes[first]);
    }

    /** The delivery of this group that came with the same key: its claim is ours, and has no answer yet. */
    private static @Nullable Integer sameRequest(
            List<Delivery> group, List<Integer> claimed, Delivery.@Nullable Idempotency idempotency) {
        for (int position : claimed) {
            Delivery.Idempotency before = group.get(position).idempotency();
            if (idempotency != null && before != null && before.key().equals(idempotency.key())) {
                if (!Arrays.equals(before.bodySha256(), idempotency.bodySha256())) {
                    throw new KeyReused(idempotency.key());
                }
                return position;
            }
        }
        return null;
    }

    private record Entry(int position, int index, ReadAlert alert, Delivery delivery) {}

    private Map<Integer, List<Item>> judge(OrganisationId organisation, List<Entry> entries, List<Runnable> counting) {
        Map<Integer, List<Item>> results = new HashMap<>();
        if (entries.isEmpty()) {
            return results;
        }
        List<ReadAlert> read = entries.stream().map(Entry::alert).toList();
        List<Admitted> admitted = alerts.admit(organisation, read);
        counting.add(() -> alerts.count(organisation, read, admitted));
        List<Candidate> candidates = new ArrayList<>();
        List<Entry> fresh = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (admitted.get(i) instanceof Admitted.New first) {
                candidates.add(new Candidate(first.id(), entries.get(i).alert()));
                fresh.add(entries.get(i));
            }
        }
        Map<UUID, Verdict> verdictOf = new HashMap<>();
        Map<UUID, UUID> incidentOf = Map.of();
        if (!candidates.isEmpty()) {
            List<Verdict> verdicts = triage.decide(organisation, candidates);
            List<StoredAlert> storing = new ArrayList<>();
            for (int i = 0; i < candidates.size(); i++) {
                Candidate candidate = candidates.get(i);
                StoredAlert alert = new StoredAlert(
                        candidate.id(),
                        organisation,
                        candidate.alert(),
                        verdicts.get(i),
                        fresh.get(i).delivery().receivedAt());
                storing.add(alert);
                verdictOf.put(alert.id(), alert.verdict());
            }
            alerts.store(storing);
            incidentOf = joining.openOrJoin(organisation, storing);
            if (!incidentOf.isEmpty()) {
                alerts.joined(organisation, incidentOf);
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            results.computeIfAbsent(entry.position(), k -> new ArrayList<>())
                    .add(item(entry, admitted.get(i), verdictOf, incidentOf));
        }
        return results;
    }

    private static Item item(Entry entry, Admitted admitted, Map<UUID, Verdict> verdictOf, Map<UUID, UUID> incidentOf) {
        return switch (admitted) {
            case Admitted.New first -> {
                Verdict verdict = Objects.requireNonNull(verdictOf.get(first.id()));
                yield new Item(
                        entry.index(),
                        Outcome.Status.NEW,
                        first.id(),
                        verdict.severity(),
                        verdict.category(),
                        verdict.disposition(),
                        incidentOf.get(first.id()),
                        null);
            }
            case Admitted.Duplicate again -> {
                // A repeat within this batch: its first has just got its incident.
                UUID incident = again.incidentId() != null ? again.incidentId() : incidentOf.get(again.alertId());
                yield Item.duplicate(entry.index(), again.alertId(), incident);
            }
        };
    }
}
