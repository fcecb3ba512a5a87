package io.cordon.triage.fact;

import io.cordon.alert.ReadAlert;
import io.cordon.organisation.Asset;

/** An asset of the organisation that the alert names by one of its names or addresses. */
public final class AssetFact {

    private final Asset asset;
    private final String namedAs;
    private final boolean attacker;
    private final boolean target;

    /** @param namedAs the value in the alert that led to the asset */
    public AssetFact(Asset asset, String namedAs, ReadAlert alert) {
        this.asset = asset;
        this.namedAs = namedAs;
        this.attacker = alert.attackers().contains(namedAs);
        this.target = alert.targets().contains(namedAs);
    }

    public String getId() {
        return asset.id();
    }

    public String getKind() {
        return asset.kind();
    }

    /** Such as {@code server}, {@code workstation}, {@code domain-controller}, {@code scanner}. */
    public String getAssetClass() {
        return asset.assetClass();
    }

    /** 1 (little) to 5 (the business stops). */
    public int getCriticality() {
        return asset.criticality();
    }

    public String getOwner() {
        return asset.owner() == null ? "" : asset.owner();
    }

    public String getNamedAs() {
        return namedAs;
    }

    /** Whether the product says that it acts against us, for example because it is infected. */
    public boolean isAttacker() {
        return attacker;
    }

    public boolean isTarget() {
        return target;
    }

    @Override
    public String toString() {
        return asset.assetClass() + " " + namedAs;
    }
}
