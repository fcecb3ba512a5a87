package io.cordon.response.connector;

import io.cordon.api.Finding;
import io.cordon.api.IfMatch;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Organisations;
import io.cordon.tenancy.OrganisationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Writes and removes connector documents: checked as a whole, secrets sealed, every change on record. */
@Service
class SettingUpConnectors {

    private final ConnectorDocuments documents;
    private final ConnectorTypes types;
    private final SealedSecrets sealed;
    private final ConnectorHealth health;
    private final AuditTrail audit;
    private final Organisations organisations;

    SettingUpConnectors(
            ConnectorDocuments documents,
            ConnectorTypes types,
            SealedSecrets sealed,
            ConnectorHealth health,
            AuditTrail audit,
            Organisations organisations) {
        this.organisations = organisations;
        this.documents = documents;
        this.types = types;
        this.sealed = sealed;
        this.health = health;
        this.audit = audit;
    }

    /** What a connector is to be. */
    record Wanted(String type, Map<String, JsonNode> settings, Map<String, String> secrets, boolean enabled) {}

    /** What came of a wish to write a document. */
    sealed interface Answer {
        record Written(ConnectorDocument document) implements Answer {}

        record Wrong(List<Finding> findings) implements Answer {}

        /** Another version stands than the caller asked for, or none. */
        record Overtaken(Optional<ConnectorDocument> standing) implements Answer {}
    }

    /** Secrets that are left out stay as they are, unless the settings now send them somewhere else. */
    @Transactional
    public Answer write(OrganisationId organisation, String name, Wanted wanted, IfMatch asked, String by) {
        Optional<ConnectorDocument> standing = documents.lock(organisation, name);
        if (!allows(asked, standing)) {
            return new Answer.Overtaken(standing);
        }
        if (organisations.find(organisation).orElseThrow().example()) {
            return new Answer.Wrong(List.of(new Finding(
                    "type",
                    "Expected a real client, but " + organisation + " is an example: no product acts for it.")));
        }
        List<Finding> findings = new ArrayList<>(checkName(name));
        Optional<Connector<?>> connector = types.find(wanted.type()).filter(found -> !BuiltIn.isType(wanted.type()));
        if (connector.isEmpty()) {
            findings.add(new Finding(
                    "type",
                    "Expected a type of "
                            + String.join(
                                    ", ",
                                    types.names().stream()
                                            .filter(known -> !BuiltIn.isType(known))
                                            .toList())
                            + ", but got '" + wanted.type() + "'."));
            return new Answer.Wrong(findings);
        }
        Map<String, String> all = new HashMap<>(kept(organisation, standing, wanted, connector.get()));
        wanted.secrets().forEach((field, value) -> {
            if (!value.isBlank()) {
                all.put(field, value);
            }
        });
        findings.addAll(check(connector.get(), wanted.settings(), all));
        if (!findings.isEmpty()) {
            return new Answer.Wrong(findings);
        }
        if (standing.isPresent() || !asked.asks()) {
            documents.put(organisation, name, wanted, by);
        } else if (!documents.add(organisation, name, wanted, by)) {
            return new Answer.Overtaken(documents.find(organisation, name));
        }
        sealed.removeAll(organisation, name);
        all.forEach((field, value) -> sealed.put(organisation, name, field, value));
        ConnectorDocument document = documents.find(organisation, name).orElseThrow();
        documents.keepVersion(document);
        audit.append(
                organisation,
                by,
                "connector-changed",
                "connector:" + name,
                new TreeMap<>(Map.of(
                        "type",
                        wanted.type(),
                        "version",
                        document.version(),
                        "enabled",
                        wanted.enabled(),
                        "secretsWritten",
                        wanted.secrets().keySet().stream().sorted().toList())));
        return new Answer.Written(document);
    }

    private static boolean allows(IfMatch asked, Optional<ConnectorDocument> standing) {
        return standing.map(document -> asked.allows(document.version())).orElseGet(asked::allowsNone);
    }

    /** What came of a wish to remove a document. */
    sealed interface Removal {
        record Removed() implements Removal {}

        record NotThere() implements Removal {}

        /** Actions of it are under way or in effect. */
        record StillHolds() implements Removal {}

        /** Another version stands than the caller asked for. */
        record Overtaken(ConnectorDocument standing) implements Removal {}
    }

    @Transactional
    public Removal remove(OrganisationId organisation, String name, IfMatch asked, String by) {
        Optional<ConnectorDocument> standing = documents.lock(organisation, name);
        if (standing.isEmpty()) {
            return new Removal.NotThere();
        }
        if (!allows(asked, standing)) {
            return new Removal.Overtaken(standing.get());
        }
        if (documents.holding(organisation, name) > 0) {
            return new Removal.StillHolds();
        }
        documents.remove(organisation, name, by);
        health.forget(organisation, name);
        audit.append(organisation, by, "connector-removed", "connector:" + name, Map.of());
        return new Removal.Removed();
    }

    private static List<Finding> checkName(String name) {
        if (BuiltIn.isName(name)) {
            return List.of(new Finding("name", "The connector '" + name + "' is always there and has no settings."));
        }
        return name.matches("[a-z0-9][a-z0-9-]{0,62}")
                ? List.of()
                : List.of(new Finding(
                        "name", "Expected 1 to 63 lower-case letters, digits and hyphens, but got '" + name + "'."));
    }

    private Map<String, String> kept(
            OrganisationId organisation, Optional<ConnectorDocument> before, Wanted wanted, Connector<?> connector) {
        // Otherwise whoever may change an address could have the secrets sent to a server of their own.
        Set<String> destinations = SettingsForm.of(connector.settings()).destinations();
        boolean sameDestination = before.filter(document -> document.type().equals(wanted.type()))
                .filter(document -> destinations.stream().allMatch(field -> same(document, wanted.settings(), field)))
                .isPresent();
        return sameDestination ? sealed.open(organisation, before.orElseThrow().name()) : Map.of();
    }

    private static boolean same(ConnectorDocument before, Map<String, JsonNode> settings, String field) {
        @Nullable JsonNode was = before.settings().get(field);
        @Nullable JsonNode is = settings.get(field);
        return was == null ? is == null : was.equals(is);
    }

    private static <S extends Record> List<Finding> check(
            Connector<S> connector, Map<String, JsonNode> settings, Map<String, String> secrets) {
        return switch (SettingsForm.of(connector.settings()).read(settings, secrets)) {
            case SettingsForm.Reading.Valid<S> valid ->
                connector.check(valid.settings()).stream()
                        .map(finding -> new Finding(path(connector, finding.field()), finding.message()))
                        .toList();
            case SettingsForm.Reading.Invalid<S> invalid -> invalid.findings();
        };
    }

    private static String path(Connector<?> connector, String field) {
        boolean secret = SettingsForm.of(connector.settings()).fields().stream()
                .anyMatch(known -> known.secret() && known.name().equals(field));
        return (secret ? "secrets." : "settings.") + field;
    }
}
