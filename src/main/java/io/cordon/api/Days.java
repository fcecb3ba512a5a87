package io.cordon.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a span into the days of a zone. NB: here, and not in SQL. PostgreSQL reads {@code +05:30} as west of Greenwich
 * (POSIX), and does not know every zone that Java does; give it where the days begin, for {@code width_bucket}.
 */
public final class Days {

    private Days() {}

    /** A day, or what of it lies in the span. */
    public record Stretch(LocalDate day, Instant from, Instant to) {}

    public static List<Stretch> between(Instant from, Instant to, ZoneId zone) {
        List<Stretch> days = new ArrayList<>();
        Instant start = from;
        while (start.isBefore(to)) {
            LocalDate day = start.atZone(zone).toLocalDate();
            Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
            Instant end = next.isAfter(to) ? to : next;
            days.add(new Stretch(day, start, end));
            start = end;
        }
        return days;
    }

    /** For {@code width_bucket(…, (select :starts::timestamptz[]))}, which counts from 1. */
    public static String[] starts(List<Stretch> days) {
        return days.stream().map(day -> day.from().toString()).toArray(String[]::new);
    }
}
