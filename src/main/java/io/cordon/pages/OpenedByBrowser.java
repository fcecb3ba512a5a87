package io.cordon.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Which requests are for the page: somebody opened an address, and it is none that programs call. */
public final class OpenedByBrowser {

    /** What these do not know is told as a problem, also to a browser. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/api", "/edl", "/engine-rest", "/actuator", "/v3", "/swagger-ui", "/assets");

    private OpenedByBrowser() {}

    /** NB: only where HTML is named; whoever takes anything at all (curl, a firewall) is no browser. */
    public static boolean matches(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && accept != null
                && accept.contains("text/html")
                && FOR_PROGRAMS.stream().noneMatch(known -> path.equals(known) || path.startsWith(known + "/"));
    }
}
