package io.cordon.organisation;

import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organisations/{org}/provider-access")
@Tag(name = "provider access", description = "Whether the provider may reach a client; the client decides")
class ProviderAccessController {

    private static final int ATTEMPTS = 5;

    private final ProviderAccess providerAccess;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;

    ProviderAccessController(
            ProviderAccess providerAccess,
            AuditTrail audit,
            ApplicationEventPublisher events,
            ActingFor actingFor,
            TransactionTemplate transaction) {
        this.providerAccess = providerAccess;
        this.audit = audit;
        this.events = events;
        this.actingFor = actingFor;
        this.transaction = transaction;
    }

    /**
     * Whether it stands, and every stretch of time in which it stood, newest first.
     *
     * @param remarks what the caller has to do now
     */
    record ProviderAccessView(boolean granted, List<ProviderAccess.Access> history, List<String> remarks) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Whether the provider may reach this client, and since when by whose word")
    @Transactional
    public ProviderAccessView show(@PathVariable OrganisationId org) {
        return view(org);
    }

    @PutMapping
    @Allowed(Role.ADMIN)
    @Operation(summary = "Lets the provider in again; the client's own administrator only")
    @Transactional
    public ProviderAccessView grant(@PathVariable OrganisationId org, Caller caller) {
        requireOwn(org, caller);
        if (providerAccess.grant(org, caller.name())) {
            changed(org, caller, "provider-access-granted");
        }
        return view(org);
    }

    @DeleteMapping
    @Allowed(Role.ADMIN)
    @Operation(
            summary = "Shuts the provider out at once; the client's own administrator only",
            description = "Its people get no further mail, their tasks go to the client's people, and every token that"
                + " they made here is revoked, those of sensors too; passwords that were chosen with a code of theirs"
                + " open nothing either. Only the token or session of this very call stays, and where the provider"
                + " gave that out and another administrator of the client has a password of their own, not even that."
                + " `remarks` says what the caller has to do then, and who can go on. Where the provider is out"
                + " already, what an earlier call left ends with this one.")
    ProviderAccessView revoke(@PathVariable OrganisationId org, Caller caller) {
        requireOwn(org, caller);
        for (int attempt = 1; ; attempt++) {
            try {
                // Nor does it ask whether its own caller is let in: it would share the lock that it wants for itself.
                return actingFor.withoutLimit(
                        () -> Objects.requireNonNull(transaction.execute(status -> shutOut(org, caller))));
            } catch (PessimisticLockingFailureException e) {
                // What it waited for waited for it: the shut-out must not be the one that is given up.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private ProviderAccessView shutOut(OrganisationId org, Caller caller) {
        List<String> remarks = new ArrayList<>();
        if (providerAccess.revoke(org, caller.name())) {
            changed(org, caller, "provider-access-revoked");
            events.publishEvent(new ProviderShutOut(org, caller));
        }
        // Also where the provider is out: what an earlier shut-out kept ends with this one, unless it is made with it.
        events.publishEvent(new ShutOutAsked(org, caller, remarks::add));
        return view(org, remarks);
    }

    private void changed(OrganisationId org, Caller caller, String action) {
        audit.append(org, caller.name(), action, "organisation:" + org, Map.of());
        events.publishEvent(new ReachChanged(org));
    }

    private ProviderAccessView view(OrganisationId org) {
        return view(org, List.of());
    }

    private ProviderAccessView view(OrganisationId org, List<String> remarks) {
        List<ProviderAccess.Access> history = providerAccess.of(org);
        boolean granted = history.stream().anyMatch(access -> access.revokedAt() == null);
        return new ProviderAccessView(granted, history, remarks);
    }

    private static void requireOwn(OrganisationId org, Caller caller) {
        if (!caller.home().equals(org) || org.equals(OrganisationId.PROVIDER)) {
            throw Problem.forbidden("Expected an administrator of the client " + org + ", but the caller belongs to "
                    + caller.home() + ": only the client decides whether the provider is let in.");
        }
    }
}
