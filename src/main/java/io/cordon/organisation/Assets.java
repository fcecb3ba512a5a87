package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.api.AddressText;
import io.cordon.api.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document {@code assets}: what a client owns. */
record Assets(List<Entry> assets) implements Document {

    static final Assets NONE = new Assets(List.of());

    /** One asset as written. */
    record Entry(
            String id,
            String kind,
            List<String> names,
            List<String> addresses,
            @JsonProperty("class") String assetClass,
            int criticality,
            @Nullable String owner) {
        Asset asset() {
            return new Asset(id, kind, names, addresses, assetClass, criticality, owner);
        }
    }

    static Assets read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        Set<String> ids = new HashSet<>();
        List<Entry> assets = fields.objects("assets", asset -> entry(asset, ids));
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        return new Assets(assets);
    }

    private static Entry entry(Fields asset, Set<String> ids) {
        String id = asset.text("id", 200);
        if (!id.isEmpty() && !ids.add(id)) {
            asset.finding("id", "Expected every asset once, but '" + id + "' stands here a second time.");
        }
        String kind = asset.optionalText("kind", 63);
        String assetClass = asset.optionalText("class", 63);
        List<String> addresses = asset.texts("addresses", 64);
        for (int i = 0; i < addresses.size(); i++) {
            if (!addresses.get(i).isEmpty() && AddressText.read(addresses.get(i)) == null) {
                asset.finding(
                        "addresses[" + i + "]",
                        "Expected an address such as 10.0.0.10, but got '" + addresses.get(i) + "'.");
            }
        }
        return new Entry(
                id,
                kind == null ? "host" : kind,
                asset.texts("names", 254),
                addresses,
                assetClass == null ? "other" : assetClass,
                asset.whole("criticality", 1, 5, 3),
                asset.optionalText("owner", 200));
    }
}
