package io.cordon.api;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Response;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Problem details where Spring is not there to write them. */
class TomcatProblem {

    private TomcatProblem() {}

    /** @param detail plain text of ours, with nothing in it that JSON would have to escape */
    static void write(Response response, HttpStatus status, String detail) throws IOException {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        Writer writer = response.getReporter();
        if (writer != null) {
            writer.write("{\"type\":\"urn:cordon:problem:" + type(status) + "\",\"title\":\"" + status.getReasonPhrase()
                    + "\",\"status\":" + status.value() + ",\"detail\":\"" + detail + "\"}");
            response.finishResponse();
        }
    }

    /** As {@link Problem} names them, and else as HTTP does. */
    private static String type(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "unreadable";
            case REQUEST_TIMEOUT -> "too-slow";
            case CONTENT_TOO_LARGE -> "too-large";
            case INTERNAL_SERVER_ERROR -> "internal";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        };
    }
}
