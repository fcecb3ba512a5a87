package io.cordon.access;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Addresses that browsers open, and what browsers are told not to do with them. */
final class Pages {

    /** Files only: nothing here knows of any organisation. */
    static final String[] ADDRESSES = {
        "/", "/index.html", "/assets/**", "/*.svg", "/favicon.ico", "/docs", "/swagger-ui/**"
    };

    private static final String POLICY = "Content-Security-Policy";
    private static final String NOTHING =
            "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:;"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
    private static final String OURS = NOTHING + "; style-src 'self'; require-trusted-types-for 'script'";
    // Swagger UI writes styles and markup by script; it shows our own interface document and nothing of a client.
    private static final String SWAGGER = NOTHING + "; style-src 'self' 'unsafe-inline'";

    private Pages() {}

    static void protect(HeadersConfigurer<HttpSecurity> headers) {
        RequestMatcher swagger = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/swagger-ui/**");
        headers.frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(
                        new DelegatingRequestMatcherHeaderWriter(swagger, new StaticHeadersWriter(POLICY, SWAGGER)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(swagger), new StaticHeadersWriter(POLICY, OURS)))
                .addHeaderWriter(new StaticHeadersWriter(
                        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin"))
                .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Resource-Policy", "same-origin"));
    }
}
