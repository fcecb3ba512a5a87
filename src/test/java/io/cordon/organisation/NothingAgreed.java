package io.cordon.organisation;

import io.cordon.tenancy.Party;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A contract in which nothing is agreed on but what a test says. */
public interface NothingAgreed extends Contract {

    @Override
    default List<Person> clientPeople() {
        return List.of();
    }

    @Override
    default List<Person> providerPeople() {
        return List.of();
    }

    @Override
    default Assignment assign(String function, Instant at) {
        return new Assignment(function, Party.PROVIDER, List.of(), null, null, List.of(), List.of(), 0);
    }

    @Override
    default List<Grant> grants(String verb) {
        return List.of();
    }

    @Override
    default List<ProtectedEntry> protectedEntries() {
        return List.of();
    }

    @Override
    default List<Asset> assets() {
        return List.of();
    }

    @Override
    default List<Asset> assetsNamed(String nameOrAddress) {
        return assets().stream()
                .filter(asset -> Stream.concat(asset.names().stream(), asset.addresses().stream())
                        .anyMatch(nameOrAddress::equalsIgnoreCase))
                .toList();
    }

    @Override
    default boolean isBusinessHours(Instant at) {
        return true;
    }

    @Override
    default Instant after(Instant start, int minutes, boolean businessClock) {
        return start.plusSeconds(60L * minutes);
    }

    @Override
    default Instant afterWorkingDays(Instant start, int days) {
        return start.plusSeconds(86_400L * days);
    }

    @Override
    default ServiceLevel serviceLevel(Severity severity) {
        return new ServiceLevel(15, 30, 60, 480, false);
    }

    @Override
    default List<String> regimes() {
        return List.of();
    }

    @Override
    default Map<String, Integer> versions() {
        return Map.of();
    }

    @Override
    default Optional<String> killSwitch() {
        return Optional.empty();
    }
}
