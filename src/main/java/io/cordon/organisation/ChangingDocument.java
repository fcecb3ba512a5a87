package io.cordon.organisation;

import io.cordon.api.Finding;
import io.cordon.api.IfMatch;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Reads and writes the documents of the contract; each writing makes a version and an entry in the trail. */
@Service
class ChangingDocument {

    private final Documents documents;
    private final Organisations organisations;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    ChangingDocument(
            Documents documents, Organisations organisations, AuditTrail audit, ApplicationEventPublisher events) {
        this.documents = documents;
        this.organisations = organisations;
        this.audit = audit;
        this.events = events;
    }

    /** What became of the new text. */
    sealed interface Outcome<D extends Document> {
        record Written<D extends Document>(Stored<D> stored) implements Outcome<D> {}

        record Invalid<D extends Document>(List<Finding> findings) implements Outcome<D> {}

        /** Somebody else wrote it since the caller read it; the text says upon which version it was made. */
        record Outdated<D extends Document>(int current) implements Outcome<D> {}

        /** Somebody else wrote it since the caller read it, who asked for that version only. */
        record Overtaken<D extends Document>(Stored<D> current) implements Outcome<D> {}
    }

    /** The document as it stands, or what is usual where nobody has written it. */
    @Transactional(readOnly = true)
    public <D extends Document> Stored<D> read(OrganisationId organisation, DocumentKind<D> kind) {
        return documents.current(organisation, kind).orElseGet(() -> {
            Organisation about = organisations.find(organisation).orElseThrow();
            return new Stored<>(kind.usual().apply(about), 0, null, null);
        });
    }

    /** Where the text or the caller names the version that it was made from, a newer one is not written over. */
    @Transactional
    public <D extends Document> Outcome<D> write(
            OrganisationId organisation, DocumentKind<D> kind, JsonNode text, IfMatch asked, Caller caller) {
        List<Finding> findings = new ArrayList<>();
        D document = kind.reader().apply(text, findings);
        if (!findings.isEmpty()) {
            return new Outcome.Invalid<>(findings);
        }
        Stored<D> standing = read(organisation, kind);
        int current = standing.version();
        if (!asked.allows(current)) {
            return new Outcome.Overtaken<>(standing);
        }
        JsonNode basis = text.path("version");
        if (basis.isIntegralNumber() && basis.asInt() != current) {
            return new Outcome.Outdated<>(current);
        }
        if (!documents.add(organisation, kind, current + 1, document, caller.name())) {
            return asked.asks()
                    ? new Outcome.Overtaken<>(read(organisation, kind))
                    : new Outcome.Outdated<>(current + 1);
        }
        audit.append(
                organisation,
                caller.name(),
                "document-changed",
                "document:" + kind.id(),
                Map.of("version", current + 1));
        events.publishEvent(new DocumentChanged(organisation, kind.id(), current + 1));
        return new Outcome.Written<>(documents.current(organisation, kind).orElseThrow());
    }
}
