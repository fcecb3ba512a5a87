package io.cordon.notification;

import io.cordon.api.Ids;
import io.cordon.organisation.Person;
import io.cordon.organisation.Persons;
import io.cordon.organisation.ProviderShutOut;
import io.cordon.tenancy.Role;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A client's administrators hear that the provider was shut out, and by whom: it may not have been one of them. */
@Component
class TellingOfShutOut {

    private final Persons persons;
    private final Notifications notifications;

    TellingOfShutOut(Persons persons, Notifications notifications) {
        this.persons = persons;
        this.notifications = notifications;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ProviderShutOut shutOut) {
        List<Person> administrators = persons.of(shutOut.client()).stream()
                .filter(person -> person.roles().contains(Role.ADMIN))
                .toList();
        notifications.send(new Message(
                shutOut.client(),
                null,
                "provider-shut-out",
                administrators,
                Map.of("who", shutOut.by().name()),
                "provider-shut-out-" + Ids.next(),
                List.of()));
    }
}
