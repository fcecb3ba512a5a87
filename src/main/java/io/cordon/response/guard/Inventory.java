package io.cordon.response.guard;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the client's assets a target means. */
final class Inventory {

    private static final Set<String> ACCOUNTS = Set.of("account", "user", "identity", "person");

    private Inventory() {}

    /** Every asset that the target may mean: for a host or account exactly one is what we act on. */
    static List<Asset> matching(Contract contract, NormalTarget target) {
        List<Asset> named = contract.assets().stream()
                .filter(asset -> isMeant(asset, target))
                .toList();
        if (named.size() < 2 || target.name() == null || !target.name().contains(".")) {
            return named;
        }
        // A full name that stands in the inventory exactly once is not made doubtful by a short one beside it.
        List<Asset> exact = named.stream()
                .filter(asset -> asset.names().stream()
                        .anyMatch(name -> NormalTarget.dnsName(name)
                                .filter(target.name()::equals)
                                .isPresent()))
                .toList();
        return exact.size() == 1 ? exact : named;
    }

    static Set<String> namesOf(List<Asset> assets) {
        return assets.stream()
                .flatMap(asset -> Stream.concat(asset.names().stream(), asset.addresses().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isMeant(Asset asset, NormalTarget target) {
        boolean isAccount = ACCOUNTS.contains(asset.kind());
        return switch (target.kind()) {
            case USER ->
                isAccount
                        && Stream.concat(Stream.of(asset.id()), asset.names().stream())
                                .anyMatch(name -> Names.sameAccount(name, target.key()));
            case HOST, IP, DOMAIN, URL -> !isAccount && (hasAddress(asset, target) || hasName(asset, target));
            case FILE, PROCESS, EMAIL -> false;
        };
    }

    private static boolean hasAddress(Asset asset, NormalTarget target) {
        AddressSpan span = target.addresses();
        return span != null
                && asset.addresses().stream()
                        .anyMatch(address -> AddressSpan.plain(address)
                                .filter(span::overlaps)
                                .isPresent());
    }

    private static boolean hasName(Asset asset, NormalTarget target) {
        String wanted = target.name();
        return wanted != null
                && Stream.concat(Stream.of(asset.id()), asset.names().stream())
                        .anyMatch(name -> switch (target.kind()) {
                            case DOMAIN, URL -> name.contains(".") && Names.relatedDomains(name, wanted);
                            case HOST, IP, USER, FILE, PROCESS, EMAIL -> Names.sameHost(name, wanted);
                        });
    }
}
