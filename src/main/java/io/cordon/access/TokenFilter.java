package io.cordon.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs a request in by its token: as a bearer, and for block lists also as the password of HTTP basic. */
final class TokenFilter extends OncePerRequestFilter {

    private static final int LONGEST = 512;

    private final Callers callers;
    private final Refusals refusals;

    TokenFilter(Callers callers, Refusals refusals) {
        this.callers = callers;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        String secret = secret(header, request.getRequestURI().startsWith("/edl/"));
        @Nullable CallerAuthentication known;
        try {
            known = secret == null
                    ? null
                    : callers.byToken(secret).map(CallerAuthentication::new).orElse(null);
        } catch (DataAccessException | TransactionException e) {
            refusals.unavailable(response, e);
            return;
        }
        if (known == null) {
            refusals.commence(request, response, new BadCredentialsException("The token opens nothing"));
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

    private static @Nullable String secret(String header, boolean basicToo) {
        int space = header.indexOf(' ');
        if (space < 0 || header.length() > LONGEST) {
            return null;
        }
        String scheme = header.substring(0, space);
        String value = header.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return value.isEmpty() ? null : value;
        }
        return basicToo && scheme.equalsIgnoreCase("Basic") ? password(value) : null;
    }

    private static @Nullable String password(String value) {
        try {
            String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
