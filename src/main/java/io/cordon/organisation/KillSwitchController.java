package io.cordon.organisation;

import io.cordon.api.Finding;
import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    KillSwitchController(KillSwitches switches, AuditTrail audit) {
        this.switches = switches;
        this.audit = audit;
    }

    /** Whether changes are stopped, and by whom. */
    record KillSwitchView(boolean on, List<KillSwitches.Switch> switches) {}

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
            description = "Each party has a switch of its own. What the client set, only the client lifts. On the"
                    + " provider's own organisation it stops changes for every client.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
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
            switches.on(org, caller.party(), String.valueOf(why), caller.name());
        } else {
            lift(org, caller);
        }
        audit.append(
                org,
                caller.name(),
                on ? "kill-switch-set" : "kill-switch-lifted",
                "organisation:" + org,
                Map.of("party", caller.party().id(), "why", why == null ? "" : why));
        return view(org);
    }

    private void lift(OrganisationId org, Caller caller) {
        if (caller.party() == Party.CLIENT) {
            switches.off(org, Party.CLIENT);
            switches.off(org, Party.PROVIDER);
            return;
        }
        switches.of(org).stream()
                .filter(one -> one.party() == Party.CLIENT)
                .findFirst()
                .ifPresent(one -> {
                    throw Problem.forbidden("Expected somebody of the client " + org + ", whose " + one.switchedBy()
                            + " set the switch (" + one.why() + "): the provider cannot lift it.");
                });
        switches.off(org, Party.PROVIDER);
    }

    private KillSwitchView view(OrganisationId org) {
        List<KillSwitches.Switch> on = switches.of(org);
        return new KillSwitchView(!on.isEmpty(), on);
    }
}
