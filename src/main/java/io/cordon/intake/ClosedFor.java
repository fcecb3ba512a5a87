package io.cordon.intake;

import io.cordon.tenancy.OrganisationId;

/** Says of whom no alerts are let in any more. Asked once for each delivery, before others can wait for it. */
public interface ClosedFor {

    boolean isClosedFor(OrganisationId organisation);
}
