package io.cordon.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cordon.tenancy.OrganisationId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;

/** The identity servers that the operator has named. Each is asked about itself when somebody first signs in with it. */
@Component
@EnableConfigurationProperties(OidcSettings.class)
class IdentityServers {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String[] SCOPES = {"openid", "email", "profile"};

    /** One of them. */
    record IdentityServer(String id, String label, OrganisationId organisation) {}

    private final Map<String, OidcSettings.Server> settings;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    // Who signs in by a server that is being asked waits for the answer.
    private final Map<String, Lock> asking = new ConcurrentHashMap<>();
    // So that whoever asks again and again does not have us ask it as often.
    private final Cache<String, Boolean> away =
            Caffeine.newBuilder().expireAfterWrite(PATIENCE).maximumSize(100).build();

    IdentityServers(OidcSettings settings) {
        this.settings = settings.servers();
    }

    List<IdentityServer> all() {
        return settings.keySet().stream()
                .flatMap(id -> find(id).stream())
                .sorted(Comparator.comparing(IdentityServer::label))
                .toList();
    }

    Optional<IdentityServer> find(String id) {
        return Optional.ofNullable(settings.get(id)).map(server -> {
            String label = server.label();
            String organisation = server.organisation();
            return new IdentityServer(
                    id,
                    label == null ? id : label,
                    organisation == null ? OrganisationId.PROVIDER : new OrganisationId(organisation));
        });
    }

    /**
     * What we are to it; slow the first time.
     *
     * @param back where it sends people back to
     * @throws RuntimeException where it does not answer, or is none
     */
    ClientRegistration registration(IdentityServer server, String back) {
        ClientRegistration registration = known.get(server.id());
        if (registration == null) {
            registration = learned(server.id());
        }
        return ClientRegistration.withClientRegistration(registration)
                .redirectUri(back)
                .build();
    }

    private ClientRegistration learned(String id) {
        Lock lock = asking.computeIfAbsent(id, unasked -> new ReentrantLock());
        take(lock);
        try {
            ClientRegistration registration = known.get(id);
            if (registration != null) {
                return registration;
            }
            if (away.getIfPresent(id) != null) {
                throw new IllegalStateException("Expected an answer, but moments ago there was none");
            }
            return ask(id);
        } finally {
            lock.unlock();
        }
    }

    /** NB: not without end. Several addresses are tried, each for longer than this, and anybody may ask to sign in. */
    private static void take(Lock lock) {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Expected an answer, but somebody else still waits for it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected an answer, but Cordon is stopping", e);
        }
    }

    private ClientRegistration ask(String id) {
        try {
            ClientRegistration registration = discovered(id);
            known.put(id, registration);
            return registration;
        } catch (RuntimeException e) {
            away.put(id, true);
            throw e;
        }
    }

    private ClientRegistration discovered(String id) {
        OidcSettings.Server server = Objects.requireNonNull(settings.get(id));
        return ClientRegistrations.fromIssuerLocation(Objects.requireNonNull(server.issuer()))
                .registrationId(id)
                .clientId(Objects.requireNonNull(server.clientId()))
                .clientSecret(server.clientSecret())
                .scope(SCOPES)
                .build();
    }

    /** Calls to an identity server end. */
    static SimpleClientHttpRequestFactory patiently() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        return requests;
    }
}
