package io.cordon.playbook.engine;

import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;

/** Playbooks are shared, what runs is one organisation's: never without. */
class OrganisationOfInstance implements TenantIdProvider {

    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
        Object organisation = context.getSuperExecution() == null
                ? context.getVariables().get(Variables.ORGANISATION)
                : context.getSuperExecution().getTenantId();
        if (organisation == null) {
            throw new IllegalStateException("Expected an organisation to run "
                    + context.getProcessDefinition().getKey() + " for, but nobody has said which");
        }
        return organisation.toString();
    }

    @Override
    public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
        throw new IllegalStateException("Expected no cases, but one starts");
    }

    @Override
    public String provideTenantIdForHistoricDecisionInstance(TenantIdProviderHistoricDecisionInstanceContext context) {
        throw new IllegalStateException("Expected no decision tables in the engine, but one is asked");
    }
}
