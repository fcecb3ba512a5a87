package io.cordon.triage;

import io.cordon.alert.Disposition;
import io.cordon.alert.Explanation;
import io.cordon.alert.Explanation.Decided;
import io.cordon.alert.Explanation.FiredRule;
import io.cordon.alert.Explanation.Outcome;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.Verdict;
import io.cordon.triage.fact.Recommendation;
import io.cordon.triage.fact.Recommendation.Effect;
import io.cordon.triage.fact.Recommendation.Said;
import io.cordon.triage.fact.Recommendation.Suppression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a verdict of what the rules said, and says why, and what would have come out without the rule that decided. */
final class Reasoning {

    private final ReadAlert alert;
    private final int criticality;
    private final RuleSet rules;
    private final SortedMap<String, Words> byRule = new TreeMap<>();

    /** All that one rule said, over all facts it fired on. */
    private record Words(Rule rule, TreeSet<String> values, List<Effect> effects) {}

    Reasoning(ReadAlert alert, int criticality, RuleSet rules, Recommendation recommendation) {
        this.alert = alert;
        this.criticality = criticality;
        this.rules = rules;
        for (Said said : recommendation.all()) {
            if (said.by() instanceof RuleSet.Firing(Rule rule, List<String> values)) {
                Words words =
                        byRule.computeIfAbsent(rule.id(), id -> new Words(rule, new TreeSet<>(), new ArrayList<>()));
                words.values.addAll(values);
                if (!words.effects.contains(said.effect())) {
                    words.effects.add(said.effect());
                }
            }
        }
    }

    /** The ids of the rules that fired. */
    Iterable<String> fired() {
        return byRule.keySet();
    }

    Verdict verdict() {
        Settlement settled = settle("");
        if (byRule.isEmpty()) {
            return verdict(settled, byDefault(settled), new Decided(null, null));
        }
        Rule decisive = decisive(settled).rule;
        Settlement without = settle(decisive.id());
        return verdict(
                settled,
                sentence(outcome(settled)) + ": " + decisive.why() + change(settled, decisive, without),
                new Decided(decisive.id(), isWorthAWord(settled, without) ? kept(without) : null));
    }

    /** For an alert on which a rule failed: what the others said counts, but a person must look. */
    Verdict verdictDespite(RuntimeException failure) {
        Settlement settled = settle("");
        Disposition disposition =
                settled.disposition() == Disposition.INCIDENT ? Disposition.INCIDENT : Disposition.TRIAGE;
        String playbook = disposition == Disposition.INCIDENT ? settled.playbook() : Categories.PERSON;
        return verdict(
                new Settlement(settled.severity(), settled.category(), disposition, playbook, settled.techniques()),
                "A rule failed on this alert, so that a person should look at it. The failure: "
                        + RuleSet.shortened(String.valueOf(failure.getMessage())),
                null);
    }

    private Verdict verdict(Settlement settled, String text, @Nullable Decided decided) {
        List<FiredRule> fired = byRule.values().stream()
                .map(words -> new FiredRule(
                        words.rule.id(),
                        words.rule.packageName(),
                        rules.version(),
                        effect(words.effects),
                        List.copyOf(words.values)))
                .toList();
        return new Verdict(
                settled.severity(),
                settled.category(),
                settled.disposition(),
                settled.techniques(),
                settled.playbook(),
                new Explanation(fired, text, decided));
    }

    private Settlement settle(String without) {
        List<Effect> effects = byRule.values().stream()
                .filter(words -> !words.rule.id().equals(without))
                .flatMap(words -> words.effects.stream())
                .toList();
        return Settlement.of(alert, criticality, effects, rules.categories());
    }

    private String change(Settlement settled, Rule decisive, Settlement without) {
        if (same(settled, without)) {
            return " It would come out the same without this rule, by what the other rules say.";
        }
        return isWorthAWord(settled, without)
                ? " Without the rule “" + decisive.name() + "” it would be " + outcome(without) + "."
                : "";
    }

    /** What gave way to a rule's word is no judgement of what the rule saw, and reads as if it doubted it. */
    private static boolean isWorthAWord(Settlement settled, Settlement without) {
        return same(settled, without) || without.disposition() != Disposition.SUPPRESSED;
    }

    private static Outcome kept(Settlement settled) {
        return new Outcome(settled.severity(), settled.category(), settled.disposition());
    }

    private String byDefault(Settlement settled) {
        String criticalAsset = "at an asset of criticality " + Settlement.CRITICAL_ASSET + " or more";
        String change = switch (settled.disposition()) {
            case TRIAGE ->
                switch (settled.severity()) {
                    case CRITICAL, HIGH -> "At medium it would only be logged, unless " + criticalAsset + ".";
                    case MEDIUM, LOW, INFORMATIONAL -> "Not " + criticalAsset + ", it would only be logged.";
                };
            case LOG ->
                switch (settled.severity()) {
                    case CRITICAL, HIGH, MEDIUM -> "At high, or " + criticalAsset + ", a person would decide.";
                    case LOW, INFORMATIONAL -> "From high on a person would decide.";
                };
            case INCIDENT, SUPPRESSED -> throw new IllegalStateException("Only rules open incidents and suppress");
        };
        return "No rule knows this alert, so its severity decides: " + outcome(settled) + ", as " + alert.source()
                + " says. " + change;
    }

    /** The rule whose word weighs most, of equals the first by id. */
    private Words decisive(Settlement settled) {
        return byRule.values().stream()
                .min(Comparator.<Words>comparingInt(words -> -weight(words, settled))
                        .thenComparing(words -> words.rule.id()))
                .orElseThrow();
    }

    private int weight(Words words, Settlement settled) {
        int weight = 0;
        for (Effect effect : words.effects) {
            weight += switch (effect) {
                case Effect.Suppressed(var reason) -> 1_000;
                case Suppression conditional -> settled.disposition() == Disposition.SUPPRESSED ? 500 : 0;
                case Effect.Disposed(var to) -> to == settled.disposition() ? 100 : 0;
                case Effect.AtLeast(var severity) -> severity == settled.severity() ? 50 : 0;
                case Effect.Category(var category) -> category.equals(settled.category()) ? 20 : 0;
                case Effect.Worse(var reason) -> 10;
                case Effect.AtMost(var severity, var reason) -> severity == settled.severity() ? 40 : 0;
                case Effect.Technique(var id) -> 0;
                case Effect.Playbook(var key) -> 1;
            };
        }
        return weight;
    }

    private static boolean same(Settlement one, Settlement other) {
        return one.severity() == other.severity()
                && one.disposition() == other.disposition()
                && one.category().equals(other.category());
    }

    private String outcome(Settlement settled) {
        String what = settled.severity().id() + ", "
                + (settled.category().equals(Categories.UNCLASSIFIED) || saysItself(settled)
                        ? ""
                        : rules.categories().name(settled.category()) + ", ");
        return what
                + switch (settled.disposition()) {
                    case INCIDENT -> "an incident";
                    case TRIAGE -> "for a person to decide";
                    case LOG -> "logged";
                    case SUPPRESSED -> "a false alarm";
                };
    }

    /** A false alarm that is suppressed as one needs no word twice. */
    private static boolean saysItself(Settlement settled) {
        return settled.category().equals(Categories.FALSE_ALARM) && settled.disposition() == Disposition.SUPPRESSED;
    }

    private static String effect(List<Effect> effects) {
        return effects.stream()
                .map(Reasoning::effect)
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing");
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case Effect.AtLeast(var severity) -> "severity at least " + severity.id();
            case Effect.AtMost(var severity, var reason) -> "severity at most " + severity.id() + " (" + reason + ")";
            case Effect.Worse(var reason) -> "one severity worse (" + reason + ")";
            case Effect.Category(var category) -> "category " + category;
            case Effect.Disposed(var disposition) -> "disposition " + disposition.id();
            case Effect.Suppressed(var reason) -> "suppressed (" + reason + ")";
            case Effect.SuppressedUnlessActionable(var reason) ->
                "suppressed unless another rule wants an incident or a person, or none decides and it is critical ("
                        + reason + ")";
            case Effect.SuppressedUnlessWorseThan(var category, var reason) ->
                "suppressed unless rules see worse than " + category + " (" + reason + ")";
            case Effect.SuppressedAsOnly(var category, var reason) ->
                "suppressed unless rules see anything but " + category + " (" + reason + ")";
            case Effect.Technique(var id) -> "technique " + id;
            case Effect.Playbook(var key) -> "playbook " + key;
        };
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
