package io.cordon.incident;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has something to do with an incident.
 *
 * @param id as records name them
 * @param name the name they had then; null where none was kept, as for a token
 */
@Schema(name = "Someone")
record Someone(
        @Schema(example = "acme/anna") String id,
        @Schema(example = "Anna Ames") @Nullable String name) {}
