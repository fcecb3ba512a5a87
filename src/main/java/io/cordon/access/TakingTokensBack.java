package io.cordon.access;

import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Person;
import io.cordon.organisation.Persons;
import io.cordon.organisation.ShutOutAsked;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** When a client shuts the provider out, what its people could still come in with goes too. */
@Component
class TakingTokensBack {

    private static final Duration CODE_HOLDS = Duration.ofDays(3);

    private static final String FURTHER =
            " Nobody can tell whether it is you or they who call: what is made with it ends"
                    + " with a later shut-out as well, unless that is made with it.";

    private final Tokens tokens;
    private final Credentials credentials;
    private final Authenticators authenticators;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final SigningIn signingIn;
    private final Persons persons;
    private final AuditTrail audit;

    TakingTokensBack(
            Tokens tokens,
            Credentials credentials,
            Authenticators authenticators,
            Passkeys passkeys,
            Sessions sessions,
            SigningIn signingIn,
            Persons persons,
            AuditTrail audit) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.signingIn = signingIn;
        this.persons = persons;
        this.audit = audit;
    }

    /**
     * NB: the token or session of this very call stays, also where the provider's people gave it out: without it, the
     * client could have locked itself out. It stays the provider's hand, and so does what is made with it: it may be its
     * people who call, to keep what they hold. Where an administrator has a password of their own, it goes too.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ShutOutAsked shutOut) {
        OrganisationId client = shutOut.client();
        Caller by = shutOut.by();
        List<PersonRef> goOn = by.byProvider() ? administratorsOnTheirOwn(client) : List.of();
        boolean stays = goOn.isEmpty();
        if (!goOn.isEmpty()) {
            shutOut.remarks()
                    .accept("The provider's people gave out what you came with and may know it: it has ended with the"
                            + " rest. These administrators have a password of their own, sign in as before, and make"
                            + " you a new code: "
                            + goOn.stream().map(PersonRef::toString).collect(Collectors.joining(", ")) + ".");
        }
        takeTokens(shutOut, stays);
        takePasswords(shutOut, stays);
    }

    private List<PersonRef> administratorsOnTheirOwn(OrganisationId client) {
        Set<PersonRef> own = credentials.withPasswordOfTheirOwn(client);
        return persons.of(client).stream()
                .filter(person -> person.roles().contains(Role.ADMIN))
                .map(Person::ref)
                .filter(own::contains)
                .toList();
    }

    private void takeTokens(ShutOutAsked shutOut, boolean ownStays) {
        for (Tokens.Token token : tokens.ofProvider(shutOut.client())) {
            if (!token.id().equals(shutOut.by().token())) {
                revoke(token, shutOut);
            } else if (ownStays) {
                keep(token, shutOut);
            } else {
                atLast(() -> revoke(token, shutOut));
            }
        }
    }

    private void revoke(Tokens.Token token, ShutOutAsked shutOut) {
        tokens.revoke(shutOut.client(), token.id());
        audit.append(
                shutOut.client(),
                shutOut.by().name(),
                "token-revoked",
                "token:" + token.id(),
                Map.of("name", token.name(), "why", "made by " + token.createdBy() + ", and the provider is out"));
    }

    private void keep(Tokens.Token token, ShutOutAsked shutOut) {
        tokens.keep(shutOut.client(), token.id());
        shutOut.remarks()
                .accept("The token of this call was made by " + token.createdBy() + ", who may still know it. It stays,"
                        + " so that you are not locked out: make another now (POST /api/v1/organisations/"
                        + shutOut.client() + "/tokens), then revoke this one (DELETE .../tokens/" + token.id() + ")."
                        + FURTHER);
    }

    private void takePasswords(ShutOutAsked shutOut, boolean ownStays) {
        OrganisationId client = shutOut.client();
        PersonRef kept = ownStays && shutOut.by().token() == null ? shutOut.by().person() : null;
        List<Credentials.Voided> all = credentials.voidWhatProviderCouldKnow(client, kept);
        // Passwords before factors, as everywhere; and before sessions: one that begins with a passkey is waited for.
        takeFactors(shutOut);
        for (Credentials.Voided voided : all) {
            PersonRef person = voided.person();
            // After the line above, which a session that begins at this moment waits for or holds up.
            endSessions(person, ownStays, shutOut);
            if (person.equals(kept) && !voided.password()) {
                // An earlier shut-out has voided it, and the session stays once more.
                continue;
            }
            audit.append(
                    client,
                    shutOut.by().name(),
                    "password-voided",
                    "person:" + person,
                    Map.of("why", "chosen with a code of the provider's people, and the provider is out"));
        }
    }

    /** It may have been the provider's people who set them up, in the place of the client's. */
    private void takeFactors(ShutOutAsked shutOut) {
        OrganisationId client = shutOut.client();
        authenticators
                .removeByProvider(client)
                .forEach(person -> factorTaken(shutOut, person, "authenticator-removed"));
        passkeys.removeByProvider(client).forEach(person -> factorTaken(shutOut, person, "passkey-removed"));
    }

    private void factorTaken(ShutOutAsked shutOut, PersonRef person, String action) {
        audit.append(
                shutOut.client(),
                shutOut.by().name(),
                action,
                "person:" + person,
                Map.of(
                        "why",
                        "set up behind a password from a code of the provider's people, and the provider is out"));
    }

    private void endSessions(PersonRef person, boolean ownStays, ShutOutAsked shutOut) {
        Optional<Session> own =
                person.equals(shutOut.by().person()) ? CallerAuthentication.session() : Optional.empty();
        if (own.isEmpty()) {
            sessions.endAll(person);
            return;
        }
        sessions.endOthers(own.get());
        if (!ownStays) {
            atLast(() -> sessions.endAll(person));
            return;
        }
        shutOut.remarks()
                .accept("Your password was chosen with a code of the provider's people, who may know it: it opens"
                        + " nothing any more. Choose another before this session ends, with this code, which works"
                        + " once and holds for " + CODE_HOLDS.toDays() + " days: "
                        + signingIn.giveCode(person, CODE_HOLDS, shutOut.by().name(), true)
                        + " (POST /api/v1/setup {\"username\":\"" + person + "\",\"code\",\"password\"})."
                        + FURTHER);
    }

    /** NB: whoever acts once more within this change must still be let in until it is made. */
    private static void atLast(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                work.run();
            }
        });
    }
}
