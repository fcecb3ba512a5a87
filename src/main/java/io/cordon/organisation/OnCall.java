package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.cordon.api.Finding;
import io.cordon.tenancy.Party;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document {@code on-call}: who is called when, in which order. */
record OnCall(List<Rotation> rotations) implements Document {

    static final OnCall NOBODY = new OnCall(List.of());

    private static final String[] DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    /** The order of one party. */
    record Rotation(Party party, String timeZone, List<Shift> shifts, List<Substitution> overrides) {}

    /**
     * A turn that comes again.
     *
     * @param order 1 is called first
     * @param days the weekdays on which it starts; empty means every day
     * @param from local time; at or after {@code to} the turn goes on into the next day
     * @param starts the first day, null for always
     * @param ends the last day on which it starts, null for ever
     */
    record Shift(
            int order,
            String person,
            List<String> days,
            @JsonFormat(pattern = "HH:mm") LocalTime from,
            @JsonFormat(pattern = "HH:mm") LocalTime to,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends) {

        boolean covers(Instant at, ZoneId zone) {
            LocalDate today = at.atZone(zone).toLocalDate();
            // A night shift belongs to the day on which it starts.
            return covers(at, zone, today) || covers(at, zone, today.minusDays(1));
        }

        private boolean covers(Instant at, ZoneId zone, LocalDate day) {
            if ((starts != null && day.isBefore(starts)) || (ends != null && day.isAfter(ends))) {
                return false;
            }
            if (!days.isEmpty() && !days.contains(day.getDayOfWeek().name().toLowerCase(Locale.ROOT))) {
                return false;
            }
            LocalDate last = from.isBefore(to) ? day : day.plusDays(1);
            Instant begin = day.atTime(from).atZone(zone).toInstant();
            Instant end = last.atTime(to).atZone(zone).toInstant();
            return !at.isBefore(begin) && at.isBefore(end);
        }
    }

    /** Somebody takes a place in the order for a while, whoever's turn it is. */
    record Substitution(int order, String person, Instant from, Instant to) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    static OnCall read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        List<Rotation> rotations = fields.objects(
                "rotations",
                rotation -> new Rotation(
                        rotation.choice("party", Party.values(), Party::id, Party.CLIENT),
                        rotation.timeZone("timeZone").getId(),
                        rotation.objects("shifts", OnCall::shift),
                        rotation.has("overrides") ? rotation.objects("overrides", OnCall::substitution) : List.of()));
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        return new OnCall(rotations);
    }

    boolean speaksFor(Party party) {
        return rotations.stream().anyMatch(rotation -> rotation.party() == party);
    }

    /** The ids of the people on call, first to be called in front; empty where nobody is. */
    List<String> at(Party party, Instant at) {
        TreeMap<Integer, List<String>> byOrder = new TreeMap<>();
        for (Rotation rotation : rotations) {
            if (rotation.party() == party) {
                ZoneId zone = ZoneId.of(rotation.timeZone());
                rotation.shifts().stream()
                        .filter(shift -> shift.covers(at, zone))
                        .forEach(shift -> byOrder.computeIfAbsent(shift.order(), order -> new ArrayList<>())
                                .add(shift.person()));
            }
        }
        rotations.stream()
                .filter(rotation -> rotation.party() == party)
                .flatMap(rotation -> rotation.overrides().stream())
                .filter(override -> override.covers(at))
                .forEach(override -> byOrder.put(override.order(), List.of(override.person())));
        return byOrder.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** Everybody who is named for a party. */
    Stream<String> named(Party party) {
        return rotations.stream()
                .filter(rotation -> rotation.party() == party)
                .flatMap(rotation -> Stream.concat(
                        rotation.shifts().stream().map(Shift::person),
                        rotation.overrides().stream().map(Substitution::person)))
                .distinct();
    }

    private static Shift shift(Fields shift) {
        List<String> days = shift.texts("days", 10);
        for (int i = 0; i < days.size(); i++) {
            if (!List.of(DAYS).contains(days.get(i))) {
                shift.finding(
                        "days[" + i + "]",
                        "Expected a day of " + String.join(", ", DAYS) + ", but got '" + days.get(i) + "'.");
            }
        }
        LocalDate starts = shift.has("starts") ? shift.date("starts") : null;
        LocalDate ends = shift.has("ends") ? shift.date("ends") : null;
        if (starts != null && ends != null && ends.isBefore(starts)) {
            shift.finding("ends", "Expected a day not before " + starts + ", but got " + ends + ".");
        }
        return new Shift(
                shift.whole("order", 1, 100, 1),
                shift.text("person", 63),
                days,
                shift.time("from", LocalTime.MIDNIGHT),
                shift.time("to", LocalTime.MIDNIGHT),
                starts,
                ends);
    }

    private static Substitution substitution(Fields override) {
        Substitution read = new Substitution(
                override.whole("order", 1, 100, 1),
                override.text("person", 63),
                override.instant("from"),
                override.instant("to"));
        if (!read.from().isBefore(read.to()) && !read.to().equals(Instant.EPOCH)) {
            override.finding("to", "Expected an end after " + read.from() + ", but got " + read.to() + ".");
        }
        return read;
    }
}
