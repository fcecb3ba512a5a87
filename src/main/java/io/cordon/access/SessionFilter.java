package io.cordon.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs a request in by its session cookie, where it brings no token. */
final class SessionFilter extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final Callers callers;
    private final Refusals refusals;

    SessionFilter(Sessions sessions, Callers callers, Refusals refusals) {
        this.sessions = sessions;
        this.callers = callers;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String secret = SessionCookie.secret(request);
        @Nullable CallerAuthentication known;
        try {
            known = secret == null || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                    ? null
                    : signedIn(Tokens.hash(secret)).orElse(null);
        } catch (DataAccessException | TransactionException e) {
            refusals.unavailable(response, e);
            return;
        }
        if (secret == null || known == null) {
            chain.doFilter(request, response);
            return;
        }
        if (!HARMLESS.contains(request.getMethod()) && SessionCookie.isForged(request, secret)) {
            refusals.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "forged",
                    "Expected the header " + SessionCookie.FORGERY_HEADER
                            + " with the value of the cookie XSRF-TOKEN, which only our own pages can read.");
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(known);
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<CallerAuthentication> signedIn(byte[] session) {
        return sessions.redeem(session)
                .flatMap(known -> callers.bySession(known).map(caller -> new CallerAuthentication(caller, known)));
    }
}
