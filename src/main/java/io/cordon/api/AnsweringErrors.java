package io.cordon.api;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns every failure of a request into problem details that say what to change, and never how we are built. */
@RestControllerAdvice
@Order(0)
class AnsweringErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(AnsweringErrors.class);

    /** What is searched for; of what a caller gave, the first is what took long. */
    private static final List<String> SEARCHED = List.of("text", "actor", "subject");

    @ExceptionHandler({CannotGetJdbcConnectionException.class, CannotCreateTransactionException.class})
    ResponseEntity<ProblemDetail> databaseAway(Exception failure) {
        log.error("The database does not answer: {}", failure.getMessage());
        return unavailable("The database does not answer just now; nothing was changed.");
    }

    @ExceptionHandler(TransientDataAccessException.class)
    ResponseEntity<ProblemDetail> tryAgain(TransientDataAccessException failure) {
        log.warn("A request lost against another one: {}", failure.getMessage());
        return unavailable("Somebody else changed the same thing at the same moment; nothing was changed.");
    }

    /** Only searches have a time that they must end in. */
    @ExceptionHandler(QueryTimeoutException.class)
    ResponseEntity<ProblemDetail> tooSlow(QueryTimeoutException failure, WebRequest request) {
        log.warn("A search was ended: {}", failure.getMessage());
        return answer(Problem.invalid(
                        SEARCHED.stream()
                                .filter(field -> request.getParameter(field) != null)
                                .findFirst()
                                .orElse("from"),
                        "Expected a search that ends within " + SearchTime.LONGEST.toSeconds()
                                + " s, but this one did not. Look for longer words, or narrow it by other filters, such"
                                + " as a shorter time.")
                .getBody());
    }

    /** Nobody is there to be answered. */
    @ExceptionHandler(ClientAbortException.class)
    void gone(ClientAbortException failure) {
        log.debug("A caller went away: {}", failure.getMessage());
    }

    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<ProblemDetail> undecodable(InvalidParameterException failure) {
        return answer(Problem.unreadable("Expected parameters in UTF-8, each byte that is no plain letter as % and two"
                        + " hexadecimal digits, but one of them is not.")
                .getBody());
    }

    /** What nobody expected: logged with everything, answered with nothing of it. */
    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> broken(Exception failure) {
        log.error("A request failed in a way that nobody expected", failure);
        return answer(problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong in the server; its log says what. Nothing was changed."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (failure.getCause() instanceof ClientAbortException) {
            // Gone, or too slow: then HurryingBodies answers.
            return null;
        }
        return handleExceptionInternal(failure, unreadable(failure.getCause()), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = String.valueOf(failure.getPropertyName());
        Problem problem = Problem.invalid(
                field,
                "Expected " + field + " to be " + expected(failure.getRequiredType()) + ", but got '"
                        + shown(String.valueOf(failure.getValue())) + "'.");
        return handleExceptionInternal(failure, problem.getBody(), headers, problem.getStatusCode(), request);
    }

    /** Every answer has a type of ours, whichever part of the framework made it. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(failure, body, headers, status, request);
        if (answer == null || !(answer.getBody() instanceof ProblemDetail problem)) {
            return answer;
        }
        if (problem.getType() == null || "about:blank".equals(problem.getType().toString())) {
            problem.setType(URI.create("urn:cordon:problem:" + type(status)));
        }
        problem.setInstance(null);
        // The body's own status wins: unreadable input can be a 413 or 422 in the end.
        return ResponseEntity.status(problem.getStatus())
                .headers(answer.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ProblemDetail unreadable(@Nullable Throwable cause) {
        return switch (cause) {
            case StreamConstraintsException limit ->
                Problem.tooLarge(
                                "Expected a smaller or flatter document, but: " + firstLine(limit.getOriginalMessage()))
                        .getBody();
            case UnrecognizedPropertyException unknown ->
                Problem.invalid(
                                path(unknown),
                                "Expected one of the fields "
                                        + unknown.getKnownPropertyIds().stream()
                                                .map(String::valueOf)
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + ", but got '" + shown(unknown.getPropertyName()) + "'.")
                        .getBody();
            case DatabindException wrong ->
                Problem.invalid(path(wrong), wrongValue(wrong)).getBody();
            case StreamReadException broken ->
                Problem.unreadable(BrokenJson.sentence(broken)).getBody();
            case null, default ->
                Problem.unreadable("Expected a body of JSON, but there is none that can be read.")
                        .getBody();
        };
    }

    private static String wrongValue(DatabindException wrong) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(wrong);
        // Our own types explain themselves; what Jackson says names classes, which helps nobody outside.
        return root instanceof IllegalArgumentException own
                        && String.valueOf(own.getMessage()).startsWith("Expected")
                ? String.valueOf(own.getMessage())
                : "Expected "
                        + expected(wrong instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null)
                        + " here, but got something else; the interface document at /v3/api-docs says what belongs"
                        + " here.";
    }

    private static String path(DatabindException failure) {
        StringBuilder path = new StringBuilder();
        for (var step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shown(step.getPropertyName()));
            }
        }
        return path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return "one of "
                    + java.util.Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(java.util.Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "Integer", "int", "Long", "long" -> "a whole number";
            case "Boolean", "boolean" -> "true or false";
            case "String" -> "a text in quotes";
            case "UUID" -> "an id such as 0198c2a4-5b7e-7cc3-98d5-1f2e3a4b5c6d";
            case "Instant" -> "a time such as 2026-12-24T18:00:00Z";
            default -> "another kind of value";
        };
    }

    private static String type(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "http-" + status.value()
                : known.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }

    private static ResponseEntity<ProblemDetail> unavailable(String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail + " Try again."));
    }

    private static ProblemDetail problem(HttpStatus status, String type, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:cordon:problem:" + type));
        return body;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "it is broken"
                : shown(message.lines().findFirst().orElse("it is broken"));
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
