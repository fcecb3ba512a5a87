package io.cordon.example;

import io.cordon.example.ExampleRuns.State;
import io.cordon.intake.ClosedFor;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import org.springframework.stereotype.Component;

/**
 * Lets nothing in for an example that is being removed, on any server: it would wait until the removal has ended, and
 * with it the real clients' alerts of the same commit.
 */
@Component
class ClosedForExample implements ClosedFor {

    private final ExampleRuns runs;
    private final ActingFor actingFor;

    ClosedForExample(ExampleRuns runs, ActingFor actingFor) {
        this.runs = runs;
        this.actingFor = actingFor;
    }

    @Override
    public boolean isClosedFor(OrganisationId organisation) {
        return ExampleHour.IDS.contains(organisation)
                && actingFor
                        .call(OrganisationId.PROVIDER, runs::find)
                        .filter(run -> run.state() == State.REMOVING)
                        .isPresent();
    }
}
