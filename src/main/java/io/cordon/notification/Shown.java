package io.cordon.notification;

import io.cordon.organisation.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as a letter shows them: text with everything visible and nothing that a mail program would make a link, times
 * of the client's zone. Nothing with methods.
 */
final class Shown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm 'UTC'xxx", Locale.ENGLISH);
    private static final int LONGEST_LINE = 300;

    private Shown() {}

    static @Nullable Object value(@Nullable Object value, ZoneId zone, Instant now) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Number number -> number;
            case Instant time -> deadline(time, zone, now);
            case Collection<?> several ->
                several.stream().map(one -> value(one, zone, now)).toList();
            default -> text(value.toString());
        };
    }

    static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    /** A time to come says how far off it is; at three in the morning nobody subtracts. */
    private static String deadline(Instant time, ZoneId zone, Instant now) {
        Duration left = Duration.between(now, time);
        return left.isPositive() ? time(time, zone) + " (" + span(left) + " from now)" : time(time, zone);
    }

    static String span(Duration span) {
        long minutes = Math.max(1, Math.round(span.toSeconds() / 60.0));
        if (minutes < 120) {
            return minutes == 1 ? "1 minute" : minutes + " minutes";
        }
        long hours = Math.round(minutes / 60.0);
        return hours < 48 ? hours + " hours" : Math.round(hours / 24.0) + " days";
    }

    static Map<String, @Nullable Object> situation(Situation situation, Instant now) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        ZoneId zone = situation.timeZone();
        shown.put("organisation", line(situation.organisation()));
        shown.put("number", situation.number());
        shown.put("title", line(situation.title()));
        shown.put("severity", situation.severity().id());
        shown.put("urgency", urgency(situation));
        shown.put("category", line(situation.category()).replace('-', ' '));
        shown.put("status", situation.status());
        shown.put("occurred", time(situation.occurredAt(), zone));
        shown.put("detected", time(situation.detectedAt(), zone));
        shown.put("alerts", situation.alerts() == 1 ? "1 alert" : situation.alerts() + " alerts");
        shown.put("why", text(situation.why()));
        shown.put("affected", targets(situation.affected()));
        shown.put("attackers", targets(situation.attackers()));
        shown.put("measures", measures(situation.measures()));
        shown.put(
                "deadlines",
                situation.deadlines().stream()
                        .filter(deadline -> deadline.met() == null)
                        .map(deadline -> open(deadline, zone, now))
                        .toList());
        shown.put("openedAgain", situation.openedAgain() == null ? null : text(situation.openedAgain()));
        return shown;
    }

    /** What is contained, or over, hurries nobody any more. */
    private static String urgency(Situation situation) {
        Severity severity = situation.severity();
        if (!situation.status().equals("open")) {
            return Character.toUpperCase(severity.id().charAt(0))
                    + severity.id().substring(1) + ".";
        }
        return switch (severity) {
            case CRITICAL -> "Critical: act now, whatever the hour.";
            case HIGH -> "High: act within the hour.";
            case MEDIUM -> "Medium: deal with it on the next business day at the latest.";
            case LOW -> "Low: it is logged and watched.";
            case INFORMATIONAL -> "For information only.";
        };
    }

    private static String open(Situation.Deadline deadline, ZoneId zone, Instant now) {
        return deadline.by().isAfter(now)
                ? deadline.what() + " by " + deadline(deadline.by(), zone, now)
                : deadline.what() + " was promised by " + time(deadline.by(), zone) + " and is LATE";
    }

    private static List<Map<String, String>> measures(List<Situation.Measure> measures) {
        return measures.stream()
                .map(measure -> Map.of(
                        "what", target(measure.what()),
                        "state", line(measure.state()),
                        "detail", line(measure.detail())))
                .toList();
    }

    private static List<String> targets(List<String> raw) {
        return raw.stream().map(Shown::target).toList();
    }

    private static String target(String raw) {
        return Defanged.of(Visible.target(raw));
    }

    private static String line(String raw) {
        return Defanged.of(Visible.line(raw, LONGEST_LINE));
    }

    /** NB: never cut: an approval holds for the exact target, and what follows its beginning may be all that differs. */
    private static String text(String raw) {
        return Defanged.of(Visible.text(raw).strip());
    }
}
