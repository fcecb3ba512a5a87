package io.cordon.api;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that refuses a request, as RFC 9457 problem details. Thrown by controllers only: modules return
 * refusals as values.
 */
public final class Problem extends ErrorResponseException {

    private static final int MOST_FIELDS = 5;

    private Problem(HttpStatus status, String type, String detail, List<Finding> findings) {
        super(status, body(status, type, detail, findings), null);
    }

    private static ProblemDetail body(HttpStatus status, String type, String detail, List<Finding> findings) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:cordon:problem:" + type));
        if (!findings.isEmpty()) {
            body.setProperty("findings", findings);
        }
        return body;
    }

    /** 400: nothing could be read. */
    public static Problem unreadable(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "unreadable", detail, List.of());
    }

    /** 401: name and secret do not belong together. */
    public static Problem unauthorized(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", detail, List.of());
    }

    /** 401: the password is right, but something beside it is missing or wrong. */
    public static Problem secondFactorRequired(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, "second-factor-required", detail, List.of());
    }

    /** 429: wait so long, then try again. */
    public static Problem tooMany(String detail, Duration wait) {
        Problem problem = new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many", detail, List.of());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        return problem;
    }

    /** 503: it could not be done just now; so long until the next try. */
    public static Problem unavailable(String detail, Duration wait) {
        Problem problem = new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail, List.of());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        return problem;
    }

    /** 403: the caller's role or party may not; says who may. */
    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail, List.of());
    }

    /** 403: a person in a browser has to prove first that it is still they. */
    public static Problem stepUpRequired(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "step-up-required", detail, List.of());
    }

    /** 404: not there, or another organisation's, which is not told apart. */
    public static Problem notFound(String what, Object id) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "There is no " + what + " '" + id + "'.", List.of());
    }

    /** 409: the state of the thing does not allow it now. */
    public static Problem conflict(String detail) {
        return new Problem(HttpStatus.CONFLICT, "conflict", detail, List.of());
    }

    /** 412: somebody else has made a version since; says who and when, so that the caller can look at it. */
    public static Problem overtaken(String detail, int version, @Nullable String changedBy, @Nullable Instant at) {
        Problem problem = new Problem(HttpStatus.PRECONDITION_FAILED, "overtaken", detail, List.of());
        problem.getBody().setProperty("version", version);
        problem.getBody().setProperty("changedBy", changedBy);
        problem.getBody().setProperty("changedAt", at);
        problem.getHeaders().setETag(IfMatch.tag(version));
        return problem;
    }

    /** 412: something is there already, and the caller wanted to make it only where nothing is. */
    public static Problem alreadyThere(String detail) {
        return new Problem(HttpStatus.PRECONDITION_FAILED, "already-there", detail, List.of());
    }

    /** 413: larger than the limit, which the detail names. */
    public static Problem tooLarge(String detail) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", detail, List.of());
    }

    /** 415: a form of body that is not read here. */
    public static Problem unsupported(String detail) {
        return new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported", detail, List.of());
    }

    /** 422 with every finding at once; its detail is the first, and names the fields of all. */
    public static Problem invalid(List<Finding> findings) {
        String first = findings.isEmpty()
                ? "The input is not valid."
                : findings.getFirst().message();
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", first + fields(findings), findings);
    }

    private static String fields(List<Finding> findings) {
        List<String> fields = findings.stream()
                .map(Finding::field)
                .filter(field -> !field.isEmpty())
                .distinct()
                .toList();
        String named = fields.stream().limit(MOST_FIELDS).collect(Collectors.joining(", "))
                + (fields.size() > MOST_FIELDS ? ", …" : "");
        String about = fields.isEmpty() ? "" : (fields.size() == 1 ? " Field: " : " Fields: ") + named + ".";
        return about + (findings.size() > 1 ? " There are " + findings.size() + " findings; see findings." : "");
    }

    /** 422 for one field. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Finding(field, message)));
    }
}
