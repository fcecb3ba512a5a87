package io.cordon.triage.fact;

import inet.ipaddr.IPAddress;
import io.cordon.organisation.Asset;
import io.cordon.organisation.Contract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an organisation owns, by name and by address. Assets whose address is a range own every address in it. Worth
 * keeping as long as the contract that it was made from: making it looks at every asset.
 */
public final class Holdings {

    private final Contract contract;
    private final List<Range> ranges;

    private record Range(IPAddress addresses, Asset asset) {}

    public Holdings(Contract contract) {
        this.contract = contract;
        this.ranges = contract.assets().stream()
                .flatMap(asset -> asset.addresses().stream()
                        .map(Addresses::read)
                        .filter(address -> address != null && address.isMultiple())
                        .map(address -> new Range(address, asset)))
                .toList();
    }

    /** The assets that carry the name or address, or a range with the address in it. */
    public List<Asset> named(String nameOrAddress) {
        List<Asset> exact = contract.assetsNamed(nameOrAddress);
        IPAddress address = ranges.isEmpty() ? null : Addresses.read(nameOrAddress);
        if (address == null) {
            return exact;
        }
        List<Asset> all = new ArrayList<>(exact);
        for (Range range : ranges) {
            if (range.addresses.contains(address) && !all.contains(range.asset)) {
                all.add(range.asset);
            }
        }
        return all;
    }

    boolean owns(String nameOrAddress) {
        return !named(nameOrAddress).isEmpty();
    }

    /** Whether there is at least one value, and each of them belongs to an asset of the class. */
    boolean areAllOfClass(Collection<String> values, String assetClass) {
        return !values.isEmpty()
                && values.stream()
                        .allMatch(value -> named(value).stream()
                                .anyMatch(asset -> asset.assetClass().equals(assetClass)));
    }
}
