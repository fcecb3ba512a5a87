package io.cordon.tenancy;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. Controllers take it as a parameter.
 *
 * @param name how the audit trail names the caller, such as {@code acme/anna}, {@code token:…}, or
 *     {@code acme/anna (token from provider/priya)} where somebody else made the token
 * @param person the person behind the request, null for a token that acts for nobody
 * @param home the organisation the caller belongs to
 * @param party the side that organisation stands on
 * @param reach every organisation the caller may touch now, home included
 * @param token the token that the request came with; null for a session
 * @param byProvider whether the provider's people gave out the token or the password behind the request, for a client's
 *     organisation: they may know it, and be the ones who act
 */
public record Caller(
        String name,
        @Nullable PersonRef person,
        OrganisationId home,
        Party party,
        Set<Role> roles,
        Set<OrganisationId> reach,
        @Nullable UUID token,
        boolean byProvider) {

    public Caller {
        roles = Set.copyOf(roles);
        reach = Set.copyOf(reach);
    }

    /** Somebody who came with a password of their own. */
    public Caller(
            String name,
            @Nullable PersonRef person,
            OrganisationId home,
            Party party,
            Set<Role> roles,
            Set<OrganisationId> reach) {
        this(name, person, home, party, roles, reach, null, false);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean reaches(OrganisationId organisation) {
        return reach.contains(organisation);
    }
}
