package io.cordon.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Binds somebody who comes back from an identity server to the browser that left for it. NB: Lax, as the way back leads
 * from another site, and a Strict cookie would not come along.
 */
final class OidcCookie {

    private static final String OVER_TLS = "__Host-cordon-oidc";
    private static final String PLAIN = "cordon-oidc";

    private OidcCookie() {}

    static Optional<String> value(HttpServletRequest request) {
        String name = request.isSecure() ? OVER_TLS : PLAIN;
        return Optional.ofNullable(request.getCookies())
                .map(Arrays::stream)
                .orElseGet(Stream::empty)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String value) {
        write(request, response, value, OidcExchange.HOLDS);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, "", Duration.ZERO);
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        ResponseCookie cookie = ResponseCookie.from(request.isSecure() ? OVER_TLS : PLAIN, value)
                .path("/")
                .secure(request.isSecure())
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
