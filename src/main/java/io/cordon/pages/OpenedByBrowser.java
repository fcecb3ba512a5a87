package io.cordon.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which requests are for the page: somebody opened an address, and it is none that programs call. */
public final class OpenedByBrowser {

    /**
     * What these do not know is told as a problem, also to a browser. NB: matched as Spring does when it looks for an
     * endpoint, so that {@code /%61ctuator} is none of the page's either.
     */
    private static final List<RequestMatcher> FOR_PROGRAMS = Stream.of(
                    "/api/**",
                    "/edl/**",
                    "/engine-rest/**",
                    "/actuator/**",
                    "/v3/**",
                    "/swagger-ui/**",
                    "/assets/**",
                    "/error/**")
            .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
            .toList();

    private OpenedByBrowser() {}

    /** NB: only where HTML is named; whoever takes anything at all (curl, a firewall) is no browser. */
    public static boolean matches(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && accept != null
                && accept.contains("text/html")
                && FOR_PROGRAMS.stream().noneMatch(known -> known.matches(request));
    }
}
