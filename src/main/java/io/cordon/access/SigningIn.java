package io.cordon.access;

import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** People choose a password with a one-time code, and sign in with it. */
@Service
class SigningIn {

    private static final Pattern PERSON = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final HashingPasswords hashing;
    private final Credentials credentials;
    private final Authenticators authenticators;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final BeginningSessions beginning;
    private final AuditTrail audit;
    private final ActingFor actingFor;

    private final TransactionTemplate transaction;

    SigningIn(
            HashingPasswords hashing,
            Credentials credentials,
            Authenticators authenticators,
            Passkeys passkeys,
            Sessions sessions,
            BeginningSessions beginning,
            AuditTrail audit,
            ActingFor actingFor,
            TransactionTemplate transaction) {
        this.hashing = hashing;
        this.transaction = transaction;
        this.credentials = credentials;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.beginning = beginning;
        this.audit = audit;
        this.actingFor = actingFor;
    }

    /** {@code acme/anna}, or only {@code anna} for one of the provider's; empty for what can be no name. */
    static Optional<PersonRef> named(@Nullable String username) {
        if (username == null || username.isBlank() || username.length() > 130) {
            return Optional.empty();
        }
        int slash = username.indexOf('/');
        String organisation = slash < 0 ? OrganisationId.PROVIDER.value() : username.substring(0, slash);
        String person = username.substring(slash + 1);
        return OrganisationId.isValid(organisation) && PERSON.matcher(person).matches()
                ? Optional.of(new PersonRef(new OrganisationId(organisation), person))
                : Optional.empty();
    }

    @Transactional(readOnly = true)
    public boolean hasPassword(PersonRef person) {
        return actingFor.call(
                person.organisation(), () -> credentials.password(person).isPresent());
    }

    /** How a try to sign in ended. */
    sealed interface Outcome {

        /**
         * The person is in.
         *
         * @param secret the new session's
         */
        record SignedIn(String secret) implements Outcome {}

        /** Name and password do not belong together. */
        record Wrong() implements Outcome {}

        /** They do, but a code must come with them. */
        record CodeMissing() implements Outcome {}

        /** They do, but the code is wrong or was used. */
        record CodeWrong() implements Outcome {}
    }

    /**
     * Wrong takes the same time whatever is wrong. NB: compares outside of any transaction: whoever waits for a turn
     * there must not hold a connection that others need.
     *
     * @param code of the person's authenticator, or one of the recovery codes; null where none was given
     */
    Outcome signIn(@Nullable PersonRef person, String password, @Nullable String code, Visitor visitor) {
        String known = person == null ? null : passwordOf(person);
        boolean right = isRight(password, known);
        Outcome outcome = person == null || known == null || !right
                ? new Outcome.Wrong()
                : startSession(person, known, code, visitor);
        if (outcome instanceof Outcome.Wrong) {
            beginning.refused(person, "wrong password", visitor);
        }
        return outcome;
    }

    /** Whether it is the person's; false where they have none, which takes the same time. */
    boolean isPassword(PersonRef person, String password) {
        String known = passwordOf(person);
        return isRight(password, known) && known != null;
    }

    private boolean isRight(String password, @Nullable String known) {
        return hashing.matches(password, known == null ? hashing.nobodysPassword() : known);
    }

    private @Nullable String passwordOf(PersonRef person) {
        return actingFor.call(
                person.organisation(),
                () -> transaction.execute(status -> credentials.password(person).orElse(null)));
    }

    /** Wrong where the person has left, or has another password by now. */
    private Outcome startSession(PersonRef person, String hash, @Nullable String code, Visitor visitor) {
        return inTransaction(person, () -> {
            if (!credentials.hasPasswordUntilCommit(person, hash)) {
                return new Outcome.Wrong();
            }
            if (authenticators.since(person).isEmpty()) {
                return start(person, "password", visitor);
            }
            if (code == null) {
                return new Outcome.CodeMissing();
            }
            Optional<Authenticators.Code> used = authenticators.use(person, code);
            if (used.isEmpty()) {
                beginning.refused(person, "wrong code", visitor);
                return new Outcome.CodeWrong();
            }
            return start(person, "password+" + used.get().id(), visitor);
        });
    }

    private Outcome start(PersonRef person, String with, Visitor visitor) {
        return beginning
                .begin(person, with, visitor)
                .<Outcome>map(Outcome.SignedIn::new)
                .orElseGet(Outcome.Wrong::new);
    }

    @Transactional
    public void signOut(PersonRef person, String secret) {
        actingFor.run(person.organisation(), () -> {
            sessions.end(Tokens.hash(secret));
            audit.append(person.organisation(), person.toString(), "signed-out", "person:" + person, Map.of());
        });
    }

    /**
     * A code that the person exchanges for a password; an earlier one no longer holds.
     *
     * @param byProvider whether the provider's people get to know it, and it is for a client's person
     */
    @Transactional
    public String giveCode(PersonRef person, Duration holds, String by, boolean byProvider) {
        actingFor.run(person.organisation(), () -> credentials.voidCodes(person));
        return giveFurtherCode(person, holds, by, byProvider);
    }

    /** As {@link #giveCode}, but earlier ones hold for their time too, until one of them is used. */
    @Transactional
    public String giveFurtherCode(PersonRef person, Duration holds, String by, boolean byProvider) {
        String code = OneTimeCodes.fresh();
        actingFor.run(person.organisation(), () -> {
            credentials.addCode(person, OneTimeCodes.hash(code), holds, byProvider);
            audit.append(person.organisation(), by, "setup-code-given", "person:" + person, Map.of());
        });
        return code;
    }

    /**
     * False where the code is not the person's, was used, or has run out. Ends the person's other sessions. NB: hashes
     * outside of any transaction, as {@link #signIn} compares; and only for who has the code.
     */
    public boolean choosePassword(PersonRef person, String code, String password) {
        byte[] known = OneTimeCodes.hash(code);
        if (!inTransaction(person, () -> credentials.holdsCode(person, known))) {
            return false;
        }
        String hash = hashing.hash(password);
        return inTransaction(person, () -> {
            Optional<Boolean> byProvider = credentials.useUpCode(person, known);
            byProvider.ifPresent(provider -> set(person, hash, person.toString(), provider));
            return byProvider.isPresent();
        });
    }

    /** Makes a password the person's, unless it is so already; at start, and so waits for its turn without a limit. */
    public void ensurePassword(PersonRef person, String password) {
        HashingPasswords patient = hashing.patiently();
        String known = passwordOf(person);
        if (known != null && patient.matches(password, known)) {
            return;
        }
        String hash = patient.hash(password);
        inTransaction(person, () -> {
            set(person, hash, "cordon:start", false);
            return true;
        });
    }

    private <T> T inTransaction(PersonRef person, Supplier<T> work) {
        return actingFor.call(
                person.organisation(), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    private void set(PersonRef person, String hash, String by, boolean byProvider) {
        // Codes before the password, as everywhere: two who do it the other way round would wait for each other.
        credentials.voidCodes(person);
        credentials.setPassword(person, hash, byProvider);
        if (!byProvider) {
            // What was made behind a password that the provider's people could know must not outlive it.
            passkeys.removeByProvider(person);
        }
        sessions.endAll(person);
        audit.append(person.organisation(), by, "password-set", "person:" + person, Map.of());
    }
}
