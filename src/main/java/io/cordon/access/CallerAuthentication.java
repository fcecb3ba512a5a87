package io.cordon.access;

import io.cordon.api.Problem;
import io.cordon.tenancy.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A caller, in the words of Spring Security. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    /** Null for a token. */
    private final transient @Nullable Session session;

    CallerAuthentication(Caller caller) {
        this(caller, null);
    }

    CallerAuthentication(Caller caller, @Nullable Session session) {
        super(List.of());
        this.caller = caller;
        this.session = session;
        setAuthenticated(true);
    }

    /** The session that the request of this thread came with; empty where it has none. */
    static Optional<Session> session() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? Optional.ofNullable(known.session)
                : Optional.empty();
    }

    /** What is a person's own to change is changed in a browser: whoever made a token must not take their place. */
    static Session requireSession() {
        return session()
                .orElseThrow(() -> Problem.conflict(
                        "Expected a session of a person in a browser, but the call came with a token."));
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && caller.equals(that.caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
