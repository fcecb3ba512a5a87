package io.cordon.playbook.engine;

import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.stereotype.Component;

/** Asks the engine on behalf of one organisation. */
@Component
class AsOrganisation {

    private final ProcessEngine engine;
    private final ActingFor actingFor;

    AsOrganisation(ProcessEngine engine, ActingFor actingFor) {
        this.engine = engine;
        this.actingFor = actingFor;
    }

    /** NB: without an authentication the engine shows every organisation's instances to any query. */
    <T> T call(OrganisationId organisation, Supplier<T> work) {
        var identity = engine.getIdentityService();
        var before = identity.getCurrentAuthentication();
        identity.setAuthentication("cordon", List.of(), List.of(organisation.value()));
        try {
            return actingFor.call(organisation, work);
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before);
            }
        }
    }
}
