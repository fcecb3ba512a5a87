package io.cordon.triage;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Assignment;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Grant;
import io.cordon.organisation.Organisation;
import io.cordon.organisation.Person;
import io.cordon.organisation.ProtectedEntry;
import io.cordon.organisation.ServiceLevel;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A contract of which only the assets, the hours and the regimes matter. */
record FakeContract(List<Asset> assets, boolean businessHours, List<String> regimes) implements Contract {

    static final OrganisationId ACME = new OrganisationId("acme");

    @Override
    public Organisation organisation() {
        return new Organisation(ACME, "Acme", Party.CLIENT, ZoneOffset.UTC, null);
    }

    @Override
    public List<Asset> assetsNamed(String nameOrAddress) {
        return assets.stream()
                .filter(asset -> Stream.concat(asset.names().stream(), asset.addresses().stream())
                        .anyMatch(nameOrAddress::equalsIgnoreCase))
                .toList();
    }

    @Override
    public boolean isBusinessHours(Instant at) {
        return businessHours;
    }

    @Override
    public List<Person> clientPeople() {
        return List.of();
    }

    @Override
    public List<Person> providerPeople() {
        return List.of();
    }

    @Override
    public Assignment assign(String function, Instant at) {
        return new Assignment(function, Party.PROVIDER, List.of(), null, null, List.of(), List.of(), 0);
    }

    @Override
    public List<Grant> grants(String verb) {
        return List.of();
    }

    @Override
    public List<ProtectedEntry> protectedEntries() {
        return List.of();
    }

    @Override
    public Instant after(Instant start, int minutes, boolean businessClock) {
        return start.plusSeconds(60L * minutes);
    }

    @Override
    public Instant afterWorkingDays(Instant start, int days) {
        return start.plusSeconds(86_400L * days);
    }

    @Override
    public ServiceLevel serviceLevel(Severity severity) {
        return new ServiceLevel(15, 15, 30, 240, false);
    }

    @Override
    public Map<String, Integer> versions() {
        return Map.of();
    }

    @Override
    public Optional<String> killSwitch() {
        return Optional.empty();
    }
}
