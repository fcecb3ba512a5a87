package io.cordon.notification;

import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps what people are to be told, as part of what it tells of. */
@Service
class TellingPeople implements Notifications {

    private static final String EXAMPLE = "An example's mail stays here: it is never sent.";
    private static final String NO_SERVER = "No mail server was set up: the message is kept here.";

    private final WritingLetters writing;
    private final Outbox outbox;
    private final DeliveringMail delivering;
    private final ObjectProvider<Situations> situations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TellingPeople(
            WritingLetters writing,
            Outbox outbox,
            DeliveringMail delivering,
            ObjectProvider<Situations> situations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.writing = writing;
        this.outbox = outbox;
        this.delivering = delivering;
        this.situations = situations;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome send(Message message) {
        Situation situation = situation(message);
        List<UUID> kept = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> unreachable = new ArrayList<>();
        for (Person recipient : once(message.recipients())) {
            if (!outbox.mayBeTold(message.about(), recipient)) {
                continue;
            }
            String email = recipient.email();
            if (email == null || email.isBlank()) {
                unreachable.add(recipient.name());
            } else {
                Letter letter = writing.write(message, recipient, situation);
                kept.add(keep(message, recipient, email.strip(), letter).orElseGet(() -> {
                    before.add(recipient.name());
                    return outbox.idOf(message, recipient);
                }));
            }
        }
        wakeAfterCommit();
        return new Outcome(List.copyOf(kept), List.copyOf(before), List.copyOf(unreachable));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<PersonRef> told(OrganisationId about, String key) {
        return outbox.told(about, key);
    }

    /** Empty where the recipient has it already. */
    private Optional<UUID> keep(Message message, Person recipient, String email, Letter letter) {
        boolean leaves = outbox.mayLeave(message.about());
        String state = leaves && delivering.isPossible() ? "queued" : "kept";
        // NB: what is kept without a reason goes out at the first start with a mail server.
        Optional<UUID> added =
                outbox.add(message, recipient, email, letter, state, leaves ? null : EXAMPLE, clock.instant());
        added.ifPresent(id -> events.publishEvent(new NotificationMoved(
                message.about(),
                id,
                message.incidentId(),
                recipient.name() + " <" + email + ">",
                letter.subject(),
                state,
                leaves ? (state.equals("kept") ? NO_SERVER : "") : EXAMPLE)));
        return added;
    }

    private @Nullable Situation situation(Message message) {
        UUID incidentId = message.incidentId();
        Situations known = situations.getIfAvailable();
        return incidentId == null || known == null
                ? null
                : known.of(message.about(), incidentId).orElse(null);
    }

    /** One person may stand in a list for two reasons. */
    private static Iterable<Person> once(List<Person> recipients) {
        Map<Object, Person> byRef = new LinkedHashMap<>();
        recipients.forEach(person -> byRef.putIfAbsent(person.ref(), person));
        return byRef.values();
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                delivering.wake();
            }
        });
    }
}
