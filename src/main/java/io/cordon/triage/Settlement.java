package io.cordon.triage;

import io.cordon.alert.Disposition;
import io.cordon.alert.ReadAlert;
import io.cordon.organisation.Severity;
import io.cordon.triage.fact.Recommendation.Effect;
import io.cordon.triage.fact.Recommendation.Suppression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What comes out when everything that rules said about an alert is laid together. Depends on what was said, never on
 * the order of saying.
 */
record Settlement(
        Severity severity,
        String category,
        Disposition disposition,
        @Nullable String playbook,
        Set<String> techniques) {

    /** Medium alerts about assets from here on go to a person although no rule knows them. */
    static final int CRITICAL_ASSET = 4;

    /** @param criticality the highest of the assets that the alert names, 0 where it names none that we know */
    static Settlement of(ReadAlert alert, int criticality, Collection<Effect> effects, Categories categories) {
        Severity said = alert.severity();
        Severity atLeast = Severity.INFORMATIONAL;
        boolean worse = false;
        List<Suppression> suppressions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String category = null;
        String playbook = null;
        Disposition disposition = null;
        Set<String> techniques = new TreeSet<>(alert.techniques());
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.AtLeast(Severity severity) -> atLeast = worst(atLeast, severity);
                case Effect.AtMost(Severity severity, var reason) ->
                    said = said.isWorseThan(severity) ? severity : said;
                case Effect.Worse(var reason) -> worse = true;
                case Effect.Category(String name) -> {
                    seen.add(name);
                    category = categories.worse(category, name);
                }
                case Effect.Disposed(Disposition to) ->
                    disposition = disposition == null || to.compareTo(disposition) > 0 ? to : disposition;
                case Suppression suppression -> suppressions.add(suppression);
                case Effect.Technique(String id) -> techniques.add(id);
                case Effect.Playbook(String key) ->
                    playbook = playbook == null || key.compareTo(playbook) < 0 ? key : playbook;
            }
        }
        Severity severity = worst(said, atLeast);
        if (category == null) {
            category = Categories.UNCLASSIFIED;
        }
        seen.remove(Categories.FALSE_ALARM);
        Said others = new Said(disposition, severity, categories.rank(category), seen);
        if (suppressions.stream().anyMatch(suppression -> holds(suppression, others, categories))) {
            disposition = Disposition.SUPPRESSED;
        } else if (disposition == null) {
            disposition = byDefault(severity, criticality);
        }
        if (worse && disposition == Disposition.INCIDENT) {
            severity = oneWorse(severity);
        }
        String starts = switch (disposition) {
            case INCIDENT -> playbook == null ? categories.playbook(category) : playbook;
            case TRIAGE -> Categories.PERSON;
            case LOG, SUPPRESSED -> null;
        };
        return new Settlement(severity, category, disposition, starts, techniques);
    }

    /**
     * What was said besides the suppressions.
     *
     * @param disposition where other rules want the alert, null where none decides
     * @param rank of the category that came out
     * @param categories all that were said
     */
    private record Said(@Nullable Disposition disposition, Severity severity, int rank, Set<String> categories) {

        boolean isForSomebody() {
            return disposition == Disposition.INCIDENT || disposition == Disposition.TRIAGE;
        }
    }

    private static boolean holds(Suppression suppression, Said others, Categories categories) {
        return switch (suppression) {
            case Effect.Suppressed(var reason) -> true;
            case Effect.SuppressedUnlessActionable(var reason) ->
                !others.isForSomebody() && (others.disposition != null || others.severity != Severity.CRITICAL);
            case Effect.SuppressedUnlessWorseThan(String category, var reason) ->
                !others.isForSomebody() || others.rank >= categories.rank(category);
            case Effect.SuppressedAsOnly(String category, var reason) ->
                Set.of(category).containsAll(others.categories);
        };
    }

    /** What becomes of an alert that no rule has decided about. */
    private static Disposition byDefault(Severity severity, int criticality) {
        return switch (severity) {
            case CRITICAL, HIGH -> Disposition.TRIAGE;
            case MEDIUM -> criticality >= CRITICAL_ASSET ? Disposition.TRIAGE : Disposition.LOG;
            case LOW, INFORMATIONAL -> Disposition.LOG;
        };
    }

    private static Severity oneWorse(Severity severity) {
        return switch (severity) {
            case INFORMATIONAL -> Severity.LOW;
            case LOW -> Severity.MEDIUM;
            case MEDIUM -> Severity.HIGH;
            case HIGH, CRITICAL -> Severity.CRITICAL;
        };
    }

    private static Severity worst(Severity one, Severity other) {
        return one.isWorseThan(other) ? one : other;
    }
}
