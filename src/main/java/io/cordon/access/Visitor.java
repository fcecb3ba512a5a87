package io.cordon.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Where a request comes from, as far as it says. */
record Visitor(String address, String userAgent) {

    private static final int LONGEST = 200;

    static Visitor of(HttpServletRequest request) {
        return new Visitor(request.getRemoteAddr(), shortened(request.getHeader(HttpHeaders.USER_AGENT)));
    }

    /** For the audit trail, beside what else is to be told. */
    Map<String, String> and(String fact, String value) {
        return Map.of("address", address, fact, value);
    }

    private static String shortened(@Nullable String text) {
        String readable =
                text == null ? "" : text.replaceAll("[^\\x20-\\x7E]", "?").strip();
        return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST - 1) + "…";
    }
}
