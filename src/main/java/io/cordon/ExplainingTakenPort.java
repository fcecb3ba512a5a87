package io.cordon;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names the setting that gives the server another port. NB: ordered before the framework's own, which does not. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExplainingTakenPort extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "Expected to serve on port " + cause.getPort() + ", but another program uses it.",
                "Stop that program, or set SERVER_PORT to a free port.",
                cause);
    }
}
