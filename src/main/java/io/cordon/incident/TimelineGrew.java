package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import java.util.UUID;

/** Something happened in an incident; published in the transaction that writes it on its timeline. */
public record TimelineGrew(OrganisationId organisation, UUID incident) {}
