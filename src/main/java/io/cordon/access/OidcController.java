package io.cordon.access;

import io.cordon.api.AnyQuery;
import io.cordon.api.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "sign-in")
class OidcController {

    private static final Logger log = LoggerFactory.getLogger(OidcController.class);
    // Cancelled by the person: OAuth 2.0, section 4.1.2.1.
    private static final String DENIED = "access_denied";

    private final IdentityServers servers;
    private final OidcClient client;
    private final OidcExchange exchange;
    private final SigningInByOidc signingIn;
    private final RelyingParty relyingParty;
    private final Throttle throttle;

    OidcController(
            IdentityServers servers,
            OidcClient client,
            OidcExchange exchange,
            SigningInByOidc signingIn,
            RelyingParty relyingParty,
            Throttle throttle) {
        this.servers = servers;
        this.client = client;
        this.exchange = exchange;
        this.signingIn = signingIn;
        this.relyingParty = relyingParty;
        this.throttle = throttle;
    }

    /** What the sign-in page offers. */
    record SignInOptions(boolean passwords, boolean passkeys, List<OidcOption> oidc) {}

    /** An identity server; its url is to be opened, not fetched. */
    record OidcOption(
            @Schema(example = "entra") String id,
            @Schema(example = "Acme account") String label,
            @Schema(example = "/api/v1/sign-in/oidc/entra") String url) {}

    @GetMapping("/sign-in-options")
    @Anonymous
    @Operation(summary = "With what people can sign in here")
    SignInOptions options() {
        return new SignInOptions(
                true,
                relyingParty.canHavePasskeys(),
                servers.all().stream()
                        .map(server -> new OidcOption(server.id(), server.label(), path(server.id())))
                        .toList());
    }

    @GetMapping("/sign-in/oidc/{id}")
    @Anonymous
    @Operation(
            summary = "Sends a browser to an identity server (302)",
            description = "It comes back signed in at /, or at /sign-in?refused=… with one of unknown-person,"
                    + " ambiguous-person, unverified-email, cancelled, too-old, no-answer, failed.")
    ResponseEntity<Void> leave(
            @PathVariable String id,
            @Parameter(description = "true: the identity server asks for the password again, which counts as a step-up")
                    @RequestParam(defaultValue = "false")
                    boolean afresh,
            HttpServletRequest request,
            HttpServletResponse response) {
        requirePatience(request);
        IdentityServers.IdentityServer server = find(id);
        ClientRegistration registration = registration(server, request).orElse(null);
        if (registration == null) {
            return refused(signingIn.refused(SigningInByOidc.Refusal.NO_ANSWER, server, Visitor.of(request)), request);
        }
        OAuth2AuthorizationRequest asked = client.request(registration, request, afresh);
        OidcCookie.set(
                request,
                response,
                exchange.sealed(new OidcExchange.Begun(
                        id,
                        Objects.requireNonNull(asked.getState()),
                        Objects.requireNonNull(asked.<String>getAttribute(OidcParameterNames.NONCE)),
                        Objects.requireNonNull(asked.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                        Objects.requireNonNull(registration.getRedirectUri()),
                        afresh,
                        exchange.expires())));
        return to(asked.getAuthorizationRequestUri());
    }

    @GetMapping("/sign-in/oidc/{id}/answer")
    @Anonymous
    @AnyQuery
    @Operation(summary = "Where an identity server sends a browser back to (302)")
    ResponseEntity<Void> comeBack(
            @PathVariable String id,
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        requirePatience(request);
        IdentityServers.IdentityServer server = find(id);
        Visitor visitor = Visitor.of(request);
        OidcExchange.Begun begun = OidcCookie.value(request)
                .flatMap(exchange::open)
                .filter(known -> known.server().equals(id) && isSame(known.state(), state))
                .orElse(null);
        OidcCookie.clear(request, response);
        if (begun == null) {
            return refused(signingIn.refused(SigningInByOidc.Refusal.TOO_OLD, server, visitor), request);
        }
        if (code == null || error != null) {
            return refused(
                    signingIn.refused(
                            DENIED.equals(error) ? SigningInByOidc.Refusal.CANCELLED : SigningInByOidc.Refusal.FAILED,
                            server,
                            visitor),
                    request);
        }
        return switch (exchanged(server, begun, code, request, visitor)) {
            case SigningInByOidc.Outcome.SignedIn signedIn -> {
                throttle.succeeded(throttled(request), request.getRemoteAddr());
                SessionCookie.set(request, response, signedIn.secret());
                // NB: the page, and nothing that needs the cookie at once: it is SameSite=Strict, and not sent along
                // with what another site leads to. What the page then fetches has it.
                yield to("/");
            }
            case SigningInByOidc.Outcome.Refused refused -> refused(refused, request);
        };
    }

    private SigningInByOidc.Outcome exchanged(
            IdentityServers.IdentityServer server,
            OidcExchange.Begun begun,
            String code,
            HttpServletRequest request,
            Visitor visitor) {
        ClientRegistration registration = registration(server, request).orElse(null);
        if (registration == null) {
            return signingIn.refused(SigningInByOidc.Refusal.NO_ANSWER, server, visitor);
        }
        try {
            return signingIn.signIn(server, client.exchange(registration, begun, code), begun.afresh(), visitor);
        } catch (AuthenticationException e) {
            log.warn(
                    "Expected the identity server {} to stand by whom it sent, but: {}",
                    server.id(),
                    e instanceof OAuth2AuthenticationException refused
                            ? refused.getError().getErrorCode()
                            : e.getClass().getSimpleName());
            return signingIn.refused(SigningInByOidc.Refusal.FAILED, server, visitor);
        }
    }

    private IdentityServers.IdentityServer find(String id) {
        return servers.find(id).orElseThrow(() -> Problem.notFound("identity server", id));
    }

    /** Empty where the identity server does not say how to speak with it. */
    private Optional<ClientRegistration> registration(
            IdentityServers.IdentityServer server, HttpServletRequest request) {
        String back = relyingParty.address(request) + path(server.id()) + "/answer";
        try {
            return Optional.of(servers.registration(server, back));
        } catch (RuntimeException e) {
            // NB: of an address that is wrong or away the library makes several kinds.
            log.warn("Expected the identity server {} to describe itself, but: {}", server.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Each refusal is written down. */
    private void requirePatience(HttpServletRequest request) {
        throttle.requirePatience(throttled(request), request.getRemoteAddr());
    }

    private static String throttled(HttpServletRequest request) {
        return "identity server from " + request.getRemoteAddr();
    }

    private static boolean isSame(String known, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(String id) {
        return "/api/v1/sign-in/oidc/" + id;
    }

    private ResponseEntity<Void> refused(SigningInByOidc.Outcome.Refused refused, HttpServletRequest request) {
        if (refused.why() != SigningInByOidc.Refusal.CANCELLED) {
            throttle.failedOnlyFor(throttled(request), request.getRemoteAddr());
        }
        return to("/sign-in?refused=" + refused.why().id());
    }

    private static ResponseEntity<Void> to(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(address))
                .build();
    }
}
