package io.cordon.organisation;

import io.cordon.api.Cursor;
import io.cordon.api.Finding;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/organisations")
@Tag(name = "organisations", description = "Clients and the provider, and what they have agreed on")
class OrganisationController {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Organisations organisations;
    private final SettingUpOrganisation settingUp;
    private final KillSwitches switches;

    OrganisationController(Organisations organisations, SettingUpOrganisation settingUp, KillSwitches switches) {
        this.organisations = organisations;
        this.settingUp = settingUp;
        this.switches = switches;
    }

    /** An organisation as callers write it. */
    record OrganisationBody(
            String name,

            @Schema(allowableValues = {"client", "provider"})
            String kind,

            String timeZone,
            @Nullable String country) {}

    /** An organisation as callers see it. */
    record OrganisationView(
            OrganisationId id,
            String name,
            Party kind,
            String timeZone,
            @Nullable String country,

            @Schema(
                    description =
                            "whether it belongs to the example hour: nothing real acts for it, and no mail leaves")
            boolean example,

            @Schema(description = "whether a kill switch is on, so that nothing is changed for it at its products")
            boolean stopped) {
        static OrganisationView of(Organisation organisation, Set<OrganisationId> stopped) {
            return new OrganisationView(
                    organisation.id(),
                    organisation.name(),
                    organisation.kind(),
                    organisation.timeZone().getId(),
                    organisation.country(),
                    organisation.example(),
                    stopped.contains(organisation.id()));
        }
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The organisations within the caller's reach")
    Page<OrganisationView> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        Set<OrganisationId> stopped = switches.stopped();
        return Page.of(
                        organisations.after(Cursor.decode(cursor), size + 1),
                        size,
                        organisation -> organisation.id().value())
                .map(organisation -> OrganisationView.of(organisation, stopped));
    }

    @GetMapping("/{org}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "One organisation")
    OrganisationView one(@PathVariable OrganisationId org) {
        return organisations.find(org).map(this::view).orElseThrow(() -> Problem.notFound("organisation", org));
    }

    // NB: the variable is not called "org", since the organisation need not be there yet: reach is checked inside.
    @PutMapping("/{id}")
    @Allowed(Role.ADMIN)
    @Operation(
            summary = "Adds a client, or changes an organisation",
            description = "Only the provider's administrator adds clients. A new client starts with a grant that lets"
                + " the provider in, which its own administrator can revoke. With If-None-Match: * only a new one is"
                + " added: 412 where somebody has that id already.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = OrganisationBody.class),
                                            examples = @ExampleObject("{\"name\":\"Acme Ltd\",\"kind\":\"client\","
                                                            + "\"timeZone\":\"Europe/Berlin\",\"country\":\"DE\"}"))))
    ResponseEntity<OrganisationView> put(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            Caller caller) {
        Organisation wanted = read(id, body);
        return switch (settingUp.put(wanted, onlyNew(ifNoneMatch), caller)) {
            case SettingUpOrganisation.Outcome.Added added ->
                ResponseEntity.status(HttpStatus.CREATED).body(view(added.organisation()));
            case SettingUpOrganisation.Outcome.Changed changed -> ResponseEntity.ok(view(changed.organisation()));
            case SettingUpOrganisation.Outcome.Taken taken ->
                throw Problem.alreadyThere("Expected no organisation '" + id
                        + "' yet, but there is one: choose another id for a new one.");
            case SettingUpOrganisation.Outcome.Invalid invalid -> throw Problem.invalid(invalid.findings());
            case SettingUpOrganisation.Outcome.OutOfReach none -> throw Problem.notFound("organisation", id);
        };
    }

    private OrganisationView view(Organisation organisation) {
        return OrganisationView.of(organisation, switches.stopped());
    }

    /** NB: a condition that cannot be kept must not be left out. */
    private static boolean onlyNew(@Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Problem.unreadable("Expected * in If-None-Match, for a new organisation only, but got '" + ifNoneMatch
                    + "': organisations have no versions.");
        }
        return ifNoneMatch != null;
    }

    private static Organisation read(String id, JsonNode body) {
        List<Finding> findings = new ArrayList<>();
        if (!OrganisationId.isValid(id)) {
            findings.add(new Finding(
                    "id", "Expected 1 to 63 lower-case letters, digits and hyphens, but got '" + id + "'."));
        }
        Fields fields = Fields.of(body, findings);
        String name = fields.text("name", 200);
        Party kind = fields.choice("kind", Party.values(), Party::id, Party.CLIENT);
        ZoneId zone = fields.timeZone("timeZone");
        String country = fields.optionalText("country", 2);
        if (country != null && !COUNTRIES.contains(country)) {
            findings.add(new Finding(
                    "country", "Expected a country of ISO 3166-1 such as DE or AU, but got '" + country + "'."));
        }
        fields.nothingElse();
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return new Organisation(new OrganisationId(id), name, kind, zone, country);
    }
}
