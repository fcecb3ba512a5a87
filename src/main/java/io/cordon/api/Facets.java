package io.cordon.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is to choose from in a list.
 *
 * @param total how many rows the list has
 * @param capped true where only the newest rows were counted, because there are more than can be counted at once
 * @param facets each counted as if its own filter was not set
 */
public record Facets(long total, boolean capped, List<Facet> facets) {

    private static final int MOST_VALUES = 50;

    /** One filter, its values by how many rows have them, the 50 most frequent ones. */
    public record Facet(String name, List<Value> values) {}

    public record Value(String value, long count) {}

    /**
     * So many rows that have the same values; a name is missing where a row has no value.
     */
    public record Combination(Map<String, List<String>> values, long count) {

        private boolean fits(String name, Collection<String> wanted) {
            return wanted.isEmpty()
                    || values.getOrDefault(name, List.of()).stream().anyMatch(wanted::contains);
        }
    }

    /**
     * Counts combinations.
     *
     * @param wanted by the name of each facet, in the order in which to give them, what its filter is set to; empty for
     *     a filter that is not set
     */
    public static Facets of(
            Collection<Combination> combinations, Map<String, ? extends Set<String>> wanted, boolean capped) {
        long total = 0;
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        wanted.keySet().forEach(name -> counts.put(name, new HashMap<>()));
        for (Combination combination : combinations) {
            List<String> against = wanted.entrySet().stream()
                    .filter(filter -> !combination.fits(filter.getKey(), filter.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (against.isEmpty()) {
                total += combination.count();
            }
            if (against.size() <= 1) {
                counts.forEach((name, byValue) -> {
                    if (against.isEmpty() || against.getFirst().equals(name)) {
                        combination
                                .values()
                                .getOrDefault(name, List.of())
                                .forEach(value -> byValue.merge(value, combination.count(), Long::sum));
                    }
                });
            }
        }
        List<Facet> facets = new ArrayList<>();
        counts.forEach((name, byValue) -> facets.add(new Facet(name, mostFrequent(byValue))));
        return new Facets(total, capped, facets);
    }

    private static List<Value> mostFrequent(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .limit(MOST_VALUES)
                .toList();
    }
}
