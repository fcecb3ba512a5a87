package io.cordon.alert;

import io.cordon.api.Filters;
import io.cordon.api.Ids;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which alerts a caller asks for, as the query has it. */
record AlertQuestion(
        @Parameter(description = "Ids, separated by commas", example = "acme") @Nullable
        String organisation,

        @Parameter(description = "Names of sources, separated by commas", example = "wazuh,suricata-eve") @Nullable
        String source,

        @Parameter(
                description = "critical, high, medium, low, informational; several separated by commas",
                example = "critical,high")
        @Nullable
        String severity,

        @Parameter(description = "Several separated by commas", example = "ransomware") @Nullable
        String category,

        @Parameter(description = "incident, triage, log, suppressed; several separated by commas", example = "triage")
        @Nullable
        String disposition,

        @Parameter(
                description = "ATT&CK ids, separated by commas; a technique does not stand for its sub-techniques",
                example = "T1486")
        @Nullable
        String technique,

        @Parameter(description = "Ids of rules that fired, separated by commas", example = "endpoint-sees-ransomware")
        @Nullable
        String rule,

        @Parameter(description = "The id of an incident that the alert belongs to") @Nullable
        String incident,

        @Parameter(description = "The whole value of anything that the alert names, in any case", example = "10.0.4.17")
        @Nullable
        String entity,

        @Parameter(
                description = "Up to ten words, each part of the title, of the source's id or of a thing that the"
                        + " alert names, in any case",
                example = "ransomw")
        @Nullable
        String text,

        @Parameter(description = "false leaves the example clients out, as if there were none", example = "false")
        @Nullable
        String examples,

        @Parameter(description = "Received then or later", example = "2026-03-02T00:00:00Z") @Nullable
        String from,

        @Parameter(description = "Received before that", example = "2026-03-03T00:00:00Z") @Nullable
        String to) {

    /** Whether example clients are asked for too; null where the question does not say. */
    @Nullable
    Boolean readExamples(Filters filters) {
        return filters.yesOrNo("examples", examples);
    }

    /** Reads it into the findings; the filter is of use only where there are none. */
    AlertFilter read(Filters filters) {
        return new AlertFilter(
                filters.choices("organisation", organisation, OrganisationId::new),
                filters.choices("source", source),
                filters.choices("severity", severity, Severity::of),
                filters.choices("category", category),
                filters.choices("disposition", disposition, AlertQuestion::disposition),
                filters.choices("technique", technique),
                filters.choices("rule", rule),
                readIncident(),
                entity == null || entity.isBlank() ? null : entity.strip(),
                filters.words("text", text),
                filters.moment("from", from),
                filters.moment("to", to));
    }

    private @Nullable UUID readIncident() {
        return incident == null || incident.isBlank() ? null : Ids.read("incident", incident);
    }

    private static String disposition(String text) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.id().equals(text)) {
                return text;
            }
        }
        throw new IllegalArgumentException("Expected a disposition of incident, triage, log or suppressed, but got '"
                + CleanText.line(text, 80) + "'.");
    }
}
