package io.cordon.access;

import io.cordon.organisation.Account;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.ActingFor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Whom an identity server vouches for becomes one of the people of its organisation, or nobody. */
@Service
class SigningInByOidc {

    /** Why somebody whom an identity server vouches for is not let in; the sign-in page has words for each. */
    enum Refusal {
        UNKNOWN_PERSON("unknown-person"),
        AMBIGUOUS_PERSON("ambiguous-person"),
        UNVERIFIED_EMAIL("unverified-email"),
        CANCELLED("cancelled"),
        TOO_OLD("too-old"),
        NO_ANSWER("no-answer"),
        FAILED("failed");

        private final String id;

        Refusal(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** How it ended. */
    sealed interface Outcome {

        /**
         * The person is in.
         *
         * @param secret the new session's
         */
        record SignedIn(String secret) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    private final Persons persons;
    private final BeginningSessions beginning;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SigningInByOidc(
            Persons persons,
            BeginningSessions beginning,
            ActingFor actingFor,
            TransactionTemplate transaction,
            Clock clock) {
        this.persons = persons;
        this.beginning = beginning;
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param afresh whether the identity server was asked to look at the person anew */
    Outcome signIn(IdentityServers.IdentityServer server, OidcUser user, boolean afresh, Visitor visitor) {
        return actingFor.call(
                server.organisation(),
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    List<Account> found = accounts(server, user);
                    if (found.size() != 1) {
                        return refused(why(found, user), server, visitor);
                    }
                    return beginning
                            .begin(found.getFirst().person(), "oidc:" + server.id(), visitor, lookedAt(user, afresh))
                            .<Outcome>map(Outcome.SignedIn::new)
                            .orElseGet(() -> refused(Refusal.UNKNOWN_PERSON, server, visitor));
                })));
    }

    /** Nobody is let in, and the trail says so. */
    Outcome.Refused refused(Refusal why, IdentityServers.IdentityServer server, Visitor visitor) {
        beginning.refused(null, "oidc:" + server.id() + " " + why.id(), visitor);
        return new Outcome.Refused(why);
    }

    /** Whose subject it is; else whose address it is, of those who have no subject at this identity server. */
    private List<Account> accounts(IdentityServers.IdentityServer server, OidcUser user) {
        String prefix = server.id() + ":";
        List<Account> all = persons.accountsOf(server.organisation());
        List<Account> bySubject = matching(all, each -> (prefix + user.getSubject()).equals(each.subject()));
        if (!bySubject.isEmpty() || !Boolean.TRUE.equals(user.getEmailVerified())) {
            return bySubject;
        }
        return matching(all, each -> !hasSubject(each, prefix) && isSame(each.email(), user.getEmail()));
    }

    private static Refusal why(List<Account> found, OidcUser user) {
        if (!found.isEmpty()) {
            return Refusal.AMBIGUOUS_PERSON;
        }
        boolean unverified = user.getEmail() != null && !Boolean.TRUE.equals(user.getEmailVerified());
        return unverified ? Refusal.UNVERIFIED_EMAIL : Refusal.UNKNOWN_PERSON;
    }

    /**
     * When it is known to have been the person. NB: an identity server remembers people, so that signing in once more
     * proves nothing; whoever sits down at an unlocked screen could do it.
     */
    private Instant lookedAt(OidcUser user, boolean afresh) {
        return Optional.ofNullable(user.getAuthenticatedAt()).orElse(afresh ? clock.instant() : Instant.EPOCH);
    }

    private static List<Account> matching(List<Account> all, Predicate<Account> wanted) {
        return all.stream().filter(wanted).toList();
    }

    private static boolean hasSubject(Account account, String prefix) {
        return account.subject() != null && account.subject().startsWith(prefix);
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }
}
