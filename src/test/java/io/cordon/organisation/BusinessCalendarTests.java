package io.cordon.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusinessCalendarTests {

    private static final BusinessCalendar BERLIN = BusinessCalendar.usual(ZoneId.of("Europe/Berlin"));

    @Test
    void opensAtEightAndClosesAtEighteenLocalTime() {
        assertThat(BERLIN.isOpen(Instant.parse("2026-07-01T05:59:59Z"))).isFalse();
        assertThat(BERLIN.isOpen(Instant.parse("2026-07-01T06:00:00Z"))).isTrue();
        assertThat(BERLIN.isOpen(Instant.parse("2026-07-01T15:59:59Z"))).isTrue();
        assertThat(BERLIN.isOpen(Instant.parse("2026-07-01T16:00:00Z"))).isFalse();
        assertThat(BERLIN.isOpen(Instant.parse("2026-12-01T06:30:00Z")))
                .as("winter")
                .isFalse();
        assertThat(BERLIN.isOpen(Instant.parse("2026-07-04T10:00:00Z")))
                .as("Saturday")
                .isFalse();
    }

    @Test
    void theWeekendDoesNotCount() {
        // Friday 17:30 plus an hour is Monday 08:30.
        assertThat(BERLIN.after(Instant.parse("2026-07-03T15:30:00Z"), Duration.ofHours(1)))
                .isEqualTo(Instant.parse("2026-07-06T06:30:00Z"));
    }

    @Test
    void aHolidayDoesNotCount() {
        var calendar = new BusinessCalendar(
                "Europe/Berlin",
                BERLIN.hours(),
                List.of(new BusinessCalendar.Holiday(LocalDate.of(2026, 7, 6), "a day off")));
        assertThat(calendar.after(Instant.parse("2026-07-03T15:30:00Z"), Duration.ofHours(1)))
                .isEqualTo(Instant.parse("2026-07-07T06:30:00Z"));
    }

    @Test
    void workingDaysEndWhenPeopleGoHome() {
        var calendar = new BusinessCalendar(
                "Europe/Berlin",
                BERLIN.hours(),
                List.of(new BusinessCalendar.Holiday(LocalDate.of(2026, 7, 8), "a day off")));
        Instant thursdayNight = Instant.parse("2026-07-02T21:00:00Z");

        assertThat(BERLIN.afterWorkingDays(thursdayNight, 5)).isEqualTo(Instant.parse("2026-07-09T16:00:00Z"));
        assertThat(calendar.afterWorkingDays(thursdayNight, 5)).isEqualTo(Instant.parse("2026-07-10T16:00:00Z"));
        assertThat(new BusinessCalendar("UTC", Map.of(), List.of()).afterWorkingDays(thursdayNight, 5))
                .as("nobody ever works")
                .isEqualTo(thursdayNight.plus(Duration.ofDays(5)));
    }

    @Test
    void theClockChangeOverTheWeekendMovesTheOpening() {
        // Friday 2026-10-23 is summer time, Monday the 26th is winter time.
        assertThat(BERLIN.after(Instant.parse("2026-10-23T15:30:00Z"), Duration.ofHours(1)))
                .isEqualTo(Instant.parse("2026-10-26T07:30:00Z"));
    }

    @Test
    void aDayOfTwentyFiveHoursIsCountedAsSuch() {
        var always = new BusinessCalendar(
                "Europe/Berlin",
                Map.of("sunday", List.of(new BusinessCalendar.Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))),
                List.of());
        Instant midnight = Instant.parse("2026-10-24T22:00:00Z");
        assertThat(always.after(midnight, Duration.ofHours(25))).isEqualTo(midnight.plus(Duration.ofHours(25)));
    }

    @Test
    void whereNobodyEverWorksThePlainClockCounts() {
        var never = new BusinessCalendar("UTC", Map.of(), List.of());
        Instant start = Instant.parse("2026-07-03T15:30:00Z");
        assertThat(never.after(start, Duration.ofHours(1))).isEqualTo(start.plus(Duration.ofHours(1)));
    }
}
