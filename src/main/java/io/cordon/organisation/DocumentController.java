package io.cordon.organisation;

import static io.cordon.tenancy.Role.ADMIN;
import static io.cordon.tenancy.Role.AUDITOR;
import static io.cordon.tenancy.Role.ENGINEER;
import static io.cordon.tenancy.Role.LEAD;
import static io.cordon.tenancy.Role.RESPONDER;
import static org.springframework.http.HttpHeaders.IF_MATCH;

import io.cordon.api.IfMatch;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.SteppedUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/organisations/{org}")
@Tag(
        name = "contract",
        description = "The documents of an organisation; each PUT makes a version, whose number is its ETag. With"
                + " If-Match, a version that somebody else has made since is not written over (412).")
class DocumentController {

    private final ChangingDocument changing;

    DocumentController(ChangingDocument changing) {
        this.changing = changing;
    }

    @GetMapping("/people")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "The organisation's people")
    Stored<People> people(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.PEOPLE);
    }

    @PutMapping("/people")
    @Allowed(ADMIN)
    @SteppedUp
    @Operation(
            summary = "Replaces the organisation's people",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = People.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"people\":[{\"id\":\"anna\",\"name\":\"Anna"
                                                                + " Admin\",\"email\":\"anna@acme.example\",\"phone\":null,\"roles\":[\"admin\",\"lead\"],\"functions\":[]}]}"))))
    Stored<People> putPeople(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.PEOPLE, body, ifMatch, caller);
    }

    @GetMapping("/raci")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "The matrix: who is Responsible, Accountable, Consulted, Informed for which function")
    RaciView raci(@PathVariable OrganisationId org) {
        return RaciView.of(changing.read(org, DocumentKind.RACI));
    }

    @PutMapping("/raci")
    @Allowed(ADMIN)
    @Operation(
            summary = "Replaces the matrix; gaps are accepted and told, two Accountable are not",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Raci.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"functions\":[{\"function\":\"containment-approval\",\"client\":\"RA\",\"provider\":\"C\"}]}"))))
    RaciView putRaci(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return RaciView.of(write(org, DocumentKind.RACI, body, ifMatch, caller));
    }

    @GetMapping("/authority")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "What the client lets be done to its systems; no grant means never")
    Stored<Authority> authority(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.AUTHORITY);
    }

    @PutMapping("/authority")
    @Allowed(ADMIN)
    @SteppedUp
    @Operation(
            summary = "Replaces the grants of authority",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Authority.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"grants\":[{\"verb\":\"block_ip\",\"mode\":\"automatic\",\"assets\":\"*\",\"hours\":\"always\",\"maxPerHour\":20,\"expires\":null}]}"))))
    Stored<Authority> putAuthority(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.AUTHORITY, body, ifMatch, caller);
    }

    @GetMapping("/protected-assets")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "What must never be contained")
    Stored<ProtectedAssets> protectedAssets(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.PROTECTED_ASSETS);
    }

    @PutMapping("/protected-assets")
    @Allowed(ADMIN)
    @Operation(
            summary = "Replaces the list of what must never be contained",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ProtectedAssets.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"entries\":[{\"kind\":\"ip\",\"value\":\"10.0.0.1\",\"why\":\"default"
                                                                + " gateway\"}]}"))))
    Stored<ProtectedAssets> putProtectedAssets(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.PROTECTED_ASSETS, body, ifMatch, caller);
    }

    @GetMapping("/assets")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "What the client owns")
    Stored<Assets> assets(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.ASSETS);
    }

    @PutMapping("/assets")
    @Allowed(ADMIN)
    @Operation(
            summary = "Replaces the list of what the client owns",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Assets.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"assets\":[{\"id\":\"srv-1\",\"kind\":\"host\",\"names\":[\"srv-1.acme.example\"],\"addresses\":[\"10.0.0.10\"],\"class\":\"server\",\"criticality\":4,\"owner\":\"anna\"}]}"))))
    Stored<Assets> putAssets(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.ASSETS, body, ifMatch, caller);
    }

    @GetMapping("/on-call")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "Who is on call when, in which order")
    Stored<OnCall> onCall(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.ON_CALL);
    }

    @PutMapping("/on-call")
    @Allowed(ADMIN)
    @Operation(
            summary = "Replaces the on-call order",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = OnCall.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"rotations\":[{\"party\":\"client\",\"timeZone\":\"Europe/Berlin\",\"shifts\":[{\"order\":1,\"person\":\"anna\",\"days\":[\"monday\"],\"from\":\"18:00\",\"to\":\"08:00\"}],\"overrides\":[{\"order\":1,\"person\":\"bert\",\"from\":\"2026-12-24T18:00:00Z\",\"to\":\"2026-12-27T07:00:00Z\"}]}]}"))))
    Stored<OnCall> putOnCall(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.ON_CALL, body, ifMatch, caller);
    }

    @GetMapping("/calendar")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "Business hours and holidays")
    Stored<BusinessCalendar> calendar(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.CALENDAR);
    }

    @PutMapping("/calendar")
    @Allowed(ADMIN)
    @Operation(
            summary = "Replaces business hours and holidays",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = BusinessCalendar.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"timeZone\":\"Europe/Berlin\",\"hours\":{\"monday\":[{\"from\":\"08:00\",\"to\":\"18:00\"}]},\"holidays\":[{\"date\":\"2026-12-25\",\"name\":\"Christmas\"}]}"))))
    Stored<BusinessCalendar> putCalendar(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.CALENDAR, body, ifMatch, caller);
    }

    @GetMapping("/service-levels")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "What was promised, in minutes, per severity")
    Stored<ServiceLevels> serviceLevels(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.SERVICE_LEVELS);
    }

    @PutMapping("/service-levels")
    @Allowed(ADMIN)
    @Operation(
            summary = "Replaces what was promised",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ServiceLevels.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"levels\":[{\"severity\":\"critical\",\"notify\":15,\"acknowledge\":15,\"contain\":30,\"resolve\":480,\"clock\":\"always\"}]}"))))
    Stored<ServiceLevels> putServiceLevels(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.SERVICE_LEVELS, body, ifMatch, caller);
    }

    @GetMapping("/regimes")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "Which duties to notify apply")
    Stored<Regimes> regimes(@PathVariable OrganisationId org) {
        return changing.read(org, DocumentKind.REGIMES);
    }

    @PutMapping("/regimes")
    @Allowed(ADMIN)
    @Operation(
            summary = "Replaces the list of duties to notify",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Regimes.class),
                                            examples = @ExampleObject("{\"regimes\":[\"gdpr\",\"nis2\"]}"))))
    Stored<Regimes> putRegimes(
            @PathVariable OrganisationId org,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        return write(org, DocumentKind.REGIMES, body, ifMatch, caller);
    }

    private <D extends Document> Stored<D> write(
            OrganisationId org, DocumentKind<D> kind, JsonNode body, @Nullable String ifMatch, Caller caller) {
        return switch (changing.write(org, kind, body, IfMatch.read(ifMatch), caller)) {
            case ChangingDocument.Outcome.Written<D> written -> written.stored();
            case ChangingDocument.Outcome.Invalid<D> invalid -> throw Problem.invalid(invalid.findings());
            case ChangingDocument.Outcome.Outdated<D> outdated ->
                throw Problem.conflict("Expected a change of the current version " + outdated.current() + " of "
                        + kind.id() + ", but the body was made from another one: read it again, and change that.");
            case ChangingDocument.Outcome.Overtaken<D>(Stored<D> current) ->
                throw Problem.overtaken(
                        "Expected version " + ifMatch + " of " + kind.id() + ", but "
                                + (current.changedBy() == null
                                        ? "nobody has written it yet"
                                        : "version " + current.version() + " stands, which " + current.changedBy()
                                                + " made at " + current.changedAt())
                                + ": look at what is different, and change that version.",
                        current.version(),
                        current.changedBy(),
                        current.changedAt());
        };
    }
}
