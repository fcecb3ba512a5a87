package io.cordon.response.connector;

import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.response.Verb;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    private final Connectors connectors;
    private final ConnectorTypes types;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    ConnectorController(
            SettingUpConnectors settingUp,
            ConnectorDocuments documents,
            Connectors connectors,
            ConnectorTypes types,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        this.settingUp = settingUp;
        this.documents = documents;
        this.connectors = connectors;
        this.types = types;
        this.transactions = transactions;
        this.events = events;
    }

    record Written(
            @Nullable String type,
            @Nullable Map<String, JsonNode> settings,
            @Nullable Map<String, @Nullable String> secrets,
            @Nullable Boolean enabled) {}

    record Shown(
            String name,
            String type,
            Map<String, JsonNode> settings,
            List<String> secretsKept,
            boolean enabled,
            int version,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {

        static Shown of(ConnectorDocument document) {
            return new Shown(
                    document.name(),
                    document.type(),
                    document.settings(),
                    document.secrets(),
                    document.enabled(),
                    document.version(),
                    document.changedBy(),
                    document.changedAt());
        }

        static Shown blockLists() {
            return new Shown(BuiltIn.BLOCK_LISTS, BuiltIn.BLOCK_LISTS_TYPE, Map.of(), List.of(), true, 0, null, null);
        }
    }

    record TypeShown(String type, List<Verb> verbs, List<Verb> undoes, List<Field> fields) {}

    record Tried(boolean works, String text) {}

    @GetMapping("/connector-types")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The kinds of connectors there are, with the fields of their settings")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true, content = @Content(examples = @ExampleObject("""
        {"items":[{"type":"opnsense","verbs":["block_ip"],"undoes":["block_ip"],"fields":[{"name":"url","label":"Address",\
        "help":"","type":"text","secret":false,"required":true,"otherwise":null,"options":[]}]}],"next":null}\
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
    @Operation(summary = "The connectors of an organisation, the hosted block lists first")
    Page<Shown> list(
            @PathVariable OrganisationId org,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        List<Shown> items = new ArrayList<>(List.of(Shown.blockLists()));
        read(() -> documents.all(org)).stream().map(Shown::of).forEach(items::add);
        return Page.whole(items, limit, cursor);
    }

    @GetMapping("/organisations/{org}/connectors/{name}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "One connector's set-up",
            description = "Secrets are never read back: secretsKept names those that are set.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true, content = @Content(examples = @ExampleObject("""
        {"name":"edge","type":"opnsense","settings":{"url":"https://fw.example","alias":"cordon_block"},\
        "secretsKept":["key","secret"],"enabled":true,"version":3,"changedBy":"acme/anna",\
        "changedAt":"2026-03-02T10:15:00Z"}\
        """)))
    Shown get(@PathVariable OrganisationId org, @PathVariable String name) {
        if (name.equals(BuiltIn.BLOCK_LISTS)) {
            return Shown.blockLists();
        }
        return read(() -> documents.find(org, name))
                .map(Shown::of)
                .orElseThrow(() -> Problem.notFound("connector", name));
    }

    @PutMapping("/organisations/{org}/connectors/{name}")
    @Allowed({Role.ENGINEER, Role.ADMIN})
    @Operation(
            summary = "Sets a connector up, or changes it",
            description = "Secrets that are left out stay as they are, unless the settings that say where they are sent"
                    + " change. A wrong document is refused with every finding.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
        {"type":"opnsense","settings":{"url":"https://fw.example","alias":"cordon_block"},\
        "secrets":{"key":"…","secret":"…"},"enabled":true}\
        """)))
    Shown put(@PathVariable OrganisationId org, @PathVariable String name, @RequestBody Written body, Caller caller) {
        Map<String, String> secrets = new java.util.HashMap<>();
        if (body.secrets() != null) {
            body.secrets().forEach((field, value) -> secrets.put(field, value == null ? "" : value));
        }
        var answer = settingUp.write(
                org,
                name,
                body.type() == null ? "" : body.type(),
                body.settings() == null ? Map.of() : body.settings(),
                secrets,
                body.enabled() == null || body.enabled(),
                caller.name());
        return switch (answer) {
            case SettingUpConnectors.Answer.Written written -> Shown.of(written.document());
            case SettingUpConnectors.Answer.Wrong wrong -> throw Problem.invalid(wrong.findings());
        };
    }

    @DeleteMapping("/organisations/{org}/connectors/{name}")
    @Allowed({Role.ENGINEER, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Removes a connector and its secrets",
            description = "409 while actions of it hold: undo them first, or disable the connector.")
    void delete(@PathVariable OrganisationId org, @PathVariable String name, Caller caller) {
        if (name.equals(BuiltIn.BLOCK_LISTS)) {
            throw Problem.conflict("The hosted block lists are always there.");
        }
        switch (settingUp.remove(org, name, caller.name())) {
            case REMOVED -> {}
            case NOT_THERE -> throw Problem.notFound("connector", name);
            case STILL_HOLDS ->
                throw Problem.conflict("Expected connector '" + name
                        + "' to hold nothing, but actions of it are under way or in effect: undo them first, or put"
                        + " the document with \"enabled\":false.");
        }
    }

    @PostMapping("/organisations/{org}/connectors/{name}/test")
    @Allowed({Role.ENGINEER, Role.ADMIN})
    @Operation(
            summary = "Tries a connector against its product without changing anything",
            description = "Where it works, actions that wait since the product was away are tried now.")
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            content =
                    @Content(examples = @ExampleObject("{\"works\":true,\"text\":\"OPNsense answers, alias found\"}")))
    Tried test(@PathVariable OrganisationId org, @PathVariable String name) {
        Optional<Equipped<?>> equipped = read(() -> connectors.equip(org, name));
        return switch (equipped.orElseThrow(() -> Problem.notFound("connector", name))
                .test()) {
            case Trial.Works works -> {
                events.publishEvent(new ConnectorAnswered(org, name));
                yield new Tried(true, works.found());
            }
            case Trial.Fails fails -> new Tried(false, fails.reason());
        };
    }

    private <T> T read(java.util.function.Supplier<T> query) {
        return java.util.Objects.requireNonNull(transactions.execute(status -> query.get()));
    }
}
