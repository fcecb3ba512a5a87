package io.cordon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTests {

    @Test
    void theNextOfAPageLeadsOn() {
        UUID last = Ids.next();
        Page<UUID> page = Page.of(List.of(last, Ids.next()), 1, UUID::toString);
        assertThat(page.items()).containsExactly(last);
        assertThat(Cursor.decodeId(page.next())).isEqualTo(last.toString());
    }

    @Test
    void aShortListIsReadWholeOrInStretches() {
        List<String> all = List.of("a", "b", "c");
        assertThat(Page.whole(all, null, null)).isEqualTo(new Page<>(all, null));
        Page<String> first = Page.whole(all, 2, null);
        assertThat(first.items()).containsExactly("a", "b");
        Page<String> second = Page.whole(all, 2, first.next());
        assertThat(second).isEqualTo(new Page<>(List.of("c"), null));
        for (String wrong : List.of("NA", "LTE", "NDI5NDk2NzI5NQ", "YQ", first.next() + "AAAA")) {
            assertThatThrownBy(() -> Page.whole(all, 2, wrong)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void whatIsNoCursorOfOursIsRefusedBeforeTheDatabaseSeesIt() {
        for (String wrong : List.of("YWJj", "%", "AA", "Jyc7ZHJvcA")) {
            assertThatThrownBy(() -> Cursor.decodeId(wrong)).isInstanceOf(Problem.class);
        }
        assertThat(Cursor.decodeId("")).isNull();
    }

    @Test
    void idsGrowAlsoWithinAMillisecond() {
        UUID before = Ids.next();
        for (int i = 0; i < 10_000; i++) {
            UUID next = Ids.next();
            assertThat(next.toString()).isGreaterThan(before.toString());
            before = next;
        }
    }
}
