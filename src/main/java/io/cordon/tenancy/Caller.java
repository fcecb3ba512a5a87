package io.cordon.tenancy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. Controllers take it as a parameter.
 *
 * @param name how the audit trail names the caller, such as {@code acme/anna} or {@code token:…}
 * @param person the person behind the request, null for a token that acts for nobody
 * @param home the organisation the caller belongs to
 * @param party the side that organisation stands on
 * @param reach every organisation the caller may touch now, home included
 */
public record Caller(
        String name,
        @Nullable PersonRef person,
        OrganisationId home,
        Party party,
        Set<Role> roles,
        Set<OrganisationId> reach) {

    public Caller {
        roles = Set.copyOf(roles);
        reach = Set.copyOf(reach);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean reaches(OrganisationId organisation) {
        return reach.contains(organisation);
    }
}
