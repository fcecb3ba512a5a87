package io.cordon.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a client owns.
 *
 * @param kind such as {@code host} or {@code account}
 * @param assetClass such as {@code server}, {@code workstation}, {@code domain-controller}
 * @param criticality 1 (little) to 5 (the business stops)
 */
public record Asset(
        String id,
        String kind,
        List<String> names,
        List<String> addresses,
        String assetClass,
        int criticality,
        @Nullable String owner) {}
