package io.cordon.notification;

import io.cordon.organisation.Contract;
import io.cordon.organisation.Gap;
import io.cordon.organisation.GapSource;
import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** People who are to be told by mail, on a server that sends none. */
@Component
@Order(2)
class GapsOfMail implements GapSource {

    private final MailServer mailServer;
    private final Outbox outbox;

    GapsOfMail(MailServer mailServer, Outbox outbox) {
        this.mailServer = mailServer;
        this.outbox = outbox;
    }

    @Override
    public List<Gap> gaps(Contract contract) {
        OrganisationId id = contract.organisation().id();
        // What is said of an example stays here with a mail server, too.
        if (mailServer.isSetUp() || !outbox.mayLeave(id)) {
            return List.of();
        }
        long people = Stream.concat(contract.clientPeople().stream(), contract.providerPeople().stream())
                .filter(person -> person.email() != null)
                .map(Person::ref)
                .distinct()
                .count();
        return people == 0
                ? List.of()
                : List.of(new Gap(
                        "mail",
                        null,
                        "server",
                        "No mail server is set up: nobody is told anything by mail, " + people
                                + " with an address included. Messages are kept and shown only. Whoever runs the server"
                                + " sets SPRING_MAIL_HOST and its neighbours, and starts it again.",
                        null,
                        Map.of("people", String.valueOf(people))));
    }
}
