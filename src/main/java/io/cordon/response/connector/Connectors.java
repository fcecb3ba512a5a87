package io.cordon.response.connector;

import io.cordon.response.ResponseSettings;
import io.cordon.response.Verb;
import io.cordon.tenancy.OrganisationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Finds the connectors of an organisation, ready to be used. */
@Component
public class Connectors {

    private final ConnectorDocuments documents;
    private final ConnectorTypes types;
    private final SealedSecrets sealed;
    private final ResponseSettings response;

    Connectors(ConnectorDocuments documents, ConnectorTypes types, SealedSecrets sealed, ResponseSettings response) {
        this.documents = documents;
        this.types = types;
        this.sealed = sealed;
        this.response = response;
    }

    /** The names of the enabled connectors that serve a verb. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> serving(OrganisationId organisation, Verb verb) {
        List<String> names = new ArrayList<>();
        if (serves(BuiltIn.BLOCK_LISTS_TYPE, verb)) {
            names.add(BuiltIn.BLOCK_LISTS);
        }
        documents.all(organisation).stream()
                .filter(document -> document.enabled() && serves(document.type(), verb))
                .forEach(document -> names.add(document.name()));
        return names;
    }

    /**
     * What can be said of a connector without opening its secrets.
     *
     * @param enabled whether new actions may go to it
     */
    public record Abilities(boolean enabled, Set<Verb> verbs, Idempotency idempotency) {}

    /** Empty where there is no such connector. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Abilities> abilities(OrganisationId organisation, String name) {
        return name.equals(BuiltIn.BLOCK_LISTS)
                ? Optional.of(abilities(BuiltIn.BLOCK_LISTS_TYPE, true))
                : documents.find(organisation, name).map(document -> abilities(document.type(), document.enabled()));
    }

    /** A connector with its settings and secrets, enabled or not; empty where there is none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Equipped<?>> equip(OrganisationId organisation, String name) {
        if (name.equals(BuiltIn.BLOCK_LISTS)) {
            return types.find(BuiltIn.BLOCK_LISTS_TYPE)
                    .map(type -> equipped(type, organisation, name, Map.of(), Map.of()));
        }
        return documents
                .find(organisation, name)
                .flatMap(document -> types.find(document.type())
                        .map(type -> equipped(
                                type, organisation, name, document.settings(), sealed.open(organisation, name))));
    }

    private boolean serves(String type, Verb verb) {
        return abilities(type, true).verbs().contains(verb);
    }

    private Abilities abilities(String type, boolean enabled) {
        return types.find(type)
                .map(connector -> new Abilities(enabled, connector.verbs(), connector.idempotency()))
                .orElseGet(() -> new Abilities(enabled, Set.of(), Idempotency.NONE));
    }

    private <S extends Record> Equipped<S> equipped(
            Connector<S> connector,
            OrganisationId organisation,
            String name,
            Map<String, JsonNode> settings,
            Map<String, String> secrets) {
        return switch (SettingsForm.of(connector.settings()).read(settings, secrets)) {
            case SettingsForm.Reading.Valid<S> valid ->
                new Equipped<>(
                        connector, new Call.Frame<>(organisation, name, valid.settings(), response.callTimeout()));
            case SettingsForm.Reading.Invalid<S> invalid ->
                throw new IllegalStateException("Expected the settings of connector " + name + " of " + organisation
                        + " to be valid, but: " + invalid.findings());
        };
    }
}
