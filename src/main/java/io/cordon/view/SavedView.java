package io.cordon.view;

import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A list's filters under a name.
 *
 * @param list {@code alerts} or {@code incidents}
 * @param query the parameters of that list, as it takes them
 * @param shared whether everyone of the owner's organisation sees it
 * @param owner the person's id within the organisation, who alone changes it
 * @param mine whether that is who asks
 */
record SavedView(
        UUID id,
        String name,
        String list,
        Map<String, String> query,
        boolean shared,
        String owner,
        boolean mine,
        Instant savedAt) {

    boolean belongsTo(PersonRef person) {
        return owner.equals(person.id());
    }
}
