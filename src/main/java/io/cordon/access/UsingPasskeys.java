package io.cordon.access;

import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** People prove who they are with a passkey: to sign in, and in a session that they have. */
@Service
class UsingPasskeys {

    private final Passkeys passkeys;
    private final Ceremonies ceremonies;
    private final WebAuthn webAuthn;
    private final BeginningSessions beginning;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;

    UsingPasskeys(
            Passkeys passkeys,
            Ceremonies ceremonies,
            WebAuthn webAuthn,
            BeginningSessions beginning,
            ActingFor actingFor,
            TransactionTemplate transaction) {
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.webAuthn = webAuthn;
        this.beginning = beginning;
        this.actingFor = actingFor;
        this.transaction = transaction;
    }

    /**
     * What a page brings back from a device.
     *
     * @param credential the device's answer as JSON
     * @param origins the pages that may bring it
     */
    record Answer(UUID ceremony, String credential, Set<String> origins) {}

    /** Empty where too many people are about to sign in. */
    Optional<Ceremonies.Ceremony> beginSigningIn() {
        return inTransaction(OrganisationId.PROVIDER, ceremonies::beginAnonymously);
    }

    /** The secret of a new session; empty where the answer is none to a challenge of ours by a passkey that we know. */
    Optional<String> signIn(Answer answer, Visitor visitor) {
        byte @Nullable [] challenge = inTransaction(
                        OrganisationId.PROVIDER, () -> ceremonies.endAnonymous(answer.ceremony()))
                .orElse(null);
        WebAuthn.Signed signed = webAuthn.read(answer.credential()).orElse(null);
        Passkeys.Key key = signed == null || challenge == null
                ? null
                : passkeys.whose(signed.credential()).orElse(null);
        if (challenge == null || signed == null || key == null) {
            beginning.refused(null, "unknown passkey", visitor);
            return Optional.empty();
        }
        return inTransaction(key.organisation(), () -> {
            Optional<Passkey> passkey = passkeys.findUntilCommit(key);
            Optional<String> secret = passkey.filter(known -> isRight(signed, known, challenge, answer.origins()))
                    .flatMap(known -> beginning.begin(known.person(), "passkey", visitor));
            if (secret.isEmpty()) {
                beginning.refused(passkey.map(Passkey::person).orElse(null), "wrong passkey", visitor);
            }
            return secret;
        });
    }

    /** Whether the answer is one to a challenge of this session by a passkey of its person; in a transaction. */
    boolean proves(Session session, Answer answer) {
        byte @Nullable [] challenge = ceremonies
                .end(session, answer.ceremony(), Ceremonies.Purpose.STEPPING_UP)
                .orElse(null);
        WebAuthn.Signed signed = webAuthn.read(answer.credential()).orElse(null);
        return challenge != null
                && signed != null
                && own(session.person(), signed)
                        .filter(passkey -> isRight(signed, passkey, challenge, answer.origins()))
                        .isPresent();
    }

    private Optional<Passkey> own(PersonRef person, WebAuthn.Signed signed) {
        return passkeys.of(person).stream()
                .filter(passkey -> Arrays.equals(passkey.credential().id(), signed.credential()))
                .findFirst()
                .flatMap(passkey -> passkeys.findUntilCommit(new Passkeys.Key(person.organisation(), passkey.id())));
    }

    private boolean isRight(WebAuthn.Signed signed, Passkey passkey, byte[] challenge, Set<String> origins) {
        Optional<WebAuthn.Used> used = webAuthn.check(signed, passkey, challenge, origins);
        used.ifPresent(now -> passkeys.used(passkey, now.signCount(), now.backedUp()));
        return used.isPresent();
    }

    private <T> T inTransaction(OrganisationId organisation, Supplier<T> work) {
        return actingFor.call(organisation, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
