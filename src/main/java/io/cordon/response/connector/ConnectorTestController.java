package io.cordon.response.connector;

import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Connectors")
class ConnectorTestController {

    private final ConnectorDocuments documents;
    private final Connectors connectors;
    private final ConnectorHealth health;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    ConnectorTestController(
            ConnectorDocuments documents,
            Connectors connectors,
            ConnectorHealth health,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        this.documents = documents;
        this.connectors = connectors;
        this.health = health;
        this.transactions = transactions;
        this.events = events;
    }

    record Tried(boolean works, String text) {}

    private record ToTry(int version, Equipped<?> connector) {}

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
    Tried test(@PathVariable OrganisationId org, @PathVariable String name, Caller caller) {
        ToTry asked = Objects.requireNonNull(transactions.execute(status -> toTry(org, name)))
                .orElseThrow(() -> Problem.notFound("connector", name));
        Trial trial = asked.connector().test();
        transactions.executeWithoutResult(status -> keep(org, name, asked.version(), trial, caller.name()));
        return switch (trial) {
            case Trial.Works works -> {
                events.publishEvent(new ConnectorAnswered(org, name));
                yield new Tried(true, works.found());
            }
            case Trial.Fails fails -> new Tried(false, fails.reason());
        };
    }

    private Optional<ToTry> toTry(OrganisationId org, String name) {
        int version = standing(org, name);
        return connectors.equip(org, name).map(connector -> new ToTry(version, connector));
    }

    /** A product may take its time: of what was changed or removed meanwhile, the trial says nothing. */
    private void keep(OrganisationId org, String name, int version, Trial trial, String by) {
        if (standing(org, name) == version) {
            health.tried(org, name, version, trial, by);
        }
    }

    /** Which version stands until the transaction ends; 0 for one without a document. */
    private int standing(OrganisationId org, String name) {
        return documents.lock(org, name).map(ConnectorDocument::version).orElse(0);
    }
}
