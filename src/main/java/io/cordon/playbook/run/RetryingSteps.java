package io.cordon.playbook.run;

import io.cordon.audit.AuditTrail;
import io.cordon.incident.Incident;
import io.cordon.incident.Timeline;
import io.cordon.playbook.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets the engine try again what it gave up on. */
@Component
class RetryingSteps {

    private final StuckSteps stuckSteps;
    private final Engine engine;
    private final Timeline timeline;
    private final AuditTrail audit;

    RetryingSteps(StuckSteps stuckSteps, Engine engine, Timeline timeline, AuditTrail audit) {
        this.stuckSteps = stuckSteps;
        this.engine = engine;
        this.timeline = timeline;
        this.audit = audit;
    }

    /** Tries all of them; gives their steps, none where none stands still. */
    @Transactional
    public List<String> retry(Incident incident, String by) {
        List<String> retried = new ArrayList<>();
        for (StuckSteps.Stuck stuck : stuckSteps.of(incident.organisation(), incident.id())) {
            if (engine.retry(incident.organisation(), stuck.job())) {
                retried.add(stuck.step());
            }
            stuckSteps.remove(incident.organisation(), stuck.job());
        }
        if (!retried.isEmpty()) {
            timeline.add(
                    incident.organisation(),
                    incident.id(),
                    "playbook",
                    by,
                    "Tried again: " + String.join(", ", retried) + ".",
                    Map.of("steps", retried));
            audit.append(
                    incident.organisation(),
                    by,
                    "steps-retried",
                    "incident:" + incident.id(),
                    Map.of("steps", retried));
        }
        return retried;
    }
}
