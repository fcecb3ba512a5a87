package io.cordon.alert.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the moments that products write: ISO 8601 with all its spellings of the offset (UTC where it has none), RFC
 * 1123, and seconds, milliseconds, microseconds or nanoseconds since 1970.
 */
final class TimeText {

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ofPattern("d/MMM/yyyy:HH:mm:ss Z", Locale.ROOT));

    private TimeText() {}

    /** Null where the text is no moment, or one of another century, which no detection is. */
    static @Nullable Instant read(String text) {
        String moment = text.strip();
        if (moment.length() < 8 || moment.length() > 48) {
            return null;
        }
        Instant read = startsWithDate(moment) ? iso(moment) : epoch(moment);
        if (read == null) {
            read = other(moment);
        }
        return read == null || read.isBefore(EARLIEST) || read.isAfter(LATEST) ? null : read;
    }

    private static boolean startsWithDate(String text) {
        return text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    /** By hand, because it is on the way of every alert: the parsers of java.time are ten times slower. */
    private static @Nullable Instant iso(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        try {
            if (text.length() == 10) {
                return LocalDate.of(year, month, day).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            char between = text.charAt(10);
            if (text.length() < 19 || (between != 'T' && between != ' ' && between != 't') || text.charAt(13) != ':') {
                return null;
            }
            int at = 19;
            int nanos = 0;
            if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
                int scale = 100_000_000;
                at++;
                while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0 && text.charAt(at) < 128) {
                    nanos += Character.digit(text.charAt(at), 10) * scale;
                    scale /= 10;
                    at++;
                }
            }
            Integer offset = offset(text.substring(at).strip());
            return offset == null
                    ? null
                    : LocalDateTime.of(
                                    year,
                                    month,
                                    day,
                                    number(text, 11, 13),
                                    number(text, 14, 16),
                                    number(text, 17, 19),
                                    nanos)
                            .toInstant(ZoneOffset.ofTotalSeconds(offset));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Seconds east of Greenwich; null where the text is no offset. */
    private static @Nullable Integer offset(String text) {
        if (text.isEmpty()
                || text.equalsIgnoreCase("Z")
                || text.equalsIgnoreCase("UTC")
                || text.equalsIgnoreCase("GMT")) {
            return 0;
        }
        char sign = text.charAt(0);
        if (sign != '+' && sign != '-') {
            return null;
        }
        String digits = text.substring(1).replace(":", "");
        int hours = number(digits, 0, 2);
        int minutes = digits.length() == 4 ? number(digits, 2, 4) : 0;
        if ((digits.length() != 2 && digits.length() != 4) || hours < 0 || minutes < 0) {
            return null;
        }
        return (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    }

    /** The unit by the size: until the year 2100 seconds have 10 digits, milliseconds 13, and so on. */
    private static @Nullable Instant epoch(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        if (whole.length() < 9 || whole.length() > 19 || !whole.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        try {
            long value = Long.parseLong(whole);
            if (whole.length() <= 10) {
                double fraction = point < 0 ? 0 : Double.parseDouble("0" + text.substring(point));
                return Instant.ofEpochSecond(value, Math.round(fraction * 1e9));
            }
            if (whole.length() <= 13) {
                return Instant.ofEpochMilli(value);
            }
            return whole.length() <= 16
                    ? Instant.ofEpochSecond(value / 1_000_000, value % 1_000_000 * 1_000)
                    : Instant.ofEpochSecond(value / 1_000_000_000, value % 1_000_000_000);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant other(String text) {
        for (DateTimeFormatter form : FORMS) {
            try {
                return form.parse(text, Instant::from);
            } catch (DateTimeParseException e) {
                // Not of this form; perhaps of the next.
            }
        }
        return null;
    }

    /** -1 where it is no number; the calendar refuses that. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), 10) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
