package io.cordon.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the security filters answer: the same problem details as everything behind them. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean list = request.getRequestURI().startsWith("/edl/");
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"cordon\"");
        if (list) {
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"cordon\", charset=\"UTF-8\"");
        }
        write(
                response,
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "Expected the header 'Authorization: Bearer <token>' with a token that is valid now"
                        + (list ? " (or HTTP basic with the token as password)" : "")
                        + ", but there is none or it is unknown, expired or revoked.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        write(response, HttpStatus.FORBIDDEN, "forbidden", "Nothing at this address is open to the caller.");
    }

    /** For an address that no client sends in good faith, such as one with a semicolon or an encoded slash. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
            throws IOException {
        write(
                response,
                HttpStatus.BAD_REQUEST,
                "unreadable",
                "Expected an address without ';', '%2F', '//' and the like, but this one could be read in two ways.");
    }

    /** Nobody can be recognised while the database is away; senders try again on 503. */
    void unavailable(HttpServletResponse response, Exception failure) throws IOException {
        log.error("Expected the database to say who calls, but it does not answer", failure);
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        write(
                response,
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The database does not answer just now. Nothing was accepted; send it again.");
    }

    void write(HttpServletResponse response, HttpStatus status, String type, String detail) throws IOException {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:cordon:problem:" + type));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        json.writeValue(response.getOutputStream(), body);
    }
}
