package io.cordon.access;

import io.cordon.audit.AuditTrail;
import io.cordon.organisation.ProviderShutOut;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When a client shuts the provider out, what its people could still come in with goes too. */
@Component
class TakingTokensBack {

    private final Tokens tokens;
    private final Credentials credentials;
    private final Sessions sessions;
    private final AuditTrail audit;

    TakingTokensBack(Tokens tokens, Credentials credentials, Sessions sessions, AuditTrail audit) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * NB: the token of this very call stays, as the client's own, or the password of this session: without it, the
     * client would have locked itself out.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ProviderShutOut shutOut) {
        OrganisationId client = shutOut.client();
        UUID kept = shutOut.by().token();
        if (kept != null) {
            tokens.makeOwn(client, kept);
        } else if (shutOut.by().person() != null) {
            credentials.makeOwn(shutOut.by().person());
        }
        for (Tokens.Token token : tokens.ofProvider(client)) {
            tokens.revoke(client, token.id());
            audit.append(
                    client,
                    shutOut.by().name(),
                    "token-revoked",
                    "token:" + token.id(),
                    Map.of("name", token.name(), "why", "made by " + token.createdBy() + ", and the provider is out"));
        }
        for (PersonRef person : credentials.voidWhatProviderCouldKnow(client)) {
            // After the line above, which a session that begins at this moment waits for or holds up.
            sessions.endAll(person);
            audit.append(
                    client,
                    shutOut.by().name(),
                    "password-voided",
                    "person:" + person,
                    Map.of("why", "chosen with a code of the provider's people, and the provider is out"));
        }
    }
}
