package io.cordon.organisation;

import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a party.
 *
 * @param functions the functions of security work that this person takes part in; empty means all of the party's
 */
public record Person(
        PersonRef ref,
        String name,
        @Nullable String email,
        @Nullable String phone,
        Set<Role> roles,
        List<String> functions) {

    public boolean serves(String function) {
        return functions.isEmpty() || functions.contains(function);
    }
}
