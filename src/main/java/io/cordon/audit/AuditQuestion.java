package io.cordon.audit;

import io.cordon.api.Filters;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Which entries of a trail a caller asks for, as it came. */
record AuditQuestion(
        @Parameter(description = "Any of these, separated by commas", example = "action-approved,setup-code-given")
        @Nullable
        String action,

        @Parameter(description = "What the actor's name has in it", example = "anna") @Nullable
        String actor,

        @Parameter(description = "What the name of what was acted on has in it", example = "person:acme/anna") @Nullable
        String subject,

        @Parameter(description = "At or after", example = "2026-03-01T00:00:00Z") @Nullable
        String from,

        @Parameter(description = "Before", example = "2026-04-01T00:00:00Z") @Nullable
        String to) {

    private static final int LONGEST = 200;

    AuditFilter read() {
        Filters filters = new Filters();
        AuditFilter filter = new AuditFilter(
                filters.choices("action", action),
                part("actor", actor, filters),
                part("subject", subject, filters),
                filters.moment("from", from),
                filters.moment("to", to));
        filters.check();
        return filter;
    }

    private static String part(String field, @Nullable String text, Filters filters) {
        String part = filters.one(field, text, AuditQuestion::bounded);
        return part == null ? "" : part;
    }

    private static String bounded(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Expected at most " + LONGEST + " characters, but got " + text.length() + ".");
        }
        return text;
    }
}
