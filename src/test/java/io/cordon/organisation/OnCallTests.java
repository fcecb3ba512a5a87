package io.cordon.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.tenancy.Party;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnCallTests {

    @Test
    void aNightShiftBelongsToTheDayOnWhichItStarts() {
        OnCall order = order(shift(1, "anna", List.of("friday"), "18:00", "08:00"));
        assertThat(order.at(Party.CLIENT, Instant.parse("2026-07-03T15:59:59Z")))
                .isEmpty();
        assertThat(order.at(Party.CLIENT, Instant.parse("2026-07-03T16:00:00Z")))
                .containsExactly("anna");
        assertThat(order.at(Party.CLIENT, Instant.parse("2026-07-04T05:59:59Z")))
                .containsExactly("anna");
        assertThat(order.at(Party.CLIENT, Instant.parse("2026-07-04T06:00:00Z")))
                .isEmpty();
    }

    @Test
    void theNightOfTheClockChangeHasNoHole() {
        OnCall order =
                order(shift(1, "anna", List.of(), "20:00", "02:30"), shift(1, "bert", List.of(), "02:30", "08:00"));
        // In Berlin 02:30 comes twice on 2026-10-25 and never on 2026-03-29.
        for (String night : List.of("2026-10-24T20:00:00Z", "2026-03-28T20:00:00Z")) {
            for (int minute = 0; minute < 10 * 60; minute += 5) {
                Instant at = Instant.parse(night).plusSeconds(60L * minute);
                assertThat(order.at(Party.CLIENT, at)).as(at.toString()).hasSize(1);
            }
        }
    }

    @Test
    void theOrderIsKeptAndASubstituteTakesAPlaceInIt() {
        var regular =
                List.of(shift(2, "bert", List.of(), "00:00", "00:00"), shift(1, "anna", List.of(), "00:00", "00:00"));
        var holiday = new OnCall.Substitution(
                1, "cora", Instant.parse("2026-12-24T18:00:00Z"), Instant.parse("2026-12-27T07:00:00Z"));
        OnCall order =
                new OnCall(List.of(new OnCall.Rotation(Party.CLIENT, "Europe/Berlin", regular, List.of(holiday))));
        assertThat(order.at(Party.CLIENT, Instant.parse("2026-12-24T17:59:59Z")))
                .containsExactly("anna", "bert");
        assertThat(order.at(Party.CLIENT, Instant.parse("2026-12-25T12:00:00Z")))
                .containsExactly("cora", "bert");
        assertThat(order.at(Party.PROVIDER, Instant.parse("2026-12-25T12:00:00Z")))
                .isEmpty();
    }

    private static OnCall order(OnCall.Shift... shifts) {
        return new OnCall(List.of(new OnCall.Rotation(Party.CLIENT, "Europe/Berlin", List.of(shifts), List.of())));
    }

    private static OnCall.Shift shift(int order, String person, List<String> days, String from, String to) {
        return new OnCall.Shift(order, person, days, LocalTime.parse(from), LocalTime.parse(to), null, null);
    }
}
