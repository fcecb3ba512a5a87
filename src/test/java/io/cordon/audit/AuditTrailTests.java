package io.cordon.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.TestDatabase;
import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class AuditTrailTests {

    private static final OrganisationId ORG = OrganisationId.PROVIDER;

    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final TestDatabase.Frame frame = database.frame();

    private final JdbcClient administrator = database.asAdministrator();
    private final AuditTrail trail =
            new HashChainedTrail(frame.jdbc(), JsonMapper.builder().build(), frame.actingFor());
    private final VerifyingTrail verifying = new VerifyingTrail(new AuditEntries(frame.jdbc()));

    @BeforeEach
    void fourEntries() {
        for (int i = 1; i <= 4; i++) {
            append("action-approved", "action:" + i);
        }
    }

    @Test
    void anUntouchedChainIsIntact() {
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().entries()).isEqualTo(4);
    }

    @Test
    void hostileTextIsRecordedAndTheChainStaysIntact() {
        append("a:1,b", "\0\uD800 x\r\n\u202E'); drop table audit_entry; --");
        assertThat(verify().intact()).isTrue();
        assertThat(verify().entries()).isEqualTo(5);
    }

    @Test
    void anEditIsFoundAtItsPlace() {
        administrator
                .sql("update audit_entry set actor = 'somebody-else' where number = 2")
                .update();
        assertThat(verify().findings()).singleElement().satisfies(flaw -> {
            assertThat(flaw.number()).isEqualTo(2);
            assertThat(flaw.text()).contains("edited");
        });
    }

    @Test
    void aDeletionInTheMiddleIsFound() {
        administrator.sql("delete from audit_entry where number = 2").update();
        assertThat(verify().findings())
                .anySatisfy(flaw -> assertThat(flaw.text()).contains("taken out"));
    }

    @Test
    void aTailThatWasCutOffIsFound() {
        administrator.sql("delete from audit_entry where number = 4").update();
        assertThat(verify().findings())
                .anySatisfy(flaw -> assertThat(flaw.text()).contains("ends with entry 3"));
    }

    @Test
    void reorderingIsFound() {
        administrator
                .sql("update audit_entry set number = 100 + number where number in (2, 3)")
                .update();
        administrator
                .sql("update audit_entry set number = 105 - number where number > 100")
                .update();
        assertThat(verify().intact()).isFalse();
    }

    @Test
    void aTailRewrittenTogetherWithTheHeadShowsOnlyInTheHeadThatWasWrittenDownElsewhere() {
        String anchor = verify().head();
        administrator.sql("delete from audit_entry where number = 4").update();
        administrator.sql("""
            update audit_head set number = 3, hash = (select hash from audit_entry where number = 3)
            """).update();
        assertThat(verify().intact()).isTrue();
        assertThat(verify().head()).isNotEqualTo(anchor);
    }

    @Test
    void theApplicationCanOnlyAppend() {
        for (String attempt : new String[] {
            "update audit_entry set actor = 'x'",
            "delete from audit_entry",
            "truncate audit_entry",
            "insert into audit_entry select * from audit_entry",
            "update audit_head set number = 1",
            "delete from audit_head"
        }) {
            assertThatThrownBy(
                            () -> inTransaction(() -> frame.jdbc().sql(attempt).update()))
                    .as(attempt)
                    .hasRootCauseMessage("ERROR: permission denied for table "
                            + (attempt.contains("audit_head") ? "audit_head" : "audit_entry"));
        }
    }

    @Test
    void nobodyAppendsForAnOrganisationTheyDoNotActFor() {
        assertThatThrownBy(() -> frame.transactions()
                        .executeWithoutResult(status -> trail.append(ORG, "cordon", "tried", "x", Map.of())))
                .hasMessageContaining("Expected to act for provider");
    }

    @Test
    void aLongTransactionThatHasRecordedKeepsNobodyWaiting() {
        inTransaction(() -> {
            trail.append(ORG, "provider/admin", "began-first", "x", Map.of());
            // On another connection, while this one is still open.
            CompletableFuture.runAsync(() -> append("ended-first", "y"))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            trail.append(ORG, "provider/admin", "ended-last", "z", Map.of());
        });

        assertThat(administrator
                        .sql("select action from audit_entry where number > 4 order by number")
                        .query(String.class)
                        .list())
                .containsExactly("ended-first", "began-first", "ended-last");
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void whatCannotBeRecordedDoesNotHappen() {
        administrator
                .sql("alter table audit_entry add constraint full_disk check (number < 5)")
                .update();

        assertThatThrownBy(() -> inTransaction(() -> {
                    frame.jdbc()
                            .sql("update organisation set name = 'Renamed' where organisation = 'provider'")
                            .update();
                    trail.append(ORG, "provider/admin", "renamed", "organisation:provider", Map.of());
                }))
                .hasMessageContaining("full_disk");

        assertThat(administrator
                        .sql("select name from organisation where organisation = 'provider'")
                        .query(String.class)
                        .single())
                .isEqualTo("Provider");
    }

    @Test
    void whatIsTakenBackToASavepointIsNotRecorded() {
        TransactionTemplate nested = new TransactionTemplate(
                Objects.requireNonNull(frame.transactions().getTransactionManager()));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        inTransaction(() -> {
            takeBack(nested, "first");
            trail.append(ORG, "provider/admin", "stayed-before", "x", Map.of());
            takeBack(nested, "second");
            nested.executeWithoutResult(status -> trail.append(ORG, "provider/admin", "stayed-within", "x", Map.of()));
            takeBack(nested, "third");
            trail.append(ORG, "provider/admin", "stayed-after", "x", Map.of());
        });

        assertThat(administrator
                        .sql("select action from audit_entry where number > 4 order by number")
                        .query(String.class)
                        .list())
                .containsExactly("stayed-before", "stayed-within", "stayed-after");
        assertThat(verify().intact()).isTrue();
    }

    private void takeBack(TransactionTemplate nested, String action) {
        nested.executeWithoutResult(status -> {
            trail.append(ORG, "provider/admin", action, "x", Map.of());
            status.setRollbackOnly();
        });
    }

    @Test
    void nothingIsRecordedOutsideOfATransaction() {
        assertThatThrownBy(() -> frame.actingFor()
                        .run(ORG, () -> trail.append(ORG, "provider/admin", "approved", "x", Map.of())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private void append(String action, String subject) {
        inTransaction(() -> trail.append(ORG, "provider/admin", action, subject, Map.of("why", subject)));
    }

    private VerifyingTrail.Verdict verify() {
        return frame.actingFor().call(ORG, () -> frame.transactions().execute(status -> verifying.verify(ORG)));
    }

    private void inTransaction(Runnable work) {
        frame.actingFor().run(ORG, () -> frame.transactions().executeWithoutResult(status -> work.run()));
    }
}
