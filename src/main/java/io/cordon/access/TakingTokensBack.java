package io.cordon.access;

import io.cordon.audit.AuditTrail;
import io.cordon.organisation.ProviderShutOut;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When a client shuts the provider out, what its people could still come in with goes too. */
@Component
class TakingTokensBack {

    private static final Duration CODE_HOLDS = Duration.ofDays(3);

    private final Tokens tokens;
    private final Credentials credentials;
    private final Sessions sessions;
    private final SigningIn signingIn;
    private final AuditTrail audit;

    TakingTokensBack(Tokens tokens, Credentials credentials, Sessions sessions, SigningIn signingIn, AuditTrail audit) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.sessions = sessions;
        this.signingIn = signingIn;
        this.audit = audit;
    }

    /**
     * NB: the token or session of this very call stays: without it, the client would have locked itself out. What else
     * the provider's people could know goes, the password of this very session too.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ProviderShutOut shutOut) {
        keepToken(shutOut);
        OrganisationId client = shutOut.client();
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
            endSessions(person, shutOut);
            audit.append(
                    client,
                    shutOut.by().name(),
                    "password-voided",
                    "person:" + person,
                    Map.of("why", "chosen with a code of the provider's people, and the provider is out"));
        }
    }

    private void keepToken(ProviderShutOut shutOut) {
        UUID kept = shutOut.by().token();
        if (kept == null) {
            return;
        }
        tokens.find(shutOut.client(), kept)
                .filter(Tokens.Token::byProvider)
                .ifPresent(token -> shutOut.remarks()
                        .accept("The token of this call was made by " + token.createdBy() + ", who may still know it."
                                + " It stays, so that you are not locked out: make one of your own now (POST"
                                + " /api/v1/organisations/" + shutOut.client() + "/tokens), then revoke this one"
                                + " (DELETE .../tokens/" + kept + ")."));
        tokens.makeOwn(shutOut.client(), kept);
    }

    private void endSessions(PersonRef person, ProviderShutOut shutOut) {
        Optional<byte[]> own = person.equals(shutOut.by().person()) ? CallerAuthentication.session() : Optional.empty();
        if (own.isEmpty()) {
            sessions.endAll(person);
            return;
        }
        sessions.endOthers(person, own.get());
        shutOut.remarks()
                .accept("Your password was chosen with a code of the provider's people, who may know it: it opens"
                        + " nothing any more. Choose another before this session ends, with this code, which works"
                        + " once and holds for " + CODE_HOLDS.toDays() + " days: "
                        + signingIn.giveCode(person, CODE_HOLDS, shutOut.by().name(), false)
                        + " (POST /api/v1/setup {\"username\":\"" + person + "\",\"code\",\"password\"}).");
    }
}
