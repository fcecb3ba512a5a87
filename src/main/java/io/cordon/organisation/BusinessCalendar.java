package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.cordon.api.Finding;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document {@code calendar}: when a client's people are at work. Keys of {@code hours} are weekdays. */
record BusinessCalendar(String timeZone, Map<String, List<Hours>> hours, List<Holiday> holidays) implements Document {

    private static final int LONGEST_WAIT_IN_DAYS = 3660;

    /** A stretch of a day in local time; {@code to} at 00:00 is the end of the day. */
    record Hours(
            @JsonFormat(pattern = "HH:mm") LocalTime from,
            @JsonFormat(pattern = "HH:mm") LocalTime to) {}

    /** A day on which nobody works. */
    record Holiday(LocalDate date, @Nullable String name) {}

    /** Monday to Friday, 8 to 18. */
    static BusinessCalendar usual(ZoneId zone) {
        Map<String, List<Hours>> week = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
                week.put(id(day), List.of(new Hours(LocalTime.of(8, 0), LocalTime.of(18, 0))));
            }
        }
        return new BusinessCalendar(zone.getId(), week, List.of());
    }

    static BusinessCalendar read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        String zone = fields.timeZone("timeZone").getId();
        Fields week = fields.object("hours");
        Map<DayOfWeek, List<Hours>> hours = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (week.has(id(day))) {
                hours.put(day, day(week, id(day)));
            }
        }
        week.nothingElse();
        if (!fields.has("hours")) {
            fields.finding("hours", "Expected the hours of each weekday, but the field is missing.");
        }
        List<Holiday> holidays = fields.has("holidays")
                ? fields.objects("holidays", day -> new Holiday(day.date("date"), day.optionalText("name", 100)))
                : List.of();
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        Map<String, List<Hours>> byName = new LinkedHashMap<>();
        hours.forEach((day, stretches) -> byName.put(id(day), stretches));
        return new BusinessCalendar(zone, byName, holidays);
    }

    boolean isOpen(Instant at) {
        return stretches(at.atZone(ZoneId.of(timeZone)).toLocalDate()).stream()
                .anyMatch(stretch -> stretch.contains(at));
    }

    /** When so much working time has passed; the plain clock where nobody ever works. */
    Instant after(Instant start, Duration time) {
        Duration left = time;
        LocalDate day = start.atZone(ZoneId.of(timeZone)).toLocalDate();
        for (int i = 0; i < LONGEST_WAIT_IN_DAYS; i++, day = day.plusDays(1)) {
            for (Stretch stretch : stretches(day)) {
                Instant from = stretch.from().isBefore(start) ? start : stretch.from();
                if (!from.isBefore(stretch.to())) {
                    continue;
                }
                Duration here = Duration.between(from, stretch.to());
                if (here.compareTo(left) >= 0) {
                    return from.plus(left);
                }
                left = left.minus(here);
            }
        }
        return start.plus(time);
    }

    /** The end of the working day that comes so many after the day of the start; plain days where nobody ever works. */
    Instant afterWorkingDays(Instant start, int days) {
        LocalDate day = start.atZone(ZoneId.of(timeZone)).toLocalDate();
        int left = days;
        for (int i = 0; i < LONGEST_WAIT_IN_DAYS && left > 0; i++) {
            day = day.plusDays(1);
            List<Stretch> worked = stretches(day);
            if (!worked.isEmpty() && --left == 0) {
                return worked.getLast().to();
            }
        }
        return start.plus(Duration.ofDays(days));
    }

    /** Working time of one day as moments, so that a day of 23 or 25 hours counts as what it is. */
    private record Stretch(Instant from, Instant to) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    private List<Stretch> stretches(LocalDate day) {
        if (holidays.stream().anyMatch(holiday -> holiday.date().equals(day))) {
            return List.of();
        }
        ZoneId zone = ZoneId.of(timeZone);
        return hours.getOrDefault(id(day.getDayOfWeek()), List.of()).stream()
                .map(hours -> new Stretch(
                        day.atTime(hours.from()).atZone(zone).toInstant(),
                        (hours.to().equals(LocalTime.MIDNIGHT)
                                        ? day.plusDays(1).atStartOfDay(zone)
                                        : day.atTime(hours.to()).atZone(zone))
                                .toInstant()))
                .toList();
    }

    private static List<Hours> day(Fields week, String name) {
        List<Hours> stretches = new ArrayList<>(week.objects(name, stretch -> {
            Hours hours = new Hours(
                    stretch.time("from", LocalTime.MIDNIGHT),
                    "24:00".equals(stretch.optionalText("to", 8))
                            ? LocalTime.MIDNIGHT
                            : stretch.time("to", LocalTime.MIDNIGHT));
            if (!hours.to().equals(LocalTime.MIDNIGHT) && !hours.from().isBefore(hours.to())) {
                stretch.finding("to", "Expected an end after " + hours.from() + ", but got " + hours.to() + ".");
            }
            return hours;
        }));
        stretches.sort(java.util.Comparator.comparing(Hours::from));
        for (int i = 1; i < stretches.size(); i++) {
            LocalTime end = stretches.get(i - 1).to();
            if (end.equals(LocalTime.MIDNIGHT) || end.isAfter(stretches.get(i).from())) {
                week.finding(name, "Expected hours that do not overlap, but two of them do.");
            }
        }
        return stretches;
    }

    private static String id(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
