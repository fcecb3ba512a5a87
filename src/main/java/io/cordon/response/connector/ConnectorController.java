package io.cordon.response.connector;

import static org.springframework.http.HttpHeaders.IF_MATCH;

import io.cordon.api.IfMatch;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.api.Versioned;
import io.cordon.response.Verb;
import io.cordon.response.connector.ConnectorHealth.Health;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Connectors", description = "Which products of a client Cordon may change, and how they are reached")
class ConnectorController {

    private final SettingUpConnectors settingUp;
    private final ConnectorDocuments documents;
    private final ConnectorTypes types;
    private final ConnectorHealth health;
    private final TransactionTemplate transactions;

    ConnectorController(
            SettingUpConnectors settingUp,
            ConnectorDocuments documents,
            ConnectorTypes types,
            ConnectorHealth health,
            TransactionTemplate transactions) {
        this.settingUp = settingUp;
        this.documents = documents;
        this.types = types;
        this.health = health;
        this.transactions = transactions;
    }

    record Written(
            @Nullable String type,
            @Nullable Map<String, JsonNode> settings,
            @Nullable Map<String, @Nullable String> secrets,
            @Nullable Boolean enabled) {

        SettingUpConnectors.Wanted wanted() {
            Map<String, String> written = new HashMap<>();
            if (secrets != null) {
                secrets.forEach((field, value) -> written.put(field, value == null ? "" : value));
            }
            return new SettingUpConnectors.Wanted(
                    type == null ? "" : type,
                    settings == null ? Map.of() : settings,
                    written,
                    enabled == null || enabled);
        }
    }

    record Shown(
            String name,
            String type,
            Map<String, JsonNode> settings,
            List<String> secretsKept,
            boolean enabled,
            int version,
            @Nullable String changedBy,
            @Nullable Instant changedAt,
            Health health)
            implements Versioned {

        static Shown of(ConnectorDocument document, Health health) {
            return new Shown(
                    document.name(),
                    document.type(),
                    document.settings(),
                    document.secrets(),
                    document.enabled(),
                    document.version(),
                    document.changedBy(),
                    document.changedAt(),
                    health);
        }

        static Shown blockLists(Health health) {
            return new Shown(
                    BuiltIn.BLOCK_LISTS, BuiltIn.BLOCK_LISTS_TYPE, Map.of(), List.of(), true, 0, null, null, health);
        }
    }

    record TypeShown(String type, List<Verb> verbs, List<Verb> undoes, List<Field> fields) {}

    @GetMapping("/connector-types")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The kinds of connectors there are, with the fields of their settings")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true, content = @Content(examples = @ExampleObject("""
        {"items":[{"type":"opnsense","verbs":["block_ip"],"undoes":["block_ip"],"fields":[{"name":"url","label":"Address",\
        "help":"","type":"text","secret":false,"required":true,"otherwise":null,"destination":true,"lines":false,"options":[]}]}],"next":null}\
        """)))
    Page<TypeShown> types(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        return Page.whole(
                types.all().stream()
                        .map(connector -> new TypeShown(
                                connector.type(),
                                connector.verbs().stream().sorted().toList(),
                                connector.undoes().stream().sorted().toList(),
                                SettingsForm.of(connector.settings()).fields()))
                        .toList(),
                limit,
                cursor);
    }

    @GetMapping("/organisations/{org}/connectors")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "The connectors of an organisation, the hosted block lists first",
            description = "'health' says when each was last used and tried, how it last failed, and what waits for it.")
    Page<Shown> list(
            @PathVariable OrganisationId org,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return Page.whole(read(() -> shown(org, documents.all(org))), limit, cursor);
    }

    @GetMapping("/organisations/{org}/connectors/{name}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "One connector's set-up",
            description = "Secrets are never read back: secretsKept names those that are set.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true, content = @Content(examples = @ExampleObject("""
        {"name":"edge","type":"opnsense","settings":{"url":"https://fw.example","alias":"cordon_block"},\
        "secretsKept":["key","secret"],"enabled":true,"version":3,"changedBy":"acme/anna",\
        "changedAt":"2026-03-02T10:15:00Z",\
        "health":{"lastUsedAt":null,"lastFailure":null,"waiting":0,"awaySince":null,"lastTest":null}}\
        """)))
    Shown get(@PathVariable OrganisationId org, @PathVariable String name) {
        if (name.equals(BuiltIn.BLOCK_LISTS)) {
            return read(() -> shown(org, List.of())).getFirst();
        }
        return read(() -> documents.find(org, name).map(document -> shown(org, document)))
                .orElseThrow(() -> Problem.notFound("connector", name));
    }

    @PutMapping("/organisations/{org}/connectors/{name}")
    @Allowed({Role.ENGINEER, Role.ADMIN})
    @Operation(
            summary = "Sets a connector up, or changes it",
            description = "Secrets that are left out stay as they are, unless the settings that say where they are sent"
                    + " change. A wrong document is refused with every finding. With If-Match, a version that somebody"
                    + " else has made since is not written over; \"0\" stands for none.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
        {"type":"opnsense","settings":{"url":"https://fw.example","alias":"cordon_block"},\
        "secrets":{"key":"…","secret":"…"},"enabled":true}\
        """)))
    Shown put(
            @PathVariable OrganisationId org,
            @PathVariable String name,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Written body,
            Caller caller) {
        return switch (settingUp.write(org, name, body.wanted(), IfMatch.read(ifMatch), caller.name())) {
            case SettingUpConnectors.Answer.Written written -> read(() -> shown(org, written.document()));
            case SettingUpConnectors.Answer.Wrong wrong -> throw Problem.invalid(wrong.findings());
            case SettingUpConnectors.Answer.Overtaken overtaken ->
                throw overtaken.standing().map(ConnectorController::overtaken).orElseGet(() -> gone(name));
        };
    }

    @DeleteMapping("/organisations/{org}/connectors/{name}")
    @Allowed({Role.ENGINEER, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Removes a connector and its secrets",
            description = "409 while actions of it hold: undo them first, or disable the connector. With If-Match, a"
                    + " version that somebody else has made since is not removed.")
    void delete(
            @PathVariable OrganisationId org,
            @PathVariable String name,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        if (name.equals(BuiltIn.BLOCK_LISTS)) {
            throw Problem.conflict("The hosted block lists are always there.");
        }
        switch (settingUp.remove(org, name, IfMatch.read(ifMatch), caller.name())) {
            case SettingUpConnectors.Removal.Removed removed -> {}
            case SettingUpConnectors.Removal.NotThere none -> throw Problem.notFound("connector", name);
            case SettingUpConnectors.Removal.Overtaken overtaken -> throw overtaken(overtaken.standing());
            case SettingUpConnectors.Removal.StillHolds holds ->
                throw Problem.conflict("Expected connector '" + name
                        + "' to hold nothing, but actions of it are under way or in effect: undo them first, or put"
                        + " the document with \"enabled\":false.");
        }
    }

    /** The hosted block lists, and then these. */
    private List<Shown> shown(OrganisationId org, List<ConnectorDocument> chosen) {
        List<String> names = new ArrayList<>(List.of(BuiltIn.BLOCK_LISTS));
        chosen.forEach(document -> names.add(document.name()));
        Map<String, Health> known = health.of(org, names);
        List<Shown> shown =
                new ArrayList<>(List.of(Shown.blockLists(Objects.requireNonNull(known.get(BuiltIn.BLOCK_LISTS)))));
        chosen.forEach(document -> shown.add(Shown.of(document, Objects.requireNonNull(known.get(document.name())))));
        return shown;
    }

    private Shown shown(OrganisationId org, ConnectorDocument document) {
        return shown(org, List.of(document)).getLast();
    }

    private static Problem overtaken(ConnectorDocument standing) {
        return Problem.overtaken(
                "Expected another version of connector '" + standing.name() + "', but version " + standing.version()
                        + " stands, which " + standing.changedBy() + " made at " + standing.changedAt()
                        + ": look at what is different, and change that version.",
                standing.version(),
                standing.changedBy(),
                standing.changedAt());
    }

    private static Problem gone(String name) {
        return Problem.overtaken(
                "Expected a connector '" + name + "', but there is none: somebody has removed it.", 0, null, null);
    }

    private <T> T read(Supplier<T> query) {
        return Objects.requireNonNull(transactions.execute(status -> query.get()));
    }
}
