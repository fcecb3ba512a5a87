package io.cordon.access;

import io.cordon.audit.AuditTrail;
import io.cordon.organisation.ProviderShutOut;
import io.cordon.tenancy.OrganisationId;
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
    private final AuditTrail audit;

    TakingTokensBack(Tokens tokens, Credentials credentials, AuditTrail audit) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.audit = audit;
    }

    /** NB: the token of this very call stays, as the client's own: without it, the client would have locked itself out. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ProviderShutOut shutOut) {
        OrganisationId client = shutOut.client();
        UUID kept = shutOut.by().token();
        if (kept != null) {
            tokens.makeOwn(client, kept);
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
        credentials.voidCodes(client);
    }
}
