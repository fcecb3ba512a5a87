package io.cordon.access;

import io.cordon.api.Ids;
import io.cordon.api.Sha256;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A person's device makes a passkey for this server. */
@Component
class RegisteringPasskeys {

    private final Ceremonies ceremonies;
    private final WebAuthn webAuthn;
    private final RelyingParty relyingParty;
    private final Clock clock;

    RegisteringPasskeys(Ceremonies ceremonies, WebAuthn webAuthn, RelyingParty relyingParty, Clock clock) {
        this.ceremonies = ceremonies;
        this.webAuthn = webAuthn;
        this.relyingParty = relyingParty;
        this.clock = clock;
    }

    /** @param has those that the person has: a device that holds one of them makes no second one */
    PasskeyOptions.ToRegister begin(Session session, String name, List<Passkey> has) {
        Ceremonies.Ceremony ceremony = ceremonies.begin(session, Ceremonies.Purpose.REGISTERING);
        return PasskeyOptions.toRegister(
                ceremony, relyingParty.id(), session.person(), name, userHandle(ceremony.challenge()), has);
    }

    /** The passkey, not kept yet; empty where the answer is none to a challenge of this session. */
    Optional<Passkey> end(Session session, UsingPasskeys.Answer answer, String name, boolean byProvider) {
        return ceremonies
                .end(session, answer.ceremony(), Ceremonies.Purpose.REGISTERING)
                .flatMap(challenge ->
                        webAuthn.made(answer.credential(), challenge, userHandle(challenge), answer.origins()))
                .map(made -> new Passkey(
                        Ids.next(),
                        session.person(),
                        name,
                        made.credential(),
                        made.backedUp(),
                        byProvider,
                        clock.instant(),
                        null));
    }

    /** What the device keeps in place of the person's name: it tells nothing, and is another for each passkey. */
    private static byte[] userHandle(byte[] challenge) {
        return Sha256.of(challenge);
    }
}
