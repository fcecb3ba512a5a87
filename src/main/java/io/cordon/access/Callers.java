package io.cordon.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cordon.organisation.Organisation;
import io.cordon.organisation.Organisations;
import io.cordon.organisation.Person;
import io.cordon.organisation.Persons;
import io.cordon.organisation.ReachChanged;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells who a secret or a person is, and what they may touch at this moment. */
@Component
class Callers {

    static final PersonRef ADMINISTRATOR = new PersonRef(OrganisationId.PROVIDER, "admin");

    /** What the first administrator has, whatever the people document says. */
    static final Set<Role> OF_ADMINISTRATOR = Set.of(Role.ADMIN, Role.INTEGRATION);

    // How long a revocation on another node goes unnoticed; on this one it is seen at once.
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    /** What a session's caller is remembered under, so that it is taken for no token's. */
    private record InSession(UUID session) {}

    private final Cache<Object, Caller> remembered = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();
    private final Tokens tokens;
    private final Credentials credentials;
    private final Organisations organisations;
    private final Persons persons;
    private final ActingFor actingFor;
    private final byte @Nullable [] administratorToken;

    Callers(
            Tokens tokens,
            Credentials credentials,
            Organisations organisations,
            Persons persons,
            ActingFor actingFor,
            @Value("${cordon.admin-token:}") String administratorToken) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.organisations = organisations;
        this.persons = persons;
        this.actingFor = actingFor;
        this.administratorToken = administratorToken.isBlank() ? null : Tokens.hash(administratorToken.strip());
    }

    /** Empty where the token opens nothing now. */
    Optional<Caller> byToken(String secret) {
        byte[] hash = Tokens.hash(secret);
        return remembered(ByteBuffer.wrap(hash), () -> {
            if (administratorToken != null && MessageDigest.isEqual(administratorToken, hash)) {
                return Optional.of(administrator());
            }
            return tokens.redeem(hash).map(this::behind);
        });
    }

    /**
     * Empty where the person is no longer in their organisation's people document. The first administrator is there
     * always: a document that leaves them out must not lock everybody out.
     */
    Optional<Caller> bySession(Session session) {
        PersonRef ref = session.person();
        // NB: by the session, not the person: it ends when another password is chosen, which may be the provider's.
        return remembered(
                new InSession(session.id()),
                () -> ref.equals(ADMINISTRATOR)
                        ? Optional.of(administrator())
                        : actingFor.call(
                                ref.organisation(),
                                () -> persons.find(ref)
                                        .map(person -> caller(
                                                ref.toString(),
                                                ref.organisation(),
                                                ref,
                                                person.roles(),
                                                null,
                                                credentials.isPasswordByProvider(ref)))));
    }

    private Optional<Caller> remembered(Object key, Supplier<Optional<Caller>> look) {
        Caller known = remembered.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Caller> found = look.get();
        found.ifPresent(caller -> remembered.put(key, caller));
        return found;
    }

    /** What is remembered may be wrong from now on. */
    void forget() {
        remembered.invalidateAll();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void reachChanged(ReachChanged event) {
        forget();
    }

    private Caller administrator() {
        Set<Role> roles = EnumSet.copyOf(OF_ADMINISTRATOR);
        actingFor.call(ADMINISTRATOR.organisation(), () -> persons.find(ADMINISTRATOR)).stream()
                .map(Person::roles)
                .forEach(roles::addAll);
        return caller(ADMINISTRATOR.toString(), ADMINISTRATOR.organisation(), ADMINISTRATOR, roles, null, false);
    }

    private Caller behind(Tokens.Token token) {
        PersonRef person = token.person() == null ? null : new PersonRef(token.organisation(), token.person());
        return caller(
                name(token, person),
                token.organisation(),
                person,
                EnumSet.of(token.role()),
                token.id(),
                token.byProvider());
    }

    /** Whoever made the token has its secret too, and may be the one who acts. */
    private static String name(Tokens.Token token, @Nullable PersonRef person) {
        if (person != null) {
            return token.createdBy().equals(person.toString())
                    ? person.toString()
                    : person + " (token from " + token.createdBy() + ")";
        }
        String name = "token:" + token.organisation() + "/" + token.name();
        return token.byProvider() ? name + " (from " + token.createdBy() + ")" : name;
    }

    private Caller caller(
            String name,
            OrganisationId home,
            @Nullable PersonRef person,
            Set<Role> roles,
            @Nullable UUID token,
            boolean byProvider) {
        Set<Role> effective = EnumSet.noneOf(Role.class);
        effective.addAll(roles);
        if (roles.contains(Role.LEAD)) {
            effective.add(Role.RESPONDER);
        }
        return actingFor.call(home, () -> {
            Organisation organisation = organisations.find(home).orElseThrow();
            return new Caller(
                    name, person, home, organisation.kind(), effective, organisations.reachOf(home), token, byProvider);
        });
    }
}
