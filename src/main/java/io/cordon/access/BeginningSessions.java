package io.cordon.access;

import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins sessions of people who proved who they are, and writes down who was not let in. */
@Service
class BeginningSessions {

    private final Persons persons;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BeginningSessions(
            Persons persons,
            Sessions sessions,
            AuditTrail audit,
            ActingFor actingFor,
            TransactionTemplate transaction,
            Clock clock) {
        this.persons = persons;
        this.sessions = sessions;
        this.audit = audit;
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The secret of a new session, in the transaction that looked at the proof; empty where the person has left.
     *
     * @param with what they proved just now with who they are, such as {@code password+totp}
     */
    Optional<String> begin(PersonRef person, String with, Visitor visitor) {
        return begin(person, with, visitor, clock.instant());
    }

    /** As above, for a proof of an earlier time; it counts as a step-up of then. */
    Optional<String> begin(PersonRef person, String with, Visitor visitor, Instant provedAt) {
        if (!isThere(person)) {
            return Optional.empty();
        }
        String secret = Tokens.newSecret();
        sessions.start(person, Tokens.hash(secret), with, visitor, provedAt);
        audit.append(
                person.organisation(), person.toString(), "signed-in", "person:" + person, visitor.and("with", with));
        return Optional.of(secret);
    }

    /**
     * In the trail of the person's organisation. Where there is no such person, in the provider's, without the name:
     * people type passwords there too. NB: the same work for both, which else would tell who exists.
     */
    void refused(@Nullable PersonRef person, String why, Visitor visitor) {
        if (person != null && isKnown(person)) {
            refused(person.organisation(), "person:" + person, why, visitor);
        } else {
            refused(OrganisationId.PROVIDER, "person:unknown", why, visitor);
        }
    }

    private void refused(OrganisationId organisation, String subject, String why, Visitor visitor) {
        actingFor.run(
                organisation,
                () -> transaction.executeWithoutResult(status ->
                        audit.append(organisation, "anonymous", "sign-in-refused", subject, visitor.and("why", why))));
    }

    private boolean isKnown(PersonRef person) {
        return actingFor.call(
                person.organisation(), () -> Objects.requireNonNull(transaction.execute(status -> isThere(person))));
    }

    private boolean isThere(PersonRef person) {
        return person.equals(Callers.ADMINISTRATOR) || persons.find(person).isPresent();
    }
}
