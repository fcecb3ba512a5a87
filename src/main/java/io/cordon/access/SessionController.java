package io.cordon.access;

import io.cordon.api.Finding;
import io.cordon.api.Problem;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.cordon.tenancy.SteppedUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "sign-in", description = "Sessions of people, and their first password")
class SessionController {

    // One for all that can be no name, so that what a stranger writes there takes no memory.
    private static final String NOBODY = "nobody";
    private static final Duration CODE_HOLDS = Duration.ofDays(3);

    private final SigningIn signingIn;
    private final Persons persons;
    private final Throttle throttle;
    private final ProvidersHand providersHand;
    private final Factors factors;

    SessionController(
            SigningIn signingIn, Persons persons, Throttle throttle, ProvidersHand providersHand, Factors factors) {
        this.signingIn = signingIn;
        this.persons = persons;
        this.throttle = throttle;
        this.providersHand = providersHand;
        this.factors = factors;
    }

    /** Name, password, and what some people need beside them. */
    record SignInRequest(
            @Schema(
                    example = "admin",
                    description = "<organisation>/<person>; the provider's people leave out the first")
            @Nullable
            String username,

            @Schema(example = "correct horse battery staple") @Nullable
            String password,

            @Schema(
                    example = "287082",
                    description = "of the person's authenticator, or a recovery code; only for who has set one up")
            @Nullable
            String code) {}

    /** A code and the password that is chosen with it. */
    record SetupRequest(
            @Schema(example = "K7PQM-2XWVA-9RTHC-DNE4B") @Nullable
            String code,

            @Schema(example = "correct horse battery staple") @Nullable
            String password,

            @Schema(example = "acme/anna", description = "left out: the first administrator") @Nullable
            String username) {}

    /** Whether the first administrator has no password yet. */
    record SetupState(boolean needed) {}

    /** A code, in the one answer that has it. */
    record SetupCode(String code) {}

    /** Who is signed in. */
    record SessionView(
            String name,
            @Nullable String person,
            String organisation,
            Party party,
            SortedSet<Role> roles,
            SortedSet<String> organisations,

            @Schema(
                    description = "of a person in a browser: what they can prove with who they are",
                    example = "[\"password\",\"totp\"]")
            List<String> factors,

            @Schema(description = "null for a token", example = "password+totp") @Nullable
            String signedInWith,

            @Schema(description = "until then nothing is refused with the type step-up-required; null for a token")
            @Nullable
            Instant steppedUpUntil) {
        static SessionView of(Caller caller, @Nullable Session session, List<String> factors) {
            SortedSet<String> reach = new TreeSet<>();
            caller.reach().forEach(organisation -> reach.add(organisation.value()));
            return new SessionView(
                    caller.name(),
                    caller.person() == null ? null : caller.person().id(),
                    caller.home().value(),
                    caller.party(),
                    new TreeSet<>(caller.roles()),
                    reach,
                    factors,
                    session == null ? null : session.signedInWith(),
                    session == null ? null : RequiringStepUp.until(session));
        }
    }

    @GetMapping("/session")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Who the caller is, and what they reach")
    SessionView whoAmI(Caller caller) {
        Session session = CallerAuthentication.session().orElse(null);
        return SessionView.of(caller, session, session == null ? List.of() : factors.of(session.person()));
    }

    @PostMapping("/session")
    @Anonymous
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Signs a person in; the answer sets the session's cookies",
            description = "401 with the type urn:cordon:problem:second-factor-required where the password is right, but"
                    + " the person has an authenticator and the code is missing or wrong.")
    void signIn(@RequestBody SignInRequest body, HttpServletRequest request, HttpServletResponse response) {
        String username = String.valueOf(body.username()).strip();
        PersonRef person = SigningIn.named(username).orElse(null);
        String key = throttled(username);
        throttle.requirePatience(key, request.getRemoteAddr());
        String password = body.password() == null ? "" : body.password();
        switch (signingIn.signIn(person, password, typed(body.code()), Visitor.of(request))) {
            case SigningIn.Outcome.SignedIn signedIn -> {
                throttle.succeeded(key, request.getRemoteAddr());
                SessionCookie.set(request, response, signedIn.secret());
            }
            case SigningIn.Outcome.Wrong wrong -> {
                throttle.failed(key, request.getRemoteAddr());
                throw Problem.unauthorized("Expected a name and a password that belong together.");
            }
            case SigningIn.Outcome.CodeMissing missing ->
                throw Problem.secondFactorRequired(
                        "Expected a code of your authenticator, or a recovery code, beside name and password.");
            case SigningIn.Outcome.CodeWrong wrong -> {
                throttle.failed(key, request.getRemoteAddr());
                throw Problem.secondFactorRequired("Expected the code that your authenticator shows now, or a recovery"
                        + " code, neither used before, but this one is wrong.");
            }
        }
    }

    @DeleteMapping("/session")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Signs out")
    void signOut(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String secret = SessionCookie.secret(request);
        if (secret != null && caller.person() != null) {
            signingIn.signOut(caller.person(), secret);
        }
        SessionCookie.clear(request, response);
    }

    @GetMapping("/setup")
    @Anonymous
    @Operation(summary = "Whether the first administrator still has to choose a password")
    SetupState setup() {
        return new SetupState(!signingIn.hasPassword(Callers.ADMINISTRATOR));
    }

    @PostMapping("/setup")
    @Anonymous
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Chooses a password with a one-time code",
            description = "The console shows the first administrator's code at start; everybody else's is made by an"
                    + " administrator.")
    void choosePassword(@RequestBody SetupRequest body, HttpServletRequest request) {
        PersonRef person = body.username() == null
                ? Callers.ADMINISTRATOR
                : SigningIn.named(body.username()).orElse(Callers.ADMINISTRATOR);
        String key = "setup:" + person;
        // Before the password is looked at, which is work that a stranger asks for.
        throttle.requirePatience(key, request.getRemoteAddr());
        String password = validated(body);
        if (!signingIn.choosePassword(person, String.valueOf(body.code()), password)) {
            throttle.failed(key, request.getRemoteAddr());
            throw Problem.forbidden("Expected the one-time code that was given out for " + person
                    + " last, but this one is wrong, used or too old. For another person, send a username such as"
                    + " acme/anna.");
        }
    }

    @PostMapping("/organisations/{org}/people/{person}/setup-code")
    @Allowed(Role.ADMIN)
    @SteppedUp
    @Transactional
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes the code with which a person chooses a password; it holds for three days, once")
    SetupCode giveCode(@PathVariable OrganisationId org, @PathVariable String person, Caller caller) {
        if (providersHand.isStopped(org, caller)) {
            throw Problem.forbidden("The client has stopped every change: until it lifts that, only an"
                    + " administrator of the client with a password of their own lets its people choose theirs.");
        }
        PersonRef ref = new PersonRef(org, person);
        if (persons.find(ref).isEmpty()) {
            throw Problem.notFound("person", person);
        }
        boolean byProvider = providersHand.acts(org, caller);
        return new SetupCode(signingIn.giveCode(ref, CODE_HOLDS, caller.name(), byProvider));
    }

    /** Null where nothing was typed. */
    static @Nullable String typed(@Nullable String code) {
        return code == null || code.isBlank() || code.length() > 100 ? null : code.strip();
    }

    /** What wrong tries are counted under. */
    static String throttled(String username) {
        return SigningIn.named(username).map(PersonRef::toString).orElse(NOBODY);
    }

    private static String validated(SetupRequest body) {
        List<Finding> findings = new ArrayList<>();
        if (body.code() == null || body.code().isBlank() || body.code().length() > 100) {
            findings.add(new Finding("code", "Expected the one-time code, such as K7PQM-2XWVA-9RTHC-DNE4B."));
        }
        String password = body.password() == null ? "" : body.password();
        String username = body.username() == null ? "admin" : body.username();
        PasswordRule.refusal(password, List.of(("cordon/" + username).split("/", -1)))
                .ifPresent(why -> findings.add(new Finding("password", why)));
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return password;
    }
}
