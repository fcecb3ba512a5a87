package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.tenancy.ActingFor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what undoing would do, by the rules by which it is done. */
@Component
class PlanningUndo {

    private final Ledger ledger;
    private final UndoingActions undoing;
    private final SharedObjects objects;
    private final ActingFor actingFor;

    PlanningUndo(Ledger ledger, UndoingActions undoing, SharedObjects objects, ActingFor actingFor) {
        this.ledger = ledger;
        this.undoing = undoing;
        this.objects = objects;
        this.actingFor = actingFor;
    }

    /** Empty where there is no such action in reach. */
    Optional<UndoPlan> ofAction(UUID id) {
        return ledger.find(id).map(entry -> plan(List.of(entry)));
    }

    /** Of everything in an incident that holds or may hold, newest first, as it would be undone. */
    UndoPlan ofIncident(UUID incident) {
        return plan(ledger.holding(incident));
    }

    private UndoPlan plan(List<LedgerEntry> entries) {
        Set<UUID> together = entries.stream().map(LedgerEntry::id).collect(Collectors.toSet());
        List<UndoPlan.Step> steps = new ArrayList<>();
        List<UndoPlan.Kept> kept = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            actingFor.run(
                    entry.organisation(),
                    () -> undoing.obstacle(entry)
                            .ifPresentOrElse(
                                    obstacle -> kept.add(new UndoPlan.Kept(
                                            entry.id(),
                                            entry.verb(),
                                            entry.target(),
                                            entry.connector(),
                                            entry.state(),
                                            obstacle.reason())),
                                    () -> steps.add(step(entry, steps.size() + 1, together))));
        }
        return new UndoPlan(List.copyOf(steps), List.copyOf(kept));
    }

    private UndoPlan.Step step(LedgerEntry entry, int order, Set<UUID> together) {
        ResolvedTarget object = entry.resolved();
        UUID staysFor = object == null
                ? null
                : objects.sharers(entry, object).stream()
                        .filter(other -> other.state() != ActionState.UNDOING && !together.contains(other.id()))
                        .map(LedgerEntry::id)
                        .findFirst()
                        .orElse(null);
        return new UndoPlan.Step(
                order,
                entry.id(),
                entry.verb(),
                entry.verb().undoing(),
                entry.target(),
                entry.connector(),
                object == null ? null : object.label(),
                entry.preState(),
                entry.state(),
                staysFor,
                words(entry, object, staysFor));
    }

    private static String words(LedgerEntry entry, @Nullable ResolvedTarget object, @Nullable UUID staysFor) {
        String what = entry.verb().undoing() + " " + entry.target() + " by connector " + entry.connector();
        if (staysFor != null) {
            return what + ": the effect stays, as action " + staysFor + " needs it.";
        }
        String found = object == null || object.label().equals(entry.target()) ? "" : " (" + object.label() + ")";
        return what
                + found
                + (entry.preState() == null
                        ? ": how it was before was not seen."
                        : ": it gets back what was there before.");
    }
}
