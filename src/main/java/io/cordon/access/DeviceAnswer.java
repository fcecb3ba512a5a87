package io.cordon.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the page brings back from a device. */
record DeviceAnswer(
        @Schema(description = "as the options had it") @Nullable
        String ceremony,

        @Schema(description = "the browser's PublicKeyCredential, as its toJSON() gives it") @Nullable
        Map<String, Object> credential) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Empty where a part is missing. */
    Optional<UsingPasskeys.Answer> from(Set<String> origins) {
        return id().filter(id -> credential != null)
                .map(id -> new UsingPasskeys.Answer(id, JSON.writeValueAsString(credential), origins));
    }

    private Optional<UUID> id() {
        try {
            return Optional.ofNullable(ceremony).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
