package io.cordon.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cordon.tenancy.OrganisationId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something of an organisation is no longer what it was.
 *
 * @param incident where it is about one; null says that it is about several, or none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Change(
        OrganisationId organisation, Kind kind, @Nullable UUID incident) {

    enum Kind {
        /** Alerts came in, or what is known of them changed. */
        ALERT,
        /** Something happened in an incident: also to its tasks, actions, comments and evidence. */
        INCIDENT,
        /** A document of the contract has a new version. */
        DOCUMENT,
        /** Who may see the organisation has changed. Nobody is told; streams end, and begin again as is right now. */
        REACH;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, about the organisation as a whole. */
    Change asAWhole() {
        return new Change(organisation, kind, null);
    }
}
