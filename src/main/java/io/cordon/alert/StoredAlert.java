package io.cordon.alert;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.UUID;

/** An alert that has its id and its verdict. */
public record StoredAlert(UUID id, OrganisationId organisation, ReadAlert read, Verdict verdict, Instant receivedAt) {}
