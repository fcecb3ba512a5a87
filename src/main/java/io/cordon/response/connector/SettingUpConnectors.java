package io.cordon.response.connector;

import io.cordon.api.Finding;
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

    /** What came of a wish to write a document. */
    sealed interface Answer {
        record Written(ConnectorDocument document) implements Answer {}

        record Wrong(List<Finding> findings) implements Answer {}
    }

    /** Secrets that are left out stay as they are, unless the settings now send them somewhere else. */
    @Transactional
    public Answer write(
            OrganisationId organisation,
            String name,
            String type,
            Map<String, JsonNode> settings,
            Map<String, String> secrets,
            boolean enabled,
            String by) {
        if (organisations.find(organisation).orElseThrow().example()) {
            return new Answer.Wrong(List.of(new Finding(
                    "type",
                    "Expected a real client, but " + organisation + " is an example: no product acts for it.")));
        }
        List<Finding> findings = new ArrayList<>(checkName(name));
        Optional<Connector<?>> connector = types.find(type).filter(found -> !BuiltIn.isType(type));
        if (connector.isEmpty()) {
            findings.add(new Finding(
                    "type",
                    "Expected a type of "
                            + String.join(
                                    ", ",
                                    types.names().stream()
                                            .filter(known -> !BuiltIn.isType(known))
                                            .toList())
                            + ", but got '" + type + "'."));
            return new Answer.Wrong(findings);
        }
        Map<String, String> all = new HashMap<>(kept(organisation, name, type, settings, connector.get()));
        secrets.forEach((field, value) -> {
            if (!value.isBlank()) {
                all.put(field, value);
            }
        });
        findings.addAll(check(connector.get(), settings, all));
        if (!findings.isEmpty()) {
            return new Answer.Wrong(findings);
        }
        documents.put(organisation, name, type, settings, enabled, by);
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
                        type,
                        "version",
                        document.version(),
                        "enabled",
                        enabled,
                        "secretsWritten",
                        secrets.keySet().stream().sorted().toList())));
        return new Answer.Written(document);
    }

    /** What came of a wish to remove a document. */
    enum Removal {
        REMOVED,
        NOT_THERE,
        STILL_HOLDS
    }

    @Transactional
    public Removal remove(OrganisationId organisation, String name, String by) {
        if (documents.find(organisation, name).isEmpty()) {
            return Removal.NOT_THERE;
        }
        if (documents.holding(organisation, name) > 0) {
            return Removal.STILL_HOLDS;
        }
        documents.remove(organisation, name, by);
        health.forget(organisation, name);
        audit.append(organisation, by, "connector-removed", "connector:" + name, Map.of());
        return Removal.REMOVED;
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
            OrganisationId organisation,
            String name,
            String type,
            Map<String, JsonNode> settings,
            Connector<?> connector) {
        Optional<ConnectorDocument> before = documents.find(organisation, name);
        // Otherwise whoever may change an address could have the secrets sent to a server of their own.
        Set<String> destinations = SettingsForm.of(connector.settings()).destinations();
        boolean sameDestination = before.filter(document -> document.type().equals(type))
                .filter(document -> destinations.stream().allMatch(field -> same(document, settings, field)))
                .isPresent();
        return sameDestination ? sealed.open(organisation, name) : Map.of();
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
