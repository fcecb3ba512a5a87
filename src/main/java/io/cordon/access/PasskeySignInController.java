package io.cordon.access;

import io.cordon.api.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/session/passkey")
@Tag(name = "passkeys", description = "Keys of people's devices, with which they sign in without a password")
class PasskeySignInController {

    private static final Duration LATER = Duration.ofSeconds(30);

    private final UsingPasskeys using;
    private final RelyingParty relyingParty;
    private final Throttle throttle;

    PasskeySignInController(UsingPasskeys using, RelyingParty relyingParty, Throttle throttle) {
        this.using = using;
        this.relyingParty = relyingParty;
        this.throttle = throttle;
    }

    @PostMapping("/options")
    @Anonymous
    @Operation(
            summary = "What the browser asks a device to sign in with",
            description = "publicKey is for PublicKeyCredential.parseRequestOptionsFromJSON; it holds for five minutes,"
                    + " once. No passkey is named: the device offers those that it has for this server.")
    PasskeyOptions.ToSign options(HttpServletRequest request) {
        throttle.requirePatience(throttled(request), request.getRemoteAddr());
        Ceremonies.Ceremony ceremony = using.beginSigningIn()
                .orElseThrow(() -> Problem.unavailable("Too many people sign in at this moment. Try again.", LATER));
        return PasskeyOptions.toSign(ceremony, relyingParty.id(), List.of());
    }

    @PostMapping
    @Anonymous
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Signs a person in with a passkey alone; the answer sets the session's cookies")
    void signIn(@RequestBody DeviceAnswer body, HttpServletRequest request, HttpServletResponse response) {
        String key = throttled(request);
        throttle.requirePatience(key, request.getRemoteAddr());
        String secret = body.from(relyingParty.origins(request))
                .flatMap(answer -> using.signIn(answer, Visitor.of(request)))
                .orElseThrow(() -> {
                    throttle.failedOnlyFor(key, request.getRemoteAddr());
                    return Problem.unauthorized("Expected the answer of a passkey that was set up here, to options that"
                            + " are at most five minutes old and were not answered before.");
                });
        throttle.succeeded(key, request.getRemoteAddr());
        SessionCookie.set(request, response, secret);
    }

    /** Nobody says who they are: wrong answers from elsewhere must not keep anybody from signing in. */
    private static String throttled(HttpServletRequest request) {
        return "passkey from " + request.getRemoteAddr();
    }
}
