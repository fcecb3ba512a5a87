package io.cordon.response;

import io.cordon.tenancy.OrganisationId;
import java.util.List;

/**
 * A firewall pulled a hosted list, for the first time since these came onto it or went off it; published in the
 * transaction that records the pull.
 *
 * @param by with which token, as the audit trail names it
 */
public record ListPulled(OrganisationId organisation, Verb verb, List<String> on, List<String> off, String by) {}
