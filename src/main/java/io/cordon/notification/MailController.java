package io.cordon.notification;

import io.cordon.api.Ids;
import io.cordon.api.Problem;
import io.cordon.organisation.Person;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mail")
@Tag(name = "notifications")
class MailController {

    private final MailServer mailServer;
    private final MailSettings settings;
    private final Links links;
    private final Persons persons;
    private final Clock clock;

    MailController(MailServer mailServer, MailSettings settings, Links links, Persons persons, Clock clock) {
        this.mailServer = mailServer;
        this.settings = settings;
        this.links = links;
        this.persons = persons;
        this.clock = clock;
    }

    /** How mail leaves this server. */
    record MailView(
            @Schema(description = "whether a mail server is set up; without one, mail is kept and shown")
            boolean isSetUp,

            String from,

            @Schema(description = "what links in mail begin with")
            String links,

            @Schema(description = "whether these links lead readers to their own machine")
            boolean linksLeadNowhere) {}

    /** What the mail server made of a test. */
    record MailTried(
            boolean accepted,
            String to,

            @Schema(description = "the mail server's own words")
            String words) {}

    @GetMapping
    @Allowed(value = Role.ADMIN, providerOnly = true)
    @Operation(summary = "How mail leaves the server; for the provider's administrators")
    MailView state() {
        return new MailView(mailServer.isSetUp(), settings.from(), links.toString(), links.leadNowhere());
    }

    @PostMapping("/test")
    @Allowed(value = Role.ADMIN, providerOnly = true)
    @Operation(
            summary = "Sends a letter to the caller's own address, at once, and tells what the mail server said",
            description = "409 where no mail server is set up, or the caller has no address.")
    MailTried test(Caller caller) {
        if (!mailServer.isSetUp()) {
            throw Problem.conflict("Expected a mail server (SPRING_MAIL_HOST and its neighbours), but none is set up.");
        }
        Person person = Optional.ofNullable(caller.person())
                .flatMap(persons::find)
                .orElseThrow(() -> Problem.conflict("Expected a person to write to, but this token acts for nobody."));
        String address = person.email();
        if (address == null) {
            throw Problem.conflict("Expected a mail address of " + person.ref()
                    + " to write to, but the provider's people document has none.");
        }
        return switch (sent(letter(person, address))) {
            case Delivery.Accepted accepted -> new MailTried(true, address, accepted.words());
            case Delivery.Refused refused -> new MailTried(false, address, refused.reason());
            case Delivery.Deferred deferred -> new MailTried(false, address, deferred.reason());
        };
    }

    private Delivery sent(Outbox.Outgoing letter) {
        try (MailServer.Connection connection = mailServer.connect()) {
            return connection.send(letter);
        } catch (MessagingException e) {
            return new Delivery.Deferred(MailServer.words(e));
        }
    }

    private Outbox.Outgoing letter(Person person, String address) {
        return new Outbox.Outgoing(
                new Outbox.Address(person.ref().organisation(), Ids.next()),
                null,
                person.name(),
                address,
                new Letter(
                        "A test from Cordon",
                        "Mail from Cordon reaches you. Its links lead to " + links + "\n",
                        "<div class=\"page\"><p>Mail from Cordon reaches you. Its links lead to <a href=\"" + links
                                + "\">" + links + "</a>.</p></div>"),
                List.of(),
                clock.instant(),
                1);
    }
}
