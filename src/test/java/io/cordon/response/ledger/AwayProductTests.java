package io.cordon.response.ledger;

import static io.cordon.response.ResponseForTests.ACME;
import static io.cordon.response.Verb.BLOCK_IP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.response.ActionMoved;
import io.cordon.response.ActionState;
import io.cordon.response.FakeProduct.Mood;
import io.cordon.response.ResponseForTests;
import io.cordon.response.connector.ConnectorAnswered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A product that is away: people read that it is, until when it is tried, and can say that it is back. */
class AwayProductTests {

    private static final String ATTACKER = "203.0.113.7";
    private static final Pattern UNTIL = Pattern.compile("tried again until about (\\S+), ");

    @AutoClose
    private final ResponseForTests response = ResponseForTests.withoutWorker().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    @BeforeEach
    void theMachineMayBlock() {
        response.agreed.automatic(BLOCK_IP);
    }

    @Test
    void isToldOfOnceWithTheReasonAndUntilWhenItIsTried() {
        UUID action = askedWhileAway();
        Instant before = Instant.now();

        ledger.attend(action);

        assertThat(told())
                .hasSize(1)
                .allSatisfy(text -> assertThat(text)
                        .startsWith("The product is not available: Expected 200, but got 503. ")
                        .contains("connector fw"));
        // Of three attempts, the second is made after 1 s, and the third after 4 s more.
        Matcher until = UNTIL.matcher(told().getFirst());
        assertThat(until.find()).isTrue();
        assertThat(Instant.parse(until.group(1)))
                .isBetween(before.plusSeconds(4), Instant.now().plusSeconds(5));
        assertThat(response.heard.moves.getLast())
                .extracting(ActionMoved::from, ActionMoved::to)
                .containsExactly(ActionState.PROPOSED, ActionState.PROPOSED);

        ledger.attend(action);

        assertThat(told()).hasSize(1);
    }

    @Test
    void isToldOfOnceWhereItIsTheCallThatItDoesNotTake() {
        response.product.moods.addAll(List.of(Mood.UNAVAILABLE, Mood.UNAVAILABLE));
        UUID action = response.ask(BLOCK_IP, ATTACKER);

        ledger.attend(action);
        ledger.attend(action);

        assertThat(told()).hasSize(1);
        assertThat(response.reason(action)).isEqualTo("Expected 200, but got 503");
    }

    @Test
    void isToldOfOnceWhileItIsLookedAt() {
        response.product.moods.add(Mood.ACCEPTS_AND_DOES);
        response.product.isThere = false;
        UUID action = response.ask(BLOCK_IP, ATTACKER);

        ledger.attend(action);
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.EXECUTING);
        assertThat(told()).hasSize(1);
        response.product.isThere = true;
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
    }

    @Test
    void isToldOfOnceWhileItIsUndone() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        ledger.attend(action);
        response.product.undoMoods.addAll(List.of(Mood.UNAVAILABLE, Mood.UNAVAILABLE));
        ledger.beginUndoing(action);

        ledger.attend(action);
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.UNDOING);
        assertThat(told()).hasSize(1);
    }

    @Test
    void isToldOfAgainWhereItIsAwayForTheUndoingToo() {
        UUID action = askedWhileAway();
        ledger.attend(action);
        response.product.resolutions.clear();
        ledger.attend(action);
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        response.product.undoMoods.add(Mood.UNAVAILABLE);
        ledger.beginUndoing(action);

        ledger.attend(action);

        assertThat(told()).hasSize(2);
    }

    @Test
    void isTriedNextAtATimeThatTheActionSays() {
        UUID action = askedWhileAway();
        ledger.attend(action);

        assertThat(nextAttemptAt(action))
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        response.product.resolutions.clear();
        ledger.attend(action);

        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        assertThat(nextAttemptAt(action)).isNull();
    }

    @Test
    void isTriedNowWhereAPersonAsksWithAsManyAttemptsAsAtFirst() {
        UUID action = askedWhileAway();
        ledger.attend(action);
        ledger.attend(action);
        waitsLong(action);
        long fence = ledger.entry(action).fence();

        assertThat(response.asking(BLOCK_IP, ATTACKER).by("anna").ask()).isEqualTo(action);

        assertThat(ledger.isDue(action)).contains(true);
        assertThat(ledger.entry(action))
                .extracting(LedgerEntry::attempts, LedgerEntry::fence, LedgerEntry::requester)
                .containsExactly(0, fence, null);
        assertThat(response.heard.moves.getLast().reason()).isEqualTo("Asked for again, so it is tried now: a test");
        assertThat(response.audited(action)).endsWith("action-asked-again");
        ledger.attendTo(ledger.claim(action));
        assertThat(response.state(action)).isEqualTo(ActionState.PROPOSED);
        assertThat(ledger.entry(action).attempts()).isEqualTo(1);
    }

    @Test
    void isNotTriedSoonerWhereAPlaybookAsks() {
        UUID action = askedWhileAway();
        ledger.attend(action);
        waitsLong(action);

        assertThat(response.ask(BLOCK_IP, ATTACKER)).isEqualTo(action);

        assertThat(ledger.isDue(action)).contains(false);
    }

    @Test
    void isTriedByNobodyElseWhileAnAttemptIsUnderWay() {
        UUID action = askedWhileAway();
        LedgerEntry claimed = ledger.claim(action);
        int moves = response.heard.moves.size();

        assertThat(response.asking(BLOCK_IP, ATTACKER).by("anna").ask()).isEqualTo(action);

        assertThat(response.bean(Claims.class).claim(new Claims.Due(ACME, action)))
                .isEmpty();
        assertThat(ledger.entry(action).attempts()).isEqualTo(1);
        assertThat(response.heard.moves).hasSize(moves);
        response.product.resolutions.clear();
        ledger.attendTo(claimed);
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
    }

    @Test
    void isLookedAtNowWhereAPersonAsks() {
        response.product.moods.add(Mood.ACCEPTS_AND_DOES);
        response.product.isThere = false;
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        ledger.attend(action);
        waitsLong(action);
        response.product.isThere = true;

        assertThat(response.asking(BLOCK_IP, ATTACKER).by("anna").ask()).isEqualTo(action);

        ledger.attendTo(ledger.claim(action));
        assertThat(response.state(action)).isEqualTo(ActionState.VERIFIED);
        assertThat(response.product.calls).hasSize(1);
    }

    @Test
    void isUndoneNowWhereAPersonAsksForThatAgain() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        ledger.attend(action);
        response.product.undoMoods.add(Mood.UNAVAILABLE);
        ledger.beginUndoing(action);
        ledger.attend(action);
        waitsLong(action);

        ledger.beginUndoing(action);

        ledger.attendTo(ledger.claim(action));
        assertThat(response.state(action)).isEqualTo(ActionState.UNDONE);
    }

    @Test
    void isBackWhereATestOfTheConnectorSucceeds() {
        response.withProduct("other");
        UUID action = askedWhileAway();
        ledger.attend(action);
        waitsLong(action);

        answers("other");
        assertThat(ledger.isDue(action)).contains(false);

        answers("fw");
        assertThat(ledger.isDue(action)).contains(true);
        assertThat(ledger.entry(action).attempts()).isEqualTo(1);
    }

    @Test
    void isNotTriedSoonerByATestWhereItWaitsForSomethingElse() {
        UUID action = response.ask(BLOCK_IP, ATTACKER);
        waitsLong(action);

        answers("fw");

        assertThat(ledger.isDue(action)).contains(false);
    }

    @Test
    void isNotTriedAfterTheIncidentsEnd() {
        UUID action = askedWhileAway();
        ledger.attend(action);
        waitsLong(action);
        response.product.resolutions.clear();
        response.incidentBecomes("resolved");

        answers("fw");
        ledger.attendTo(ledger.claim(action));

        assertThat(response.state(action)).isEqualTo(ActionState.REFUSED);
        assertThat(response.product.calls).isEmpty();
    }

    /** With the usual 9 attempts, as docs/response.md says. */
    @Test
    void isTriedForFiveMinutesAndAtLeastEveryMinute() {
        List<Duration> waits = IntStream.range(1, 9)
                .mapToObj(attempt -> Backoff.after(attempt, null))
                .toList();

        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) <= 0);
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Backoff.left(1, 9, waits.getFirst()))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }

    /** Away for all three attempts that there are. */
    private UUID askedWhileAway() {
        response.product.goesAwayFor(3);
        return response.ask(BLOCK_IP, ATTACKER);
    }

    private List<String> told() {
        return response.heard.moves.stream()
                .map(ActionMoved::reason)
                .filter(reason -> reason.contains("not available"))
                .toList();
    }

    private void answers(String connector) {
        response.acting(() -> {
            response.bean(TryingAgain.class).on(new ConnectorAnswered(ACME, connector));
            return true;
        });
    }

    private @Nullable Instant nextAttemptAt(UUID action) {
        return response.acting(() -> response.bean(ActionViews.class).find(action, ResponseForTests.lead("lena")))
                .orElseThrow()
                .nextAttemptAt();
    }

    private void waitsLong(UUID action) {
        ledger.update(action, "due_at = now() + interval '1 hour'");
    }
}
