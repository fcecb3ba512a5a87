package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.util.Map;
import java.util.UUID;

/** Whose word alone an incident has for what it names, since somebody opened it by hand. */
public interface NamedByHand {

    /** Who named what, by how they wrote it; without what alerts named first, and what a token did that acts for nobody. */
    Map<String, PersonRef> peopleNaming(OrganisationId organisation, UUID incident);
}
