package io.cordon.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The addresses of pages as people open them; the one place that knows which pages there are. */
@Component
class Links {

    private final String base;

    Links(@Value("${cordon.base-url}") String base) {
        this.base = base.replaceAll("/+$", "");
    }

    /**
     * A task is shown on its incident's page.
     *
     * @param incidentId null for what is about no incident
     */
    String to(@Nullable UUID incidentId) {
        return incidentId == null ? base + "/" : base + "/incidents/" + incidentId;
    }

    /** Whether they lead a reader to the reader's own machine, where there is no Cordon, or to none. */
    boolean leadNowhere() {
        String host = host();
        return host.isEmpty() || host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private String host() {
        try {
            URI address = new URI(base);
            if (address.getHost() != null) {
                return address.getHost();
            }
            // NB: java.net.URI knows no host with an underscore; browsers do.
            String authority = address.getRawAuthority();
            return authority == null ? "" : authority.replaceFirst(":[0-9]*$", "");
        } catch (URISyntaxException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return base;
    }
}
