package io.cordon.access;

import io.cordon.api.Finding;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.PersonRef;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** People prove once more, in the session that they have, that it is still they who are at the keyboard. */
@Service
class SteppingUp {

    private final SigningIn signingIn;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final ActingFor actingFor;
    private final TransactionTemplate transaction;

    SteppingUp(
            SigningIn signingIn,
            Sessions sessions,
            AuditTrail audit,
            ActingFor actingFor,
            TransactionTemplate transaction) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.audit = audit;
        this.actingFor = actingFor;
        this.transaction = transaction;
    }

    /** What is wrong with the proof; empty where it holds. NB: outside of any transaction, as {@link SigningIn}. */
    Optional<Finding> byPassword(Session session, String password) {
        if (!signingIn.isPassword(session.person(), password)) {
            refused(session, "password");
            return Optional.of(new Finding("password", "Expected the password that you sign in with."));
        }
        proved(session, "password");
        return Optional.empty();
    }

    private void proved(Session session, String by) {
        inTransaction(session, "stepped-up", by, () -> sessions.stepUp(session));
    }

    private void refused(Session session, String by) {
        inTransaction(session, "step-up-refused", by, () -> {});
    }

    private void inTransaction(Session session, String action, String by, Runnable work) {
        PersonRef person = session.person();
        actingFor.run(
                person.organisation(),
                () -> transaction.executeWithoutResult(status -> {
                    work.run();
                    audit.append(
                            person.organisation(), person.toString(), action, "person:" + person, Map.of("by", by));
                }));
    }
}
