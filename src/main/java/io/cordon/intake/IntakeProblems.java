package io.cordon.intake;

import io.cordon.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what the pipeline could not do. Senders retry on 503 and many treat 429 as final: so it is 503. */
@RestControllerAdvice(assignableTypes = AlertsInApi.class)
class IntakeProblems {

    private static final Logger log = LoggerFactory.getLogger(IntakeProblems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IntakeUnavailable unavailable) {
        if (unavailable.getCause() != null) {
            log.error("Alerts could not be stored; the sender was asked to try again", unavailable.getCause());
        }
        ProblemDetail body = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, unavailable.getMessage() + " Nothing was accepted; send it again.");
        body.setType(java.net.URI.create("urn:cordon:problem:unavailable"));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(body);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(KeyReused reused) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(Problem.conflict(String.valueOf(reused.getMessage())).getBody());
    }
}
