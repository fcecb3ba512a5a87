package io.cordon.triage;

import io.cordon.organisation.Asset;
import io.cordon.organisation.NothingAgreed;
import io.cordon.organisation.Organisation;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A contract of which only the assets, the hours and the regimes matter. */
record FakeContract(List<Asset> assets, boolean businessHours, List<String> regimes) implements NothingAgreed {

    static final OrganisationId ACME = new OrganisationId("acme");

    @Override
    public Organisation organisation() {
        return new Organisation(ACME, "Acme", Party.CLIENT, ZoneOffset.UTC, null);
    }

    @Override
    public boolean isBusinessHours(Instant at) {
        return businessHours;
    }
}
