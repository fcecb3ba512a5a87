package io.cordon.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie of a session, and the token that a script of our own pages sends along to show that a change was not
 * forged by another site. The token follows from the session's secret, so nothing further is kept.
 */
final class SessionCookie {

    static final String FORGERY_HEADER = "X-XSRF-TOKEN";

    // A name with this prefix is taken by browsers over TLS only, from exactly this host.
    private static final String OVER_TLS = "__Host-cordon";
    private static final String PLAIN = "cordon";
    private static final String FORGERY_COOKIE = "XSRF-TOKEN";

    private SessionCookie() {}

    /** Null where the request has none. */
    static @Nullable String secret(HttpServletRequest request) {
        String name = request.isSecure() ? OVER_TLS : PLAIN;
        if (request.getCookies() == null) {
            return null;
        }
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    static boolean isForged(HttpServletRequest request, String secret) {
        String sent = request.getHeader(FORGERY_HEADER);
        return sent == null
                || !MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        forgeryToken(secret).getBytes(StandardCharsets.UTF_8));
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(request, response, secret, forgeryToken(secret), Sessions.LONGEST);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, "", "", Duration.ZERO);
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, String session, String forgery, Duration age) {
        boolean tls = request.isSecure();
        add(response, cookie(tls ? OVER_TLS : PLAIN, session, tls, age).httpOnly(true));
        add(response, cookie(FORGERY_COOKIE, forgery, tls, age));
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value, boolean tls, Duration age) {
        return ResponseCookie.from(name, value)
                .path("/")
                .secure(tls)
                .sameSite("Strict")
                .maxAge(age);
    }

    private static void add(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    private static String forgeryToken(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash("forgery:" + secret));
    }
}
