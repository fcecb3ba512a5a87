package io.cordon.access;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at start where the server is and how its first administrator gets in. */
@Component
class FirstAdministrator {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final Duration CODE_HOLDS = Duration.ofDays(7);
    private static final int SHORT_TOKEN = 20;

    private final SigningIn signingIn;
    private final String password;
    private final String token;
    private final String address;

    FirstAdministrator(
            SigningIn signingIn,
            @Value("${cordon.admin-password:}") String password,
            @Value("${cordon.admin-token:}") String token,
            @Value("${cordon.base-url}") String address) {
        this.signingIn = signingIn;
        this.password = password;
        this.token = token;
        this.address = address;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (!token.isBlank() && token.length() < SHORT_TOKEN) {
            log.warn("CORDON_ADMIN_TOKEN has fewer than {} characters: it can be guessed.", SHORT_TOKEN);
        }
        if (!password.isBlank()) {
            signingIn.ensurePassword(Callers.ADMINISTRATOR, password);
        }
        log.info("Cordon is ready at {}", address);
        if (!signingIn.hasPassword(Callers.ADMINISTRATOR)) {
            log.info(
                    "Sign in there as 'admin' with this setup code, which works once: {}",
                    signingIn.giveFurtherCode(Callers.ADMINISTRATOR, CODE_HOLDS, "cordon:start", false));
            log.info(
                    "It holds for {} days, and so do those that earlier starts showed: the first that is used ends"
                            + " all.",
                    CODE_HOLDS.toDays());
        }
    }
}
