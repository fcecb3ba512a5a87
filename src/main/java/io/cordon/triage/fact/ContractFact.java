package io.cordon.triage.fact;

import io.cordon.organisation.Contract;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What the client and the provider have agreed on, as far as rules ask for it. */
public final class ContractFact {

    private final Contract contract;
    private final Holdings holdings;
    private final boolean businessHours;

    public ContractFact(Contract contract, Holdings holdings, Instant at) {
        this.contract = contract;
        this.holdings = holdings;
        this.businessHours = contract.isBusinessHours(at);
    }

    /** Whether it is business hours by the client's calendar when the alert happened. */
    public boolean isBusinessHours() {
        return businessHours;
    }

    /** Regimes of notification duties, such as {@code gdpr}. */
    public List<String> getRegimes() {
        return contract.regimes();
    }

    public String getOrganisation() {
        return contract.organisation().id().value();
    }

    /** Whether there is at least one value, and each is a name or address of an asset of that class. */
    public boolean ownsAllAs(String assetClass, Collection<String> values) {
        return holdings.areAllOfClass(values, assetClass);
    }

    @Override
    public String toString() {
        return "contract of " + contract.organisation().id();
    }
}
