package io.cordon.response;

import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an action waits for.
 *
 * @param id within the organisation
 * @param phone as the people document has it; null where it has none
 * @param appointed whether it is theirs by name and not by their role alone: these are asked first
 */
@Schema(name = "Decider")
public record Decider(
        OrganisationId organisation,
        @Schema(example = "anna") String id,
        String name,
        Party party,
        @Schema(example = "+49 30 123456") @Nullable String phone,
        boolean appointed) {

    public static Decider of(Person person, Party party, boolean appointed) {
        return new Decider(
                person.ref().organisation(), person.ref().id(), person.name(), party, person.phone(), appointed);
    }
}
