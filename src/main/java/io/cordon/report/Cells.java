package io.cordon.report;

import io.cordon.notification.Visible;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in a report's cells: text with everything visible, times of the client's zone. */
final class Cells {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss 'UTC'xxx", Locale.ENGLISH);

    /** Nothing in it separates, or looks as if it did. */
    private static final Pattern ONE_WORD =
            Pattern.compile("[\\p{Lu}\\p{Ll}\\p{Lo}\\p{Nd}\\p{Mn}!#$%&'()*+./:<=>?@\\[\\\\\\]^_`{|}~…-]*");

    private static final int LONGEST_CELL = 600;

    private final ZoneId zone;
    private final Names names;

    Cells(ZoneId zone, Names names) {
        this.zone = zone;
        this.names = names;
    }

    String at(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    /** When the first and the last of several happened. */
    String span(List<Instant> times) {
        String first = at(Collections.min(times));
        String last = at(Collections.max(times));
        return first.equals(last) ? first : first + "\nto " + last;
    }

    String atOrDash(@Nullable Instant time) {
        return time == null ? "–" : at(time);
    }

    static String orDash(@Nullable String text) {
        return text == null || text.isBlank() ? "–" : text;
    }

    static String lines(String... lines) {
        return Stream.of(lines).filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }

    static String words(String id) {
        return line(id).replace('-', ' ').replace('_', ' ');
    }

    static List<String> texts(List<String> raw) {
        return raw.stream().map(Cells::text).toList();
    }

    String who(String actor) {
        return line(names.who(actor));
    }

    static String line(String raw) {
        return Visible.line(raw);
    }

    static String text(String raw) {
        return Visible.text(raw).strip();
    }

    /** A target in a narrow column; whole it stands among what the alerts name, and in the report as JSON. */
    static String target(String raw) {
        return Visible.target(raw);
    }

    /** A target among others in one line: in quotes where it might be read as several of them. */
    static String named(String raw) {
        String shown = target(raw);
        return ONE_WORD.matcher(shown).matches()
                ? shown
                : "“" + shown.replace("“", "\\u201C").replace("”", "\\u201D") + "”";
    }

    static String cut(String text) {
        return Visible.cut(text, LONGEST_CELL);
    }
}
