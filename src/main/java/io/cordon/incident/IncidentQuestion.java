package io.cordon.incident;

import io.cordon.api.Filters;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which incidents a caller asks for, as the query has it. */
record IncidentQuestion(
        @Parameter(description = "Ids, separated by commas", example = "acme") @Nullable
        String organisation,

        @Parameter(description = "The number within the organisation; several separated by commas", example = "12")
        @Nullable
        String number,

        @Parameter(description = "open, contained, resolved, closed; several separated by commas", example = "open")
        @Nullable
        String status,

        @Parameter(
                description = "critical, high, medium, low, informational; several separated by commas",
                example = "critical,high")
        @Nullable
        String severity,

        @Parameter(description = "Several separated by commas", example = "ransomware") @Nullable
        String category,

        @Parameter(
                description = "ATT&CK ids, separated by commas; a technique does not stand for its sub-techniques",
                example = "T1486")
        @Nullable
        String technique,

        @Parameter(
                description = "The party that has an open task, or whose approval is asked for: client or provider, or"
                        + " none of them; several separated by commas",
                example = "client")
        @Nullable
        String party,

        @Parameter(description = "The whole value of anything that the incident names, in any case", example = "ws-042")
        @Nullable
        String entity,

        @Parameter(
                description = "Up to ten words, each part of the title, of the category or of a thing that the incident"
                        + " names, in any case",
                example = "ransomw")
        @Nullable
        String text,

        @Parameter(description = "Whether somebody is on it: true or false", example = "false") @Nullable
        String acknowledged,

        @Parameter(description = "Whether it was contained, whatever its status is now: true or false") @Nullable
        String contained,

        @Parameter(description = "Whether it was resolved, whatever its status is now: true or false") @Nullable
        String resolved,

        @Parameter(description = "Whether a clock of its service level is breached: true or false", example = "true")
        @Nullable
        String late,

        @Parameter(
                description =
                        "Whether it was contained before any person did anything in it: true or false, where false"
                                + " lists those that people contained")
        @Nullable
        String automatic,

        @Parameter(description = "false leaves the example clients out, as if there were none", example = "false")
        @Nullable
        String examples,

        @Parameter(description = "Detected then or later", example = "2026-03-02T00:00:00Z") @Nullable
        String from,

        @Parameter(description = "Detected before that", example = "2026-03-03T00:00:00Z") @Nullable
        String to) {

    private static final Set<String> PARTIES = Set.of("client", "provider", "none");

    /** Whether example clients are asked for too; null where the question does not say. */
    @Nullable
    Boolean readExamples(Filters filters) {
        return filters.yesOrNo("examples", examples);
    }

    /** Reads it into the findings; the filter is of use only where there are none. */
    IncidentFilter read(Filters filters) {
        return new IncidentFilter(
                filters.choices("organisation", organisation, OrganisationId::new),
                filters.choices("number", number, IncidentQuestion::number),
                filters.choices("status", status, IncidentStatus::of),
                filters.choices("severity", severity, Severity::of),
                filters.choices("category", category),
                filters.choices("technique", technique),
                filters.choices("party", party, IncidentQuestion::party),
                entity == null || entity.isBlank() ? null : entity.strip(),
                filters.words("text", text),
                filters.yesOrNo("acknowledged", acknowledged),
                filters.yesOrNo("contained", contained),
                filters.yesOrNo("resolved", resolved),
                filters.yesOrNo("late", late),
                filters.yesOrNo("automatic", automatic),
                filters.moment("from", from),
                filters.moment("to", to));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected the number of an incident, but got '" + Filters.shown(text) + "'.", e);
        }
    }

    private static String party(String text) {
        String party = text.toLowerCase(Locale.ROOT);
        if (!PARTIES.contains(party)) {
            throw new IllegalArgumentException(
                    "Expected client, provider or none, but got '" + Filters.shown(text) + "'.");
        }
        return party;
    }
}
