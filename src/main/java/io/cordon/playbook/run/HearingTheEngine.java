package io.cordon.playbook.run;

import io.cordon.audit.AuditTrail;
import io.cordon.incident.Timeline;
import io.cordon.playbook.engine.EngineListener;
import io.cordon.playbook.engine.TaskOpened;
import io.cordon.playbook.task.AskingPeople;
import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the engine does, written where people see it. */
@Component
class HearingTheEngine implements EngineListener {

    private static final int LONGEST_REASON = 500;

    private final AskingPeople asking;
    private final Runs runs;
    private final StuckSteps stuckSteps;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Counter stuck;

    HearingTheEngine(
            AskingPeople asking,
            Runs runs,
            StuckSteps stuckSteps,
            Timeline timeline,
            AuditTrail audit,
            MeterRegistry meters) {
        this.asking = asking;
        this.runs = runs;
        this.stuckSteps = stuckSteps;
        this.timeline = timeline;
        this.audit = audit;
        this.stuck = Counter.builder("cordon.playbook.stuck")
                .description("Steps of playbooks that failed until the engine stopped trying")
                .register(meters);
    }

    @Override
    public void taskOpened(TaskOpened task) {
        asking.open(task);
    }

    @Override
    public void taskCancelled(OrganisationId organisation, String task, String reason) {
        asking.cancel(organisation, task, reason);
    }

    @Override
    public void stepStuck(OrganisationId organisation, UUID incidentId, String step, String job, String reason) {
        String shortened = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        stuckSteps.add(organisation, incidentId, step, job, shortened);
        timeline.add(
                organisation,
                incidentId,
                "playbook",
                "cordon:playbook",
                "The step " + step + " failed too often and stands still until a lead retries it: " + shortened,
                Map.of("step", step));
        audit.append(
                organisation,
                "cordon:playbook",
                "step-stuck",
                "incident:" + incidentId,
                Map.of("step", step, "job", job, "reason", shortened));
        stuck.increment();
    }

    @Override
    public void playbookEnded(OrganisationId organisation, String instance) {
        runs.end(organisation, instance);
    }
}
