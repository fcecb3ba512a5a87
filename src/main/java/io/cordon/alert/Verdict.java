package io.cordon.alert;

import io.cordon.organisation.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What triage recommends for one alert.
 *
 * @param category such as {@code ransomware}
 * @param techniques the alert's own and those the rules add
 * @param playbook the key of the playbook to start; null unless the disposition is {@code incident} or {@code triage}
 */
public record Verdict(
        Severity severity,
        String category,
        Disposition disposition,
        Set<String> techniques,
        @Nullable String playbook,
        Explanation explanation) {}
