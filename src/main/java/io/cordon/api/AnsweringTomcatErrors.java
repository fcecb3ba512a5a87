package io.cordon.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Requests that Tomcat refuses before we see them, such as a path with U+0000, get problem details too. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class AnsweringTomcatErrors implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Problems()));
    }

    /** NB: added last, so that it reports before Spring Boot's own, whose page is HTML. */
    private static final class Problems extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            HttpStatus known = HttpStatus.resolve(status);
            try {
                TomcatProblem.write(response, known == null ? HttpStatus.BAD_REQUEST : known, detail(status));
            } catch (IOException | IllegalStateException e) {
                // Whoever asked is gone.
            }
        }

        private static String detail(int status) {
            return switch (status) {
                case 414, 431 ->
                    "Expected an address and headers of 8 KB at most together. Leave out what is not needed, and send"
                            + " long values in the body.";
                case 501 -> "Expected a body as it is or with Transfer-Encoding chunked, and no other encoding.";
                case 505 -> "Expected HTTP/1.1 or HTTP/1.0.";
                default ->
                    status < 500
                            ? "Expected an address and headers that HTTP allows, with every other character as % and"
                                    + " two hexadecimal digits, and none that stands for U+0000."
                            : "Something went wrong in the server; its log says what.";
            };
        }
    }
}
