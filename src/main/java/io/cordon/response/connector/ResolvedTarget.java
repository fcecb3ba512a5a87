package io.cordon.response.connector;

import java.util.Set;

/**
 * One object at a product.
 *
 * @param id the product's own key for it, such as a device id: the same by whatever name it was asked for, as actions
 *     that share one effect are found by it
 * @param label what a person calls it
 * @param names every name and address by which the product knows it; the guard looks for protected ones among them
 */
public record ResolvedTarget(String id, String label, Set<String> names) {

    public ResolvedTarget {
        names = Set.copyOf(names);
    }

    /** For products that know the target by nothing but the value itself. */
    public static ResolvedTarget itself(String value) {
        return new ResolvedTarget(value, value, Set.of(value));
    }
}
