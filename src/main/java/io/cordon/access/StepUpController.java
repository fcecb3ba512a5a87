package io.cordon.access;

import io.cordon.api.Finding;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/session/step-up")
@Tag(name = "sign-in")
class StepUpController {

    private final SteppingUp steppingUp;
    private final Passkeys passkeys;
    private final Ceremonies ceremonies;
    private final RelyingParty relyingParty;
    private final Throttle throttle;

    StepUpController(
            SteppingUp steppingUp,
            Passkeys passkeys,
            Ceremonies ceremonies,
            RelyingParty relyingParty,
            Throttle throttle) {
        this.steppingUp = steppingUp;
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.relyingParty = relyingParty;
        this.throttle = throttle;
    }

    /** Who is at the keyboard, once more. */
    record StepUpRequest(
            @Schema(example = "correct horse battery staple", description = "for who has no authenticator") @Nullable
            String password,

            @Schema(example = "287082", description = "of the authenticator, or a recovery code") @Nullable
            String code,

            @Schema(description = "in place of both") @Nullable
            DeviceAnswer passkey) {}

    @PostMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Proves once more who is at the keyboard",
            description = "What is refused with the type urn:cordon:problem:step-up-required is done within five"
                + " minutes from here, or from signing in. By a code where the person has an authenticator, else by"
                + " the password, or by a passkey; 422 where it is wrong. Only for a browser's session: a token needs"
                + " none of it (409).")
    void stepUp(@RequestBody StepUpRequest body, HttpServletRequest request) {
        Session session = CallerAuthentication.requireSession();
        // Apart from wrong tries to sign in: with those a stranger must not keep somebody from approving.
        String key = "step-up:" + session.person();
        throttle.requirePatience(key, request.getRemoteAddr());
        Optional<Finding> wrong = body.passkey() == null
                ? steppingUp.by(session, body.password(), SessionController.typed(body.code()))
                : byPasskey(session, body.passkey(), request);
        if (wrong.isPresent()) {
            throttle.failedOnlyFor(key, request.getRemoteAddr());
            throw Problem.invalid(List.of(wrong.get()));
        }
        throttle.succeeded(key, request.getRemoteAddr());
    }

    private Optional<Finding> byPasskey(Session session, DeviceAnswer passkey, HttpServletRequest request) {
        return passkey.from(relyingParty.origins(request))
                .map(answer -> steppingUp.byPasskey(session, answer))
                .orElseGet(() -> Optional.of(
                        new Finding("passkey", "Expected the ceremony of the options, and the device's credential.")));
    }

    @PostMapping("/options")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional
    @Operation(
            summary = "What the browser asks a device to step up with",
            description = "publicKey is for PublicKeyCredential.parseRequestOptionsFromJSON; it holds for five minutes,"
                    + " once. 409 where the person has no passkey.")
    PasskeyOptions.ToSign options() {
        Session session = CallerAuthentication.requireSession();
        List<Passkey> own = passkeys.of(session.person());
        if (own.isEmpty()) {
            throw Problem.conflict("Expected a passkey of yours, but you have none.");
        }
        return PasskeyOptions.toSign(ceremonies.begin(session, Ceremonies.Purpose.STEPPING_UP), relyingParty.id(), own);
    }
}
