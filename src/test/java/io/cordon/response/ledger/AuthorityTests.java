package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.lead;
import static io.cordon.response.ResponseForTests.person;
import static io.cordon.response.ResponseForTests.providerLead;
import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.organisation.Person;
import io.cordon.response.ActionState;
import io.cordon.response.AskingForTests;
import io.cordon.response.ResponseForTests;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who must say yes, what their yes is worth, and what stops everything. */
class AuthorityTests {

    private static final String ATTACKER = "203.0.113.7";

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @Test
    void theAskedPeopleOfEachPartyMustApprove() {
        response.agreed.approval(BLOCK_IP, 1, 1);
        UUID action = response.ask(BLOCK_IP, ATTACKER);

        assertThat(ledger.approve(action, lead("anna"))).isInstanceOf(Decision.Done.class);
        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);
        assertThat(ledger.approve(action, lead("anna"))).isInstanceOf(Decision.Conflict.class);
        assertThat(ledger.approve(action, lead("carl"))).isInstanceOf(Decision.Done.class);
        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);
        assertThat(ledger.approve(action, providerLead("pia"))).isInstanceOf(Decision.Done.class);

        response.awaitState(action, ActionState.VERIFIED);
        assertThat(response.audited(action))
                .filteredOn("action-approved"::equals)
                .hasSize(3);
    }

    @Test
    void aMachineAsksAPersonAboutATargetInDoubtUntilAnAlertIsSure() {
        response.agreed.automatic(BLOCK_IP);
        AskingForTests doubtful = doubtful();
        UUID action = doubtful.ask();

        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);
        assertThat(response.reason(action)).contains("no alert says that it acts against us");
        assertThat(doubtful.ask()).isEqualTo(action);
        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);

        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(action);

        response.awaitState(action, ActionState.VERIFIED);
    }

    @Test
    void whatWaitsForApprovalWaitsOnUnderAKillSwitchWhateverAnAlertSays() {
        response.agreed.automatic(BLOCK_IP);
        UUID action = doubtful().ask();
        response.agreed.killSwitch = "a drill";

        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(action);
        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);

        response.agreed.killSwitch = null;
        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(action);
        response.awaitState(action, ActionState.VERIFIED);
    }

    @Test
    void whatAMachineWasRefusedIsNotOnRecordTwiceForTheSameReason() {
        UUID refused = response.ask(BLOCK_IP, ATTACKER);
        assertThat(response.state(refused)).isEqualTo(ActionState.REFUSED);

        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(refused);
        assertThat(response.asking(BLOCK_IP, ATTACKER).by("anna").ask()).isNotEqualTo(refused);

        response.agreed.killSwitch = "a drill";
        UUID forAnotherReason = response.ask(BLOCK_IP, ATTACKER);
        assertThat(response.reason(forAnotherReason)).startsWith("The kill switch is on");
        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(forAnotherReason);

        response.agreed.killSwitch = null;
        response.agreed.automatic(BLOCK_IP);
        response.askAndAwait(BLOCK_IP, ATTACKER, ActionState.VERIFIED);
    }

    @Test
    void aTargetInDoubtIsBlockedOnceAPersonApproves() {
        response.agreed.automatic(BLOCK_IP);
        UUID action = doubtful().ask();

        assertThat(ledger.approve(action, lead("anna"))).isInstanceOf(Decision.Done.class);

        response.awaitState(action, ActionState.VERIFIED);
    }

    private AskingForTests doubtful() {
        return response.asking(BLOCK_IP, ATTACKER).doubting("no alert says that it acts against us");
    }

    @Test
    void anActionSaysWhereNobodyElseMayApproveIt() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        response.agreed.people.add(new Person(person("anna"), "Anna", null, null, Set.of(Role.LEAD), List.of()));

        UUID alone = response.asking(BLOCK_IP, ATTACKER).by("anna").ask();
        UUID answered = response.ask(BLOCK_IP, "203.0.113.8");

        assertThat(response.reason(alone))
                .contains(
                        "nobody of the client may approve it beside acme/anna, who asked: give somebody the role lead");
        assertThat(response.reason(answered)).endsWith("asks for approval.");
    }

    @Test
    void theOtherPartysYesIsNotWhatWasAsked() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.ask(BLOCK_IP, ATTACKER);

        assertThat(ledger.approve(action, providerLead("pia"))).isInstanceOf(Decision.Forbidden.class);
        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);
    }

    @Test
    void whoeverAskedDoesNotApprove() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.asking(BLOCK_IP, ATTACKER).by("anna").ask();

        assertThat(ledger.approve(action, lead("anna"))).isInstanceOf(Decision.Forbidden.class);
        assertThat(ledger.approve(action, lead("carl"))).isInstanceOf(Decision.Done.class);
        response.awaitState(action, ActionState.VERIFIED);
    }

    @Test
    void aGrantRevokedAfterTheApprovalIsNoAuthority() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        response.stopWorker();
        ledger.approve(action, lead("anna"));
        response.agreed.revoke(BLOCK_IP);
        response.startWorker();

        response.awaitState(action, ActionState.REFUSED);

        assertThat(response.reason(action)).contains("no grant");
        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void anApprovalIsForTheTargetThatWasApproved() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        response.stopWorker();
        ledger.approve(action, lead("anna"));
        response.sql()
                .sql("update action set target = '198.51.100.99', target_key = '198.51.100.99'")
                .update();
        response.startWorker();

        response.awaitState(action, ActionState.REFUSED);

        assertThat(response.reason(action)).contains("changed after it was approved");
        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void ofAHundredAtOnceExactlyTheLimitIsCarriedOut() {
        response.agreed.automatic(BLOCK_IP, 10);
        response.stopWorker();
        List<UUID> actions = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> response.ask(BLOCK_IP, "203.0.113." + i))
                .toList();
        ActionWorker second = secondNode();
        response.startWorker();
        second.start();

        await().atMost(java.time.Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count(ActionState.PROPOSED)).isZero());
        await().atMost(java.time.Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(count(ActionState.EXECUTING)).isZero());
        second.stop();

        assertThat(response.product.calls).hasSize(10);
        assertThat(count(ActionState.VERIFIED)).isEqualTo(10);
        assertThat(count(ActionState.AWAITING_APPROVAL)).isEqualTo(90);
        UUID waiting = actions.stream()
                .filter(action -> response.state(action) == ActionState.AWAITING_APPROVAL)
                .findFirst()
                .orElseThrow();
        assertThat(response.reason(waiting)).contains("limit of 10 an hour");

        assertThat(ledger.approve(waiting, lead("anna"))).isInstanceOf(Decision.Done.class);
        response.awaitState(waiting, ActionState.VERIFIED);
    }

    @Test
    void theKillSwitchStopsWhatIsQueued() {
        response.agreed.automatic(BLOCK_IP);
        response.product.gate = new CountDownLatch(1);
        List<UUID> actions = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            actions.add(response.ask(BLOCK_IP, "203.0.113." + i));
        }
        await().untilAsserted(() -> assertThat(response.product.calls).isNotEmpty());
        response.agreed.killSwitch = "a test of the emergency stop";
        // What had passed the guard by then has been sent; nothing passes it from now on.
        response.product.gate.countDown();
        int sent = response.sql()
                .sql("select count(*) from action where executing_at is not null")
                .query(Integer.class)
                .single();

        await().atMost(java.time.Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count(ActionState.PROPOSED) + count(ActionState.EXECUTING))
                        .isZero());

        assertThat(response.product.calls).hasSizeLessThanOrEqualTo(sent + 8).hasSizeLessThan(60);
        assertThat(count(ActionState.REFUSED)).isEqualTo(60 - (int) count(ActionState.VERIFIED));
        UUID refused = actions.stream()
                .filter(action -> response.state(action) == ActionState.REFUSED)
                .findFirst()
                .orElseThrow();
        assertThat(response.reason(refused)).contains("kill switch", "emergency stop", "the provider only its own");
    }

    @Test
    void aDenialStandsAgainstMachinesButNotAgainstPeople() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        ledger.deny(action, lead("anna"), "our own scanner");

        assertThat(response.state(action)).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(action)).contains("our own scanner");
        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(action);
        assertThat(response.asking(BLOCK_IP, ATTACKER).by("carl").ask()).isNotEqualTo(action);
    }

    @Test
    void whoMayNotApproveDoesNotDenyEither() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.ask(BLOCK_IP, ATTACKER);

        assertThat(ledger.deny(action, providerLead("pia"), "no"))
                .isInstanceOfSatisfying(
                        Decision.Forbidden.class,
                        forbidden -> assertThat(forbidden.reason()).contains("people of the client, who alone decide"));
        assertThat(ledger.deny(action, responder("rita"), "no"))
                .isInstanceOfSatisfying(
                        Decision.Forbidden.class,
                        forbidden -> assertThat(forbidden.reason()).contains("containment-approval"));
        assertThat(response.state(action)).isEqualTo(ActionState.AWAITING_APPROVAL);

        assertThat(ledger.deny(action, lead("anna"), "no")).isInstanceOf(Decision.Done.class);
        assertThat(response.state(action)).isEqualTo(ActionState.REFUSED);
    }

    @Test
    void theClientDeniesWhatOnlyTheProviderWasAskedFor() {
        response.agreed.approval(BLOCK_IP, 0, 1);

        assertThat(ledger.deny(response.ask(BLOCK_IP, ATTACKER), lead("anna"), "no"))
                .isInstanceOf(Decision.Done.class);
    }

    @Test
    void whereBothPartiesApproveEitherDenies() {
        response.agreed.approval(BLOCK_IP, 1, 1);

        assertThat(ledger.deny(response.ask(BLOCK_IP, ATTACKER), providerLead("pia"), "no"))
                .isInstanceOf(Decision.Done.class);
        assertThat(ledger.deny(response.ask(BLOCK_IP, "203.0.113.8"), lead("anna"), "no"))
                .isInstanceOf(Decision.Done.class);
    }

    @Test
    void whoeverAskedTakesItBackWhichKeepsNoMachineFromAsking() {
        response.agreed.approval(BLOCK_IP, 1, 0);
        UUID action = response.asking(BLOCK_IP, ATTACKER).by("rita").ask();

        assertThat(ledger.deny(action, responder("rita"), "no")).isInstanceOf(Decision.Done.class);

        assertThat(response.state(action)).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(action)).isEqualTo("Withdrawn by who asked for it: no");
        UUID byMachine = response.ask(BLOCK_IP, ATTACKER);
        assertThat(byMachine).isNotEqualTo(action);
        assertThat(response.state(byMachine)).isEqualTo(ActionState.AWAITING_APPROVAL);
    }

    @Test
    void withoutAnAuditRowThereIsNoIntent() {
        response.agreed.automatic(BLOCK_IP);
        response.sql()
                .sql("alter table audit_entry add constraint broken check (action <> 'action-executing') not valid")
                .update();
        UUID action = response.ask(BLOCK_IP, ATTACKER);

        await().during(java.time.Duration.ofMillis(1500))
                .atMost(java.time.Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(response.product.calls).isEmpty());
        assertThat(response.state(action)).isEqualTo(ActionState.PROPOSED);
    }

    private static Caller responder(String id) {
        return new Caller(
                "acme/" + id,
                person(id),
                ResponseForTests.ACME,
                Party.CLIENT,
                Set.of(Role.RESPONDER),
                Set.of(ResponseForTests.ACME));
    }

    private long count(ActionState state) {
        return response.sql()
                .sql("select count(*) from action where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    private ActionWorker secondNode() {
        return new ActionWorker(
                response.bean(Claims.class),
                response.bean(Attending.class),
                response.bean(Waiters.class),
                ResponseForTests.settings());
    }
}
