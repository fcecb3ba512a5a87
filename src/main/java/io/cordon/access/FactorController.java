package io.cordon.access;

import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.cordon.tenancy.SteppedUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Transactional
@RequestMapping("/api/v1/organisations/{org}/people/{person}/factors")
@Tag(name = "second factor")
class FactorController {

    private final Persons persons;
    private final Authenticators authenticators;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final ProvidersHand providersHand;
    private final AuditTrail audit;

    FactorController(
            Persons persons,
            Authenticators authenticators,
            Passkeys passkeys,
            Sessions sessions,
            ProvidersHand providersHand,
            AuditTrail audit) {
        this.persons = persons;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.providersHand = providersHand;
        this.audit = audit;
    }

    @DeleteMapping
    @Allowed(Role.ADMIN)
    @SteppedUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Removes what a person signs in with beside the password, for one who has lost it",
            description = "Their sessions end. The password stays: it alone lets them in until they set up another.")
    void remove(@PathVariable OrganisationId org, @PathVariable String person, Caller caller) {
        if (providersHand.isStopped(org, caller)) {
            throw Problem.forbidden("The client has stopped every change: until it lifts that, only an"
                    + " administrator of the client with a password of their own takes its people's factors away.");
        }
        PersonRef ref = new PersonRef(org, person);
        if (persons.find(ref).isEmpty()) {
            throw Problem.notFound("person", person);
        }
        authenticators.remove(ref);
        passkeys.removeAll(ref);
        sessions.endAll(ref);
        audit.append(org, caller.name(), "factors-removed", "person:" + ref, Map.of());
    }
}
