package io.cordon.organisation;

import io.cordon.api.Finding;
import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import io.cordon.tenancy.StepUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Transactional
@RequestMapping("/api/v1/organisations/{org}/kill-switch")
@Tag(name = "kill switch", description = "Stops every change to the outside at once")
class KillSwitchController {

    private final KillSwitches switches;
    private final AuditTrail audit;
    private final StepUp stepUp;
    private final ApplicationEventPublisher events;

    KillSwitchController(KillSwitches switches, AuditTrail audit, StepUp stepUp, ApplicationEventPublisher events) {
        this.switches = switches;
        this.audit = audit;
        this.stepUp = stepUp;
        this.events = events;
    }

    /**
     * Whether changes are stopped.
     *
     * @param switches who stops them, since when and why; while there is one, they are
     */
    record KillSwitchView(boolean on, List<KillSwitches.Switch> switches) {}

    /** What {@link #put} reads, for the interface's description: a record would take a text for a yes. */
    record KillSwitchWish(
            @Schema(requiredMode = RequiredMode.REQUIRED) boolean on,

            @Schema(description = "up to 500 characters; must be given to stop changes") @Nullable
            String why) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Whether every change to the outside is stopped, and by whose word")
    KillSwitchView show(@PathVariable OrganisationId org) {
        return view(org);
    }

    @PutMapping
    @Allowed({Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Stops every change to the outside, or lets changes happen again",
            description = "Client and provider each have a switch of their own for the client, and nothing is changed"
                    + " while either is on. The client lifts both, the provider only its own;"
                    + " what the client set with a password or token that none of the provider's people gave out, only"
                    + " another such lifts. On the provider's own"
                    + " organisation it stops the changes of every client, and only the provider lifts that. The"
                    + " answer names all that are on; 403 where they are all somebody else's to lift.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = KillSwitchWish.class),
                                            examples =
                                                    @ExampleObject("{\"on\":true,\"why\":\"restoring from backup\"}"))))
    KillSwitchView put(@PathVariable OrganisationId org, @RequestBody JsonNode body, Caller caller) {
        List<Finding> findings = new ArrayList<>();
        Fields fields = Fields.of(body, findings);
        boolean on = fields.flag("on");
        String why = on ? fields.text("why", 500) : fields.optionalText("why", 500);
        fields.nothingElse();
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        if (on) {
            switches.on(org, caller.party(), String.valueOf(why), caller.name(), caller.byProvider());
        } else {
            lift(org, caller);
        }
        audit.append(
                org,
                caller.name(),
                on ? "kill-switch-set" : "kill-switch-lifted",
                "organisation:" + org,
                Map.of("party", caller.party().id(), "why", why == null ? "" : why));
        events.publishEvent(new KillSwitchTurned(org));
        return view(org);
    }

    /**
     * The client decides over its own house; the provider takes back no more than its own word, also where its people
     * come with what they gave out for the client's.
     */
    private void lift(OrganisationId org, Caller caller) {
        // Only here: what stops changes must never wait for a proof.
        stepUp.require();
        boolean lifted = switches.off(org, Party.PROVIDER, false);
        if (caller.party() == Party.CLIENT) {
            lifted |= switches.off(org, Party.CLIENT, caller.byProvider());
        }
        List<KillSwitches.Switch> others = switches.of(org);
        if (!lifted && !others.isEmpty()) {
            throw Problem.forbidden(
                    "Expected a switch that the " + caller.party().id() + " may lift, but those that"
                            + " stop " + org + " are not: "
                            + others.stream().map(on -> words(on, caller)).collect(Collectors.joining("; ")) + ".");
        }
    }

    private static String words(KillSwitches.Switch on, Caller caller) {
        String set = "set by " + on.switchedBy() + " at " + on.switchedAt() + " (" + on.why() + "), which only ";
        return on.party() == Party.CLIENT && caller.party() == Party.CLIENT
                ? set + "a password or token lifts that none of the provider's people gave out"
                : set + "the " + on.party().id() + " lifts";
    }

    private KillSwitchView view(OrganisationId org) {
        List<KillSwitches.Switch> on = switches.of(org);
        return new KillSwitchView(!on.isEmpty(), on);
    }
}
