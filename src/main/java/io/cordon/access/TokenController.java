package io.cordon.access;

import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Transactional
@RequestMapping("/api/v1/organisations/{org}/tokens")
@Tag(name = "tokens", description = "Tokens for scripts, products and people")
class TokenController {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Tokens tokens;
    private final Persons persons;
    private final Callers callers;
    private final AuditTrail audit;
    private final ProvidersHand providersHand;
    private final Clock clock;

    TokenController(
            Tokens tokens,
            Persons persons,
            Callers callers,
            AuditTrail audit,
            ProvidersHand providersHand,
            Clock clock) {
        this.tokens = tokens;
        this.persons = persons;
        this.callers = callers;
        this.audit = audit;
        this.providersHand = providersHand;
        this.clock = clock;
    }

    /** A wish for a token. */
    record TokenRequest(
            @Schema(example = "wazuh manager") @Nullable String name,

            @Schema(
                    example = "integration",
                    allowableValues = {"integration", "responder", "lead", "engineer", "auditor", "admin"})
            @Nullable
            String role,

            @Schema(description = "the id of the person that the token acts as", example = "anna") @Nullable
            String person,

            @Schema(description = "null: until it is revoked", example = "2027-12-31T23:59:59Z") @Nullable
            Instant expires) {}

    /** A new token, in the one answer that has its secret. */
    record NewToken(UUID id, String token) {}

    /** A token without its secret. */
    record TokenView(
            UUID id,
            String name,
            Role role,
            @Nullable String person,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expires,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {
        static TokenView of(Tokens.Token token) {
            return new TokenView(
                    token.id(),
                    token.name(),
                    token.role(),
                    token.person(),
                    token.createdAt(),
                    token.createdBy(),
                    token.expires(),
                    token.revokedAt(),
                    token.lastUsedAt());
        }
    }

    @GetMapping
    @Allowed(Role.ADMIN)
    @Operation(summary = "The organisation's tokens, without their secrets")
    Page<TokenView> list(
            @PathVariable OrganisationId org,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return Page.whole(tokens.of(org).stream().map(TokenView::of).toList(), limit, cursor);
    }

    @PostMapping
    @Allowed(Role.ADMIN)
    @SteppedUp
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Makes a token; its secret is shown in this answer only",
            description = "A token with the role 'integration' sends alerts and nothing else. With a person it acts as"
                    + " that person, and dies when they leave the people document.")
    NewToken add(@PathVariable OrganisationId org, @RequestBody TokenRequest request, Caller caller) {
        Role role = validated(org, request);
        boolean couldLift = role == Role.ADMIN || role == Role.LEAD;
        if (couldLift && providersHand.isStopped(org, caller)) {
            throw Problem.forbidden("The client has stopped every change: until it lifts that, only an"
                    + " administrator of the client with a password of their own makes tokens that could.");
        }
        boolean byProvider = providersHand.acts(org, caller);
        String secret = Tokens.newSecret();
        Tokens.Token token = new Tokens.Token(
                org,
                Ids.next(),
                String.valueOf(request.name()).strip(),
                role,
                request.person(),
                clock.instant(),
                caller.name(),
                byProvider,
                request.expires(),
                null,
                null);
        tokens.add(token, Tokens.hash(secret));
        audit.append(
                org,
                caller.name(),
                "token-added",
                "token:" + token.id(),
                Map.of("name", token.name(), "role", role.id(), "person", String.valueOf(token.person())));
        return new NewToken(token.id(), secret);
    }

    @DeleteMapping("/{id}")
    @Allowed(Role.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revokes a token at once")
    void revoke(@PathVariable OrganisationId org, @PathVariable String id, Caller caller) {
        UUID key = Ids.read("token", id);
        if (tokens.find(org, key).isEmpty()) {
            throw Problem.notFound("token", id);
        }
        if (tokens.revoke(org, key)) {
            audit.append(org, caller.name(), "token-revoked", "token:" + id, Map.of());
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    callers.forget();
                }
            });
        }
    }

    private Role validated(OrganisationId org, TokenRequest request) {
        List<Finding> findings = new ArrayList<>();
        String name = request.name();
        if (name == null
                || name.isBlank()
                || name.length() > 200
                || name.chars().anyMatch(Character::isISOControl)) {
            findings.add(new Finding(
                    "name", "Expected a name of 1 to 200 readable characters that says what the token is for."));
        }
        var role = Role.of(String.valueOf(request.role()));
        if (role.isEmpty()) {
            findings.add(new Finding(
                    "role",
                    "Expected one of "
                            + Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(", "))
                            + ", but got '" + request.role() + "'."));
        }
        if (request.person() != null
                && persons.find(new PersonRef(org, request.person())).isEmpty()) {
            findings.add(new Finding(
                    "person",
                    "Expected a person in the people document of " + org + ", but '" + request.person()
                            + "' is not there."));
        }
        Instant expires = request.expires();
        if (expires != null && !(expires.isAfter(clock.instant()) && expires.isBefore(LATEST))) {
            findings.add(new Finding(
                    "expires",
                    "Expected a time to come, before the year 10000, but got " + expires
                            + ". Leave it out for a token that holds until it is revoked."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return role.orElseThrow();
    }
}
