package io.cordon.incident;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as the public interface shows it.
 *
 * @param notedAt when it was written, where that is another time than the one it tells of
 * @param pinned who wants others not to overlook it; null for nobody
 */
@Schema(name = "TimelineEntry")
record TimelineView(
        UUID id,
        Instant at,
        String kind,
        String by,
        String text,
        Map<String, Object> refs,
        @Nullable Instant notedAt,
        @Nullable Pin pinned) {

    /** Who pinned it, and when. */
    record Pin(String by, Instant at) {}
}
