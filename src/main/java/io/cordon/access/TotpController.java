package io.cordon.access;

import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.cordon.tenancy.SteppedUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Transactional
@RequestMapping("/api/v1/session/totp")
@Tag(name = "second factor", description = "What people prove who they are with beside the password")
class TotpController {

    private final Authenticators authenticators;
    private final ProvidersHand providersHand;
    private final AuditTrail audit;

    TotpController(Authenticators authenticators, ProvidersHand providersHand, AuditTrail audit) {
        this.authenticators = authenticators;
        this.providersHand = providersHand;
        this.audit = audit;
    }

    /**
     * Whether codes of an authenticator are asked for.
     *
     * @param since null where they are not
     */
    record TotpState(boolean on, @Nullable Instant since, int recoveryCodesLeft) {}

    /** What an authenticator app is set up with, in the one answer that has it. */
    record NewTotp(
            @Schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", description = "to type in")
            String secret,

            @Schema(
                    example = "otpauth://totp/Cordon:acme%2Fanna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                    description = "to show as a QR code")
            String uri) {}

    /** What the authenticator shows. */
    record TotpCode(@Schema(example = "287082") @Nullable String code) {}

    /** Codes for when the authenticator is lost, in the one answer that has them. */
    record RecoveryCodes(List<String> recoveryCodes) {}

    @GetMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Whether the person signs in with codes of an authenticator")
    TotpState show() {
        PersonRef person = CallerAuthentication.requireSession().person();
        Instant since = authenticators.since(person).orElse(null);
        return new TotpState(since != null, since, authenticators.recoveryCodesLeft(person));
    }

    @PostMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @SteppedUp
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Begins to set up an authenticator; its secret is shown in this answer only",
            description = "It counts from its first code on: PUT one here. 409 where there is one already.")
    NewTotp begin(Caller caller) {
        PersonRef person = CallerAuthentication.requireSession().person();
        String secret = TimeCodes.newSecret();
        if (!authenticators.begin(person, secret, providersHand.acts(person.organisation(), caller))) {
            throw Problem.conflict(
                    "Expected no authenticator, but you have one already: remove it first (DELETE), then set up"
                            + " another.");
        }
        return new NewTotp(secret, TimeCodes.uri(secret, person.toString()));
    }

    @PutMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @SteppedUp
    @Operation(
            summary = "Shows that the authenticator works; from now on its codes are asked for at every sign-in",
            description = "The answer has ten recovery codes, each of which is good once in place of a code.")
    RecoveryCodes confirm(@RequestBody TotpCode body, Caller caller) {
        PersonRef person = CallerAuthentication.requireSession().person();
        String code = SessionController.typed(body.code());
        if (code == null || !authenticators.confirm(person, code)) {
            throw Problem.invalid(
                    "code",
                    "Expected the six digits that the authenticator shows now, with the secret that POST gave last.");
        }
        List<String> codes = authenticators.giveRecoveryCodes(person);
        audited(caller, person, "authenticator-added");
        return new RecoveryCodes(codes);
    }

    @PostMapping("/recovery-codes")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @SteppedUp
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes new recovery codes, shown in this answer only; those before are good no more")
    RecoveryCodes renew(Caller caller) {
        PersonRef person = CallerAuthentication.requireSession().person();
        if (authenticators.since(person).isEmpty()) {
            throw Problem.conflict("Expected an authenticator, in whose place a recovery code comes, but you have"
                    + " none: set one up first.");
        }
        List<String> codes = authenticators.giveRecoveryCodes(person);
        audited(caller, person, "recovery-codes-given");
        return new RecoveryCodes(codes);
    }

    @DeleteMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @SteppedUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Removes the authenticator and its recovery codes")
    void remove(Caller caller) {
        PersonRef person = CallerAuthentication.requireSession().person();
        if (!authenticators.remove(person)) {
            throw Problem.notFound("authenticator of", person);
        }
        audited(caller, person, "authenticator-removed");
    }

    private void audited(Caller caller, PersonRef person, String action) {
        audit.append(person.organisation(), caller.name(), action, "person:" + person, Map.of());
    }
}
