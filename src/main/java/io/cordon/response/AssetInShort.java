package io.cordon.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.organisation.Asset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person who decides should know of an asset. */
public record AssetInShort(
        String id,
        List<String> names,
        @JsonProperty("class") String assetClass,
        int criticality,
        @Nullable String owner) {

    public static AssetInShort of(Asset asset) {
        return new AssetInShort(asset.id(), asset.names(), asset.assetClass(), asset.criticality(), asset.owner());
    }
}
