package io.cordon.playbook.task;

import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.playbook.task.Tasks.Duty;
import io.cordon.tenancy.PersonRef;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person is asked for at this moment: whoever comes on call finds what those before them left open. */
@Component
class OnDuty {

    private final Tasks tasks;
    private final Contracts contracts;
    private final Clock clock;

    OnDuty(Tasks tasks, Contracts contracts, Clock clock) {
        this.tasks = tasks;
        this.contracts = contracts;
        this.clock = clock;
    }

    List<Duty> of(PersonRef person) {
        Instant now = clock.instant();
        return tasks.open().stream()
                .filter(duty -> contracts.of(duty.organisation()).assign(duty.function(), now).responsible().stream()
                        .map(Person::ref)
                        .anyMatch(person::equals))
                .toList();
    }
}
