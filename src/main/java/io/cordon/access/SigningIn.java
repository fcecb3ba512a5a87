package io.cordon.access;

import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** People choose a password with a one-time code, and sign in with it. */
@Service
class SigningIn {

    private static final SecureRandom RANDOM = new SecureRandom();
    // Without letters and digits that look alike when read from a console.
    private static final String CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final Pattern PERSON = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final HashingPasswords hashing;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Persons persons;
    private final AuditTrail audit;
    private final ActingFor actingFor;

    private final TransactionTemplate transaction;

    SigningIn(
            HashingPasswords hashing,
            Credentials credentials,
            Sessions sessions,
            Persons persons,
            AuditTrail audit,
            ActingFor actingFor,
            TransactionTemplate transaction) {
        this.hashing = hashing;
        this.transaction = transaction;
        this.credentials = credentials;
        this.sessions = sessions;
        this.persons = persons;
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

    /**
     * The secret of a new session; empty where name or password is wrong, which takes the same time. NB: compares
     * outside of any transaction: whoever waits for a turn there must not hold a connection that others need.
     */
    public Optional<String> signIn(@Nullable PersonRef person, String password) {
        String known = person == null ? null : passwordOf(person);
        boolean right = hashing.matches(password, known == null ? hashing.nobodysPassword() : known);
        return person == null || known == null || !right ? Optional.empty() : startSession(person, known);
    }

    private @Nullable String passwordOf(PersonRef person) {
        return actingFor.call(
                person.organisation(),
                () -> transaction.execute(status -> credentials.password(person).orElse(null)));
    }

    /** Empty where the person has left, or has another password by now. */
    private Optional<String> startSession(PersonRef person, String hash) {
        return actingFor.call(
                person.organisation(),
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    boolean isThere = person.equals(Callers.ADMINISTRATOR)
                            || persons.find(person).isPresent();
                    if (!isThere || !credentials.password(person).equals(Optional.of(hash))) {
                        return Optional.<String>empty();
                    }
                    String secret = Tokens.newSecret();
                    sessions.start(person, Tokens.hash(secret));
                    audit.append(person.organisation(), person.toString(), "signed-in", "person:" + person, Map.of());
                    return Optional.of(secret);
                })));
    }

    @Transactional
    public void signOut(PersonRef person, String secret) {
        actingFor.run(person.organisation(), () -> {
            sessions.end(Tokens.hash(secret));
            audit.append(person.organisation(), person.toString(), "signed-out", "person:" + person, Map.of());
        });
    }

    /** A code that the person exchanges for a password; an earlier one no longer holds. */
    @Transactional
    public String giveCode(PersonRef person, Duration holds, String by) {
        String code = RANDOM.ints(20, 0, CODE_LETTERS.length())
                .mapToObj(i -> String.valueOf(CODE_LETTERS.charAt(i)))
                .collect(Collectors.joining())
                .replaceAll("(.{5})(?!$)", "$1-");
        actingFor.run(person.organisation(), () -> {
            credentials.setCode(person, Tokens.hash(normal(code)), holds);
            audit.append(person.organisation(), by, "setup-code-given", "person:" + person, Map.of());
        });
        return code;
    }

    /** False where the code is not the person's, was used, or has run out. Ends the person's other sessions. */
    @Transactional
    public boolean choosePassword(PersonRef person, String code, String password) {
        return actingFor.call(person.organisation(), () -> {
            if (!credentials.useUpCode(person, Tokens.hash(normal(code)))) {
                return false;
            }
            set(person, hashing.hash(password), person.toString());
            return true;
        });
    }

    /** Makes a password the person's, unless it is so already; at start, and so waits for its turn without a limit. */
    @Transactional
    public void ensurePassword(PersonRef person, String password) {
        HashingPasswords patient = hashing.patiently();
        actingFor.run(person.organisation(), () -> {
            boolean already = credentials
                    .password(person)
                    .filter(hash -> patient.matches(password, hash))
                    .isPresent();
            if (!already) {
                set(person, patient.hash(password), "cordon:start");
            }
        });
    }

    private void set(PersonRef person, String hash, String by) {
        credentials.setPassword(person, hash);
        sessions.endAll(person);
        audit.append(person.organisation(), by, "password-set", "person:" + person, Map.of());
    }

    private static String normal(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(java.util.Locale.ROOT);
    }
}
