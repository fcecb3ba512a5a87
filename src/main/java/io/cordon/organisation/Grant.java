package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the client allows to be done to its systems.
 *
 * @param verb such as {@code block_ip}
 * @param clientApprovers how many people of the client must approve, for {@link Mode#APPROVAL}
 * @param assets {@code *} or an asset class
 * @param maxPerHour null for no limit of the grant's own
 */
public record Grant(
        String verb,
        Mode mode,
        int clientApprovers,
        int providerApprovers,
        String assets,
        Hours hours,
        @Nullable Integer maxPerHour,
        @Nullable Instant expires) {

    /** Whether the machine may act, people must say so first, or nobody may. */
    public enum Mode {
        AUTOMATIC,
        APPROVAL,
        NEVER;

        /** As the document has it, such as {@code automatic}. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When the grant holds, by the client's calendar. */
    public enum Hours {
        ALWAYS,
        BUSINESS,
        AFTER_HOURS;

        /** As the document has it, such as {@code after-hours}. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
