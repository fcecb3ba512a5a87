package io.cordon.response.connector;

import io.cordon.tenancy.OrganisationId;

/** A person has tried a connector, and its product answered as it should. */
public record ConnectorAnswered(OrganisationId organisation, String connector) {}
