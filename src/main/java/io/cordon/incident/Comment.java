package io.cordon.incident;

import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about an incident.
 *
 * @param internal whether only the author's party reads it
 * @param mentions whom it names
 * @param edited when its author put it right the last time; null for never
 * @param before what stood there before, oldest first
 */
record Comment(
        UUID id,
        Instant at,
        String author,
        boolean internal,
        String tlp,
        String text,
        List<Mention> mentions,
        @Nullable Instant edited,
        List<Before> before) {

    /** A person whom a comment names, with the name they had then. */
    record Mention(
            OrganisationId organisation,
            @Schema(example = "anna") String id,
            String name) {

        static Mention of(Person person) {
            return new Mention(person.ref().organisation(), person.ref().id(), person.name());
        }
    }

    /** @param until when it was put right */
    record Before(String text, Instant until) {}
}
