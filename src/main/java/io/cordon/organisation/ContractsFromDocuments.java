package io.cordon.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes contracts, and makes them again only when a version has changed. */
@Component
class ContractsFromDocuments implements Contracts {

    private record Made(Set<Standings.Version> from, AgreedContract contract) {}

    private final Cache<OrganisationId, Made> made =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Standings standings;
    private final Documents documents;
    private final ActingFor actingFor;

    ContractsFromDocuments(Standings standings, Documents documents, ActingFor actingFor) {
        this.standings = standings;
        this.documents = documents;
        this.actingFor = actingFor;
    }

    @Override
    @Transactional
    public Contract of(OrganisationId organisation) {
        return agreed(organisation);
    }

    @Transactional
    AgreedContract agreed(OrganisationId id) {
        if (!ActingFor.current().contains(id)) {
            throw new IllegalArgumentException(
                    "Expected to act for " + id + ", but this work acts for " + ActingFor.current());
        }
        Standings.Found found = standings
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("Expected an organisation " + id + " in reach"));
        Made known = made.getIfPresent(id);
        if (known != null && known.from().equals(found.newest())) {
            AgreedContract current = known.contract().as(found.standing());
            if (!current.equals(known.contract())) {
                made.put(id, new Made(found.newest(), current));
            }
            return current;
        }
        // The provider's people and on-call order are part of every client's contract.
        AgreedContract fresh = actingFor.call(
                Set.copyOf(List.of(id, OrganisationId.PROVIDER)), () -> make(found.standing(), found.newest()));
        made.put(id, new Made(found.newest(), fresh));
        return fresh;
    }

    private AgreedContract make(AgreedContract.Standing standing, Set<Standings.Version> versions) {
        Organisation about = standing.organisation();
        OrganisationId id = about.id();
        var texts = new AgreedContract.Texts(
                current(id, DocumentKind.PEOPLE, about),
                current(OrganisationId.PROVIDER, DocumentKind.PEOPLE, about),
                current(id, DocumentKind.RACI, about),
                current(id, DocumentKind.AUTHORITY, about),
                current(id, DocumentKind.PROTECTED_ASSETS, about),
                current(id, DocumentKind.ASSETS, about),
                current(id, DocumentKind.ON_CALL, about),
                current(OrganisationId.PROVIDER, DocumentKind.ON_CALL, about),
                current(id, DocumentKind.CALENDAR, about),
                current(id, DocumentKind.SERVICE_LEVELS, about),
                current(id, DocumentKind.REGIMES, about));
        Map<String, Integer> own = new HashMap<>();
        DocumentKind.ids().forEach(document -> own.put(document, 0));
        versions.stream()
                .filter(version -> version.organisation().equals(id))
                .forEach(version -> own.put(version.document(), version.version()));
        return new AgreedContract(standing, texts, own);
    }

    private <D extends Document> D current(OrganisationId organisation, DocumentKind<D> kind, Organisation about) {
        return documents
                .current(organisation, kind)
                .map(Stored::document)
                .orElseGet(() -> kind.usual().apply(about));
    }
}
