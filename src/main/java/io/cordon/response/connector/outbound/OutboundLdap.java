package io.cordon.response.connector.outbound;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.cordon.response.connector.Failure;
import io.cordon.response.connector.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens directories. Every LDAP call out of Cordon goes through here: the address is checked and only the checked
 * address is connected to, the transport is TLS unless the operator lists the destination and the settings say so,
 * and no referral is followed.
 */
@Component
public final class OutboundLdap {

    private static final Duration STEP = Duration.ofSeconds(4);

    private final Destinations destinations;

    public OutboundLdap(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Who signs in where. */
    public record Login(URI url, boolean startTls, Trust trust, String bindDn, Secret password) {

        private boolean ldaps() {
            return "ldaps".equalsIgnoreCase(url.getScheme());
        }

        private int port() {
            return url.getPort() >= 0 ? url.getPort() : ldaps() ? 636 : 389;
        }

        private String place() {
            return url.getHost() + ":" + port();
        }
    }

    /** What is asked of a directory that is signed in to. */
    @FunctionalInterface
    public interface Work<T> {
        T ask(LDAPConnection directory) throws LDAPException;
    }

    /** Connects, signs in, asks, and closes, all within the time given. */
    public <T> T call(Login login, Duration timeout, Work<T> work, Function<Failure, T> failed) {
        AtomicReference<@Nullable LDAPConnection> open = new AtomicReference<>();
        Deadline deadline = Deadline.in(timeout);
        return deadline.call(
                () -> switch (destinations.find(login.url().getHost(), login.port())) {
                    case Destination.Refused refused -> failed.apply(new Failure.Refused(refused.reason()));
                    case Destination.Unresolved unresolved -> failed.apply(new Failure.Busy(unresolved.reason(), null));
                    case Destination.Reachable there
                    when !login.ldaps() && !login.startTls() && !there.listed() ->
                        failed.apply(new Failure.Refused("Expected TLS for " + login.place()
                                + ", but neither ldaps nor startTls is set. Only destinations listed in"
                                + " CORDON_OUTBOUND_ALLOW may go without."));
                    case Destination.Reachable there ->
                        ask(login, there.addresses().getFirst(), deadline, work, failed, open);
                },
                () -> {
                    LDAPConnection connection = open.get();
                    if (connection != null) {
                        connection.close();
                    }
                },
                () -> failed.apply(new Failure.Unclear("Expected an answer of " + login.place() + " within "
                        + timeout.toMillis() + " ms, but none came.")));
    }

    private static <T> T ask(
            Login login,
            InetSocketAddress address,
            Deadline deadline,
            Work<T> work,
            Function<Failure, T> failed,
            AtomicReference<@Nullable LDAPConnection> open) {
        try (LDAPConnection directory = connection(login, deadline)) {
            open.set(directory);
            try {
                int connect = (int) deadline.left(STEP).toMillis();
                directory.connect(login.url().getHost(), address.getAddress(), address.getPort(), connect);
                if (!login.ldaps() && login.startTls()) {
                    var answer = directory.processExtendedOperation(
                            new StartTLSExtendedRequest(login.trust().context()));
                    if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
                        return failed.apply(new Failure.Refused(
                                "Expected " + login.place() + " to start TLS, but it does not offer it."));
                    }
                }
                directory.bind(login.bindDn(), login.password().reveal());
            } catch (LDAPException e) {
                return failed.apply(notSignedIn(login, e));
            }
            return work.ask(directory);
        } catch (LDAPException e) {
            return failed.apply(failure(login, e));
        }
    }

    private static LDAPConnection connection(Login login, Deadline deadline) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        options.setFollowReferrals(false);
        options.setAbandonOnTimeout(true);
        options.setMaxMessageSize(1 << 20);
        options.setResponseTimeoutMillis(deadline.left(STEP).toMillis());
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return login.ldaps()
                ? new LDAPConnection(login.trust().context().getSocketFactory(), options)
                : new LDAPConnection(options);
    }

    /** Until here nothing but the name and password was sent. */
    private static Failure notSignedIn(Login login, LDAPException failure) {
        if (Trust.isBroken(failure)) {
            return new Failure.Refused("Expected a trusted certificate for " + login.place()
                    + ", but it is for another host, expired, or of an authority that is not trusted. Give the"
                    + " authority's certificate as caCertificate.");
        }
        return failure(login, failure) instanceof Failure.Refused refused
                ? refused
                : new Failure.Busy(
                        "Expected to sign in to " + login.place() + ", but it cannot be reached ("
                                + failure.getResultCode().getName() + ").",
                        null);
    }

    private static Failure failure(Login login, LDAPException failure) {
        ResultCode code = failure.getResultCode();
        String came = "Expected " + login.place() + " to do as asked, but it answered '" + code.getName() + "'.";
        if (code.equals(ResultCode.BUSY) || code.equals(ResultCode.UNAVAILABLE)) {
            return new Failure.Busy(came, null);
        }
        // From 80 on the library itself speaks: the connection broke, or nothing came that makes sense.
        boolean answered = code.intValue() < ResultCode.SERVER_DOWN_INT_VALUE && !code.equals(ResultCode.OTHER);
        return answered || code.equals(ResultCode.PARAM_ERROR) ? new Failure.Refused(came) : new Failure.Unclear(came);
    }
}
