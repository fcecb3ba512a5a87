package io.cordon.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes contracts, and makes them again only when a version has changed. */
@Component
class ContractsFromDocuments implements Contracts {

    /** A version of a document of the organisation or of the provider. */
    private record Version(OrganisationId organisation, String document, int version) {}

    private record Made(Set<Version> from, AgreedContract contract) {}

    private final Cache<OrganisationId, Made> made =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final JdbcClient jdbc;
    private final Documents documents;
    private final Organisations organisations;
    private final KillSwitches killSwitches;
    private final ProviderAccess providerAccess;
    private final ActingFor actingFor;

    ContractsFromDocuments(
            JdbcClient jdbc,
            Documents documents,
            Organisations organisations,
            KillSwitches killSwitches,
            ProviderAccess providerAccess,
            ActingFor actingFor) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.organisations = organisations;
        this.killSwitches = killSwitches;
        this.providerAccess = providerAccess;
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
        // The provider's people and on-call order are part of every client's contract.
        return actingFor.call(Set.of(id, OrganisationId.PROVIDER), () -> {
            Organisation organisation = organisations
                    .find(id)
                    .orElseThrow(() -> new IllegalArgumentException("Expected an organisation " + id + " in reach"));
            Set<Version> versions = versions(id);
            var standing = new AgreedContract.Standing(organisation, killSwitch(id), providerAccess.stands(id));
            Made known = made.getIfPresent(id);
            if (known != null && known.from().equals(versions)) {
                return known.contract().as(standing);
            }
            AgreedContract fresh = make(standing, versions);
            made.put(id, new Made(versions, fresh));
            return fresh;
        });
    }

    private AgreedContract make(AgreedContract.Standing standing, Set<Version> versions) {
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

    private Set<Version> versions(OrganisationId id) {
        return jdbc
                .sql("""
                    select organisation, document, max(version) as version from organisation_document
                     where organisation in (:id, 'provider') group by organisation, document
                    """)
                .param("id", id.value())
                .query((row, n) -> new Version(
                        new OrganisationId(row.getString("organisation")),
                        row.getString("document"),
                        row.getInt("version")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The provider's own switch stops it everywhere. */
    private @Nullable String killSwitch(OrganisationId id) {
        List<KillSwitches.Switch> on = new java.util.ArrayList<>(killSwitches.of(id));
        if (!id.equals(OrganisationId.PROVIDER)) {
            on.addAll(killSwitches.of(OrganisationId.PROVIDER));
        }
        return on.isEmpty()
                ? null
                : on.stream()
                        .map(one -> one.why() + " (" + one.switchedBy() + ")")
                        .collect(Collectors.joining("; "));
    }
}
