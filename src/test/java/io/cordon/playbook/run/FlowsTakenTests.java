package io.cordon.playbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.playbook.engine.Drawing;
import io.cordon.playbook.engine.Drawing.Flow;
import io.cordon.playbook.engine.History.Passage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowsTakenTests {

    /** A choice between asking and not asking, both of which come together at the end. */
    private static final Drawing CHOICE = new Drawing(
            "",
            Map.of(),
            Map.of(),
            List.of(
                    new Flow("to-choice", "start", "choice"),
                    new Flow("yes", "choice", "ask"),
                    new Flow("no", "choice", "end"),
                    new Flow("asked", "ask", "end")));

    @Test
    void whatLeadsOnlyOneWayWasTakenOnceItWasDone() {
        assertThat(taken(List.of(done("start"), there("choice")))).containsExactly("to-choice");
        assertThat(taken(List.of(there("start")))).isEmpty();
    }

    @Test
    void ofAChoiceWhatWasReachedTellsTheWay() {
        assertThat(taken(List.of(done("start"), done("choice"), there("ask")))).containsExactly("to-choice", "yes");
        assertThat(taken(List.of(done("start"), done("choice"), done("end")))).containsExactly("to-choice", "no");
    }

    @Test
    void whereTwoWaysMayHaveLedThereNeitherIsSaidToBeTaken() {
        assertThat(taken(List.of(done("start"), done("choice"), done("ask"), done("end"))))
                .containsExactly("to-choice", "yes", "asked")
                .doesNotContain("no");
    }

    @Test
    void whatIsToBeBegunCountsAsReachedAndWhatFailedAsNotLeft() {
        assertThat(FlowsTaken.of(CHOICE, List.of(done("start"), done("choice")), List.of("ask"), List.of()))
                .containsExactly("to-choice", "yes");
        assertThat(FlowsTaken.of(
                        CHOICE, List.of(done("start"), done("choice"), done("ask")), List.of("ask"), List.of("ask")))
                .containsExactly("to-choice", "yes");
    }

    @Test
    void whatWasCancelledLedNowhere() {
        Passage cancelled = new Passage("ask", "userTask", "e", null, null, Instant.EPOCH, Instant.EPOCH, true);

        assertThat(taken(List.of(done("start"), done("choice"), cancelled))).containsExactly("to-choice", "yes");
    }

    private static List<String> taken(List<Passage> passages) {
        return FlowsTaken.of(CHOICE, passages, List.of(), List.of());
    }

    private static Passage done(String element) {
        return new Passage(element, "task", "e", null, null, Instant.EPOCH, Instant.EPOCH, false);
    }

    private static Passage there(String element) {
        return new Passage(element, "task", "e", null, null, Instant.EPOCH, null, false);
    }
}
