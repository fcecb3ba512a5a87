package io.cordon.alert;

import io.cordon.api.SearchText;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts to look for: of several values any one will do; null, and a list without a value, look for anything.
 *
 * @param techniques ATT&CK ids as they are, those of sub-techniques not among those of their technique
 * @param rules ids of rules that fired
 * @param entity the value of one thing an alert names, in any case
 * @param text words that the title, the source's id or the things it names have in them
 * @param from when it was received, at the earliest
 */
public record AlertFilter(
        List<OrganisationId> organisations,
        List<String> sources,
        List<Severity> severities,
        List<String> categories,
        List<String> dispositions,
        List<String> techniques,
        List<String> rules,
        @Nullable UUID incident,
        @Nullable String entity,
        SearchText text,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static AlertFilter of(UUID incident) {
        return new AlertFilter(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                incident,
                null,
                SearchText.NONE,
                null,
                null);
    }

    /** Whether it looks for what stands in no index, so that a search goes through so many alerts at a time. */
    boolean isSearch() {
        return !text.isEmpty() || !rules.isEmpty();
    }
}
