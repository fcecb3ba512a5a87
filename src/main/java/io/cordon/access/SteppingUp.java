package io.cordon.access;

import io.cordon.api.Finding;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.PersonRef;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** People prove once more, in the session that they have, that it is still they who are at the keyboard. */
@Service
class SteppingUp {

    private final SigningIn signingIn;
    private final Authenticators authenticators;
    private final UsingPasskeys passkeys;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;

    SteppingUp(
            SigningIn signingIn,
            Authenticators authenticators,
            UsingPasskeys passkeys,
            Sessions sessions,
            AuditTrail audit,
            ActingFor actingFor,
            TransactionTemplate transaction) {
        this.signingIn = signingIn;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.audit = audit;
        this.actingFor = actingFor;
        this.transaction = transaction;
    }

    /** What is wrong with the proof; empty where it holds. NB: outside of any transaction, as {@link SigningIn}. */
    Optional<Finding> by(Session session, @Nullable String password, @Nullable String code) {
        boolean needsCode = inTransaction(
                session, () -> authenticators.since(session.person()).isPresent());
        return needsCode ? byCode(session, code) : byPassword(session, password);
    }

    /** As {@link #by}, with a passkey, whatever else the person has. */
    Optional<Finding> byPasskey(Session session, UsingPasskeys.Answer answer) {
        boolean right = inTransaction(session, () -> {
            boolean proves = passkeys.proves(session, answer);
            if (proves) {
                proved(session, "passkey");
            } else {
                refused(session, "passkey");
            }
            return proves;
        });
        return right
                ? Optional.empty()
                : Optional.of(new Finding(
                        "passkey",
                        "Expected the answer of one of your passkeys, to options that this session got at most five"
                                + " minutes ago and that were not answered before."));
    }

    private Optional<Finding> byCode(Session session, @Nullable String code) {
        if (code == null) {
            return Optional.of(new Finding("code", "Expected a code of your authenticator, or a recovery code."));
        }
        boolean right = inTransaction(session, () -> {
            Optional<Authenticators.Code> used = authenticators.use(session.person(), code);
            used.ifPresentOrElse(known -> proved(session, known.id()), () -> refused(session, "code"));
            return used.isPresent();
        });
        return right
                ? Optional.empty()
                : Optional.of(new Finding(
                        "code",
                        "Expected the code that your authenticator shows now, or a recovery code, neither used before,"
                                + " but this one is wrong."));
    }

    private Optional<Finding> byPassword(Session session, @Nullable String password) {
        if (password == null) {
            return Optional.of(new Finding("password", "Expected the password that you sign in with."));
        }
        boolean right = signingIn.isPassword(session.person(), password);
        inTransaction(session, () -> {
            if (right) {
                proved(session, "password");
            } else {
                refused(session, "password");
            }
            return right;
        });
        return right
                ? Optional.empty()
                : Optional.of(
                        new Finding("password", "Expected the password that you sign in with, but this one is wrong."));
    }

    private void proved(Session session, String by) {
        sessions.stepUp(session);
        record(session, "stepped-up", by);
    }

    private void refused(Session session, String by) {
        record(session, "step-up-refused", by);
    }

    private void record(Session session, String action, String by) {
        PersonRef person = session.person();
        audit.append(person.organisation(), person.toString(), action, "person:" + person, Map.of("by", by));
    }

    private <T> T inTransaction(Session session, Supplier<T> work) {
        return actingFor.call(
                session.person().organisation(),
                () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
