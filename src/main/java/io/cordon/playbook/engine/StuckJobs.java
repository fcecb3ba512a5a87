package io.cordon.playbook.engine;

import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.UUID;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;

/** Tells when the engine gives up on a job. */
class StuckJobs extends DefaultIncidentHandler {

    private final EngineListener listener;
    private final ActingFor actingFor;

    StuckJobs(EngineListener listener, ActingFor actingFor) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.listener = listener;
        this.actingFor = actingFor;
    }

    @Override
    public Incident handleIncident(IncidentContext context, @Nullable String message) {
        if (context.getExecutionId() != null && context.getTenantId() != null) {
            var organisation = new OrganisationId(context.getTenantId());
            var execution =
                    Context.getCommandContext().getExecutionManager().findExecutionById(context.getExecutionId());
            var incidentId = UUID.fromString(String.valueOf(execution.getVariable(Variables.INCIDENT)));
            actingFor.run(
                    organisation,
                    () -> listener.stepStuck(
                            organisation,
                            incidentId,
                            String.valueOf(context.getActivityId()),
                            context.getConfiguration(),
                            message == null ? "no reason given" : message));
        }
        return super.handleIncident(context, message);
    }
}
