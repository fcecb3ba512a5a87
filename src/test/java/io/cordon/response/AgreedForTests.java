package io.cordon.response;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Grant;
import io.cordon.organisation.NothingAgreed;
import io.cordon.organisation.Organisation;
import io.cordon.organisation.Person;
import io.cordon.organisation.ProtectedEntry;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What acme and its provider agreed on, changed by tests as its documents would be. */
public final class AgreedForTests implements Contracts {

    public final List<Grant> grants = new CopyOnWriteArrayList<>();
    public final List<ProtectedEntry> protectedEntries = new CopyOnWriteArrayList<>();
    public final List<Asset> assets = new CopyOnWriteArrayList<>();
    public final List<Person> people = new CopyOnWriteArrayList<>();
    public final AtomicInteger authorityVersion = new AtomicInteger(1);
    public volatile @Nullable String killSwitch;
    public volatile boolean businessHours = true;

    public void automatic(Verb verb) {
        automatic(verb, null);
    }

    public void automatic(Verb verb, @Nullable Integer maxPerHour) {
        grant(new Grant(verb.id(), Grant.Mode.AUTOMATIC, 0, 0, "*", Grant.Hours.ALWAYS, maxPerHour, null));
    }

    public void approval(Verb verb, int client, int provider) {
        grant(new Grant(verb.id(), Grant.Mode.APPROVAL, client, provider, "*", Grant.Hours.ALWAYS, null, null));
    }

    public void grant(Grant grant) {
        grants.add(grant);
        authorityVersion.incrementAndGet();
    }

    public void revoke(Verb verb) {
        grants.removeIf(grant -> grant.verb().equals(verb.id()));
        authorityVersion.incrementAndGet();
    }

    /** In place of what was agreed on before. */
    public void becomesAutomatic(Verb verb) {
        revoke(verb);
        automatic(verb);
    }

    /** In place of what was agreed on before: one person of the client. */
    public void becomesApproval(Verb verb) {
        revoke(verb);
        approval(verb, 1, 0);
    }

    public void protect(ProtectedEntry.Kind kind, String value) {
        protectedEntries.add(new ProtectedEntry(kind, value, "named by a test"));
    }

    public void host(String id, List<String> names, List<String> addresses) {
        assets.add(new Asset(id, "host", names, addresses, "workstation", 2, null));
    }

    public void account(String id, String... names) {
        assets.add(new Asset(id, "account", List.of(names), List.of(), "user", 2, null));
    }

    @Override
    public Contract of(OrganisationId organisation) {
        return new Now(
                organisation,
                List.copyOf(grants),
                List.copyOf(protectedEntries),
                List.copyOf(assets),
                List.copyOf(people),
                Map.of("authority", authorityVersion.get()),
                Optional.ofNullable(killSwitch),
                businessHours);
    }

    private record Now(
            OrganisationId id,
            List<Grant> allGrants,
            List<ProtectedEntry> protectedEntries,
            List<Asset> assets,
            List<Person> clientPeople,
            Map<String, Integer> versions,
            Optional<String> killSwitch,
            boolean businessHours)
            implements NothingAgreed {

        @Override
        public Organisation organisation() {
            return new Organisation(id, "Acme", Party.CLIENT, ZoneOffset.UTC, null);
        }

        @Override
        public List<Grant> grants(String verb) {
            return allGrants.stream().filter(grant -> grant.verb().equals(verb)).toList();
        }

        @Override
        public boolean isBusinessHours(Instant at) {
            return businessHours;
        }
    }
}
