package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A client, or the one provider.
 *
 * @param country ISO 3166-1 alpha-2, null where nobody has said
 * @param example whether it is there to be looked at: nothing real acts for it, and no mail of it leaves
 */
public record Organisation(
        OrganisationId id,
        String name,
        Party kind,
        ZoneId timeZone,
        @Nullable String country,
        boolean example) {

    /** One that somebody works for. */
    public Organisation(OrganisationId id, String name, Party kind, ZoneId timeZone, @Nullable String country) {
        this(id, name, kind, timeZone, country, false);
    }
}
