package io.cordon.playbook.task;

import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.playbook.task.ListingTasks.Duty;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a person is asked for at this moment: whoever comes on call finds what those before them left open. */
@Component
class OnDuty {

    private final ListingTasks tasks;
    private final Contracts contracts;
    private final Clock clock;

    OnDuty(ListingTasks tasks, Contracts contracts, Clock clock) {
        this.tasks = tasks;
        this.contracts = contracts;
        this.clock = clock;
    }

    List<Duty> of(PersonRef person) {
        Instant now = clock.instant();
        // Each is asked of the database: once for an organisation, however many functions its tasks ask for.
        Map<OrganisationId, Contract> agreed = new HashMap<>();
        return tasks.open().stream()
                .filter(
                        duty -> agreed
                                .computeIfAbsent(duty.organisation(), contracts::of)
                                .assign(duty.function(), now)
                                .responsible()
                                .stream()
                                .map(Person::ref)
                                .anyMatch(person::equals))
                .toList();
    }
}
