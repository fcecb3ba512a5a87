package io.cordon.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Gives every body a deadline, whoever reads it: Tomcat bounds only the time between two bytes, so that one byte now
 * and then would hold a connection without end. Also holds for what nobody reads because its request was refused.
 */
@Component
class HurryingBodies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    /** Bytes of what chunks may carry beside the body. */
    private static final int LONGEST_EXTRA = 8;

    private static final int MOST_UNREAD = 2 * 1024 * 1024;

    private final Duration deadline;

    HurryingBodies(@Value("${cordon.api.body-deadline:60s}") Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new Hurrying(deadline));
        factory.addConnectorCustomizers(connector -> {
            // Read within one look at a chunk, where no deadline is seen; nobody has a use for them.
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxExtensionSize(LONGEST_EXTRA);
                http.setMaxTrailerSize(LONGEST_EXTRA);
            }
        });
        factory.addContextCustomizers(context -> context.getPipeline().addValve(new Answering()));
    }

    /** NB: in here, before Tomcat asks Spring Boot for an error page: it drops what anybody else answered by then. */
    private static final class Answering extends ValveBase {

        private Answering() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getCoyoteRequest().getInputBuffer() instanceof Hurried body
                    && body.isLate()
                    && !response.isCommitted()) {
                response.setErrorReported();
                response.setSuspended(false);
                response.resetBuffer(true);
                response.setStatus(HttpStatus.REQUEST_TIMEOUT.value());
                TomcatProblem.write(
                        response,
                        HttpStatus.REQUEST_TIMEOUT,
                        "Expected the whole body in time, but it came too slowly. Nothing of it was taken: send it"
                                + " again at once, in smaller parts where the line is slow.");
            }
        }
    }

    private static final class Hurrying extends ValveBase {

        private final Duration deadline;

        private Hurrying(Duration deadline) {
            super(true);
            this.deadline = deadline;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            org.apache.coyote.Request sent = request.getCoyoteRequest();
            InputBuffer patient = sent.getInputBuffer();
            sent.setInputBuffer(new Hurried(patient, System.nanoTime() + deadline.toNanos()));
            try {
                getNext().invoke(request, response);
                if (!request.isAsync() && !isRead(sent)) {
                    response.finishResponse();
                    readToItsEnd(sent);
                }
            } finally {
                // It is the connection's, and serves its next request too.
                sent.setInputBuffer(patient);
            }
        }

        private static boolean isRead(org.apache.coyote.Request sent) {
            AtomicBoolean read = new AtomicBoolean();
            sent.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
            return read.get();
        }

        /** NB: else Tomcat would, with no deadline: it lets a caller who still sends hear the answer. */
        private static void readToItsEnd(org.apache.coyote.Request sent) {
            Unread unread = new Unread();
            int read = 0;
            try {
                while (!sent.hasExpectation() && read <= MOST_UNREAD) {
                    int more = sent.doRead(unread);
                    if (more < 0) {
                        return;
                    }
                    read += more;
                }
            } catch (IOException e) {
                // Too slow, or gone.
            }
            sent.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** A body until its deadline. */
    private static final class Hurried implements InputBuffer {

        private final InputBuffer body;
        private final long until;
        private boolean late;

        private Hurried(InputBuffer body, long until) {
            this.body = body;
            this.until = until;
        }

        @Override
        public int doRead(ApplicationBufferHandler into) throws IOException {
            try {
                if (System.nanoTime() - until > 0) {
                    throw new SocketTimeoutException("The body did not come in time.");
                }
                return body.doRead(into);
            } catch (SocketTimeoutException tooSlow) {
                late = true;
                throw tooSlow;
            }
        }

        @Override
        public int available() {
            return body.available();
        }

        boolean isLate() {
            return late;
        }
    }

    /** What nobody wants to read. */
    private static final class Unread implements ApplicationBufferHandler {

        private ByteBuffer buffer = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // Tomcat sets its own buffer.
        }
    }
}
