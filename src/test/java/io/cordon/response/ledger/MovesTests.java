package io.cordon.response.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.response.ActionState;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move that there could be, against the diagram that people read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovesTests {

    private static final Set<String> DRAWN = drawn();

    @AutoClose
    private final ResponseForTests response = ResponseForTests.withoutWorker().withProduct();

    private final LedgerForTests ledger = new LedgerForTests(response);

    static Stream<Arguments> pairs() {
        return Arrays.stream(ActionState.values())
                .flatMap(from -> Arrays.stream(ActionState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void isMadeIfDrawnAndElseLeavesNoTrace(ActionState from, ActionState to) {
        UUID action = actionIn(from);
        Map<String, Object> before = everything(action);

        if (DRAWN.contains(pair(from, to))) {
            move(action, to);

            assertThat(response.state(action)).isEqualTo(to);
            assertThat(everything(action).get("history")).isEqualTo(before.get("history") + " " + pair(from, to));
            assertThat(response.audited(action))
                    .endsWith("action-" + to.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        } else {
            assertThatThrownBy(() -> move(action, to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(from + " to " + to);

            assertThat(everything(action)).isEqualTo(before);
        }
    }

    /** What another has moved meanwhile is not moved from where it was, however legal that would be. */
    @Test
    void isMadeFromTheStateThatWasRead() {
        UUID action = actionIn(ActionState.PROPOSED);
        LedgerEntry read = ledger.entry(action);
        move(action, ActionState.REFUSED);

        assertThatThrownBy(() -> response.acting(() -> {
                    response.bean(Moves.class).move(read, ActionState.EXECUTING, "a test", Moves.CORDON);
                    return true;
                }))
                .isInstanceOf(Moves.Outrun.class);
        assertThat(response.state(action)).isEqualTo(ActionState.REFUSED);
    }

    private void move(UUID action, ActionState to) {
        response.acting(() -> {
            LedgerEntry entry = response.bean(Ledger.class).lock(action).orElseThrow();
            response.bean(Moves.class).move(entry, to, "a test", Moves.CORDON);
            return true;
        });
    }

    private UUID actionIn(ActionState state) {
        UUID action = response.askFor(response.addIncident(ResponseForTests.ACME), Verb.BLOCK_IP, "203.0.113.7");
        ledger.update(action, "state = '" + state + "'");
        return action;
    }

    private Map<String, Object> everything(UUID action) {
        return new TreeMap<>(response.sql().sql("""
            select a.*, (select string_agg(h.from_state || '-' || h.to_state, ' ' order by h.seq)
                         from action_history h where h.action_id = a.id and h.seq > 1) as history,
                   (select count(*) from audit_entry where subject = 'action:' || a.id) as audited
            from action a where a.id = :id
            """).param("id", action).query().singleRow());
    }

    private static String pair(ActionState from, ActionState to) {
        return from + "-" + to;
    }

    private static Set<String> drawn() {
        try {
            String page = Files.readString(Path.of("docs/response.md"));
            Set<String> moves = new TreeSet<>();
            Pattern.compile("(?m)^ +([a-z_]+) --> ([a-z_]+)")
                    .matcher(page)
                    .results()
                    .map(MovesTests::move)
                    .forEach(moves::add);
            return moves;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String move(MatchResult line) {
        return line.group(1).toUpperCase(Locale.ROOT) + "-" + line.group(2).toUpperCase(Locale.ROOT);
    }
}
