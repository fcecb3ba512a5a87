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
    private final Throttle throttle;

    StepUpController(SteppingUp steppingUp, Throttle throttle) {
        this.steppingUp = steppingUp;
        this.throttle = throttle;
    }

    /** Who is at the keyboard, once more. */
    record StepUpRequest(
            @Schema(example = "correct horse battery staple", description = "for who has no authenticator") @Nullable
            String password,

            @Schema(example = "287082", description = "of the authenticator, or a recovery code") @Nullable
            String code) {}

    @PostMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Proves once more who is at the keyboard",
            description = "What is refused with the type urn:cordon:problem:step-up-required is done within five"
                    + " minutes from here, or from signing in. By a code where the person has an authenticator, else"
                    + " by the password; 422 where it is wrong. Only for a browser's session: a token needs none of"
                    + " it (409).")
    void stepUp(@RequestBody StepUpRequest body, HttpServletRequest request) {
        Session session = CallerAuthentication.requireSession();
        // Apart from wrong tries to sign in: with those a stranger must not keep somebody from approving.
        String key = "step-up:" + session.person();
        throttle.requirePatience(key, request.getRemoteAddr());
        Optional<Finding> wrong = steppingUp.by(session, body.password(), SessionController.typed(body.code()));
        if (wrong.isPresent()) {
            throttle.failed(key, request.getRemoteAddr());
            throw Problem.invalid(List.of(wrong.get()));
        }
        throttle.succeeded(key, request.getRemoteAddr());
    }
}
