package io.cordon.report;

import io.cordon.notification.Visible;
import io.cordon.words.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in a report's cells: text with everything visible, times of the client's zone. */
final class Cells {

    /** Nothing in it separates, or looks as if it did. */
    private static final Pattern ONE_WORD =
            Pattern.compile("[\\p{Lu}\\p{Ll}\\p{Lo}\\p{Nd}\\p{Mn}!#$%&'()*+./:<=>?@\\[\\\\\\]^_`{|}~…-]*");

    private static final int LONGEST_CELL = 600;

    private final ZoneId zone;
    private final Names names;
    private final Phrases phrases;
    private final DateTimeFormatter time;

    Cells(ZoneId zone, Names names, Phrases phrases) {
        this.zone = zone;
        this.names = names;
        this.phrases = phrases;
        this.time = DateTimeFormatter.ofPattern(
                phrases.say("d MMM yyyy HH:mm:ss 'UTC'xxx"),
                phrases.saying().language().locale());
    }

    /** Fixed words in the reader's language. */
    String say(String english, @Nullable Object... values) {
        return phrases.say(english, values);
    }

    List<String> say(List<String> english) {
        return english.stream().map(one -> say(one)).toList();
    }

    Phrases phrases() {
        return phrases;
    }

    /** What the server wrote down, in the reader's language as far as there are words for it. */
    String told(String text) {
        return phrases.saying().language() == Language.EN
                ? InWords.verbsIn(text)
                : phrases.saying().told(text);
    }

    /** The same of what has no verbs by their ids, such as a letter's subject. */
    String recorded(String text) {
        return phrases.saying().told(text);
    }

    /** What an author of playbooks or rules wrote. */
    String authored(String text) {
        return phrases.saying().authored(text);
    }

    /** A code such as {@code awaiting_approval}. */
    String words(String id) {
        return phrases.saying().language() == Language.EN
                ? line(id).replace('-', ' ').replace('_', ' ')
                : line(phrases.saying().code(id));
    }

    String function(String id) {
        return phrases.saying().language() == Language.EN
                ? words(id)
                : line(phrases.saying().function(id));
    }

    String verb(String id) {
        return phrases.saying().language() == Language.EN
                ? InWords.verb(id)
                : phrases.saying().verb(id);
    }

    /** How texts that begin with that verb spell it there. */
    String verbBefore(String id) {
        return phrases.saying().language() == Language.EN ? InWords.verb(id) : verb(id) + ":";
    }

    String at(Instant time) {
        return this.time.format(time.atZone(zone));
    }

    /** When the first and the last of several happened. */
    String span(List<Instant> times) {
        String first = at(Collections.min(times));
        String last = at(Collections.max(times));
        return first.equals(last) ? first : first + "\n" + say("to {0}", last);
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

    static List<String> texts(List<String> raw) {
        return raw.stream().map(Cells::text).toList();
    }

    String who(String actor) {
        return line(names.who(actor, phrases));
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
