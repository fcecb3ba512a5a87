package io.cordon.response.connector;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How one connector of an organisation is set up.
 *
 * @param secrets the names of the secrets that are kept; their values are never read back
 */
record ConnectorDocument(
        OrganisationId organisation,
        String name,
        String type,
        Map<String, JsonNode> settings,
        List<String> secrets,
        boolean enabled,
        int version,
        String changedBy,
        Instant changedAt) {}
