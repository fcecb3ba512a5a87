package io.cordon.notification;

import io.cordon.tenancy.OrganisationId;
import java.util.Optional;
import java.util.UUID;

/** Knows how incidents stand. Messages tell it; who sends one need not gather it. */
public interface Situations {

    /** Asked acting for the organisation, in the sender's transaction; empty where there is no such incident. */
    Optional<Situation> of(OrganisationId organisation, UUID incidentId);
}
