package io.cordon.notification;

import io.cordon.organisation.Person;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Writes letters from the templates under {@code mail/}: a subject, plain text, and HTML each. */
@Component
class WritingLetters {

    private static final String SUBJECT = ".subject.txt";
    private static final int LONGEST_SUBJECT = 180;

    private final Templates templates = new Templates("mail/");
    private final Set<String> names;
    private final Links links;
    private final Clock clock;

    WritingLetters(Links links, Clock clock) throws IOException {
        this.links = links;
        this.clock = clock;
        this.names = new TreeSet<>(
                Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:mail/*" + SUBJECT))
                        .map(resource -> String.valueOf(resource.getFilename()).replace(SUBJECT, ""))
                        .toList());
    }

    /** @param situation null where the message is about no incident */
    Letter write(Message message, Person recipient, @Nullable Situation situation) {
        if (!names.contains(message.template())) {
            throw new IllegalArgumentException(
                    "Expected a template of " + String.join(", ", names) + ", but got '" + message.template() + "'.");
        }
        Map<String, Object> values = values(message, recipient, situation);
        String subject = templates.fill(message.template() + SUBJECT, values).strip();
        return new Letter(
                Visible.header(prefix(message, situation) + subject, LONGEST_SUBJECT),
                tidy(templates.fill(message.template() + ".txt", values)),
                templates.fill(message.template() + ".html", values));
    }

    private Map<String, Object> values(Message message, Person recipient, @Nullable Situation situation) {
        ZoneId zone = situation == null ? ZoneOffset.UTC : situation.timeZone();
        Instant now = clock.instant();
        Map<String, Object> values = new HashMap<>();
        message.values().forEach((name, value) -> values.put(name, Shown.value(value, zone, now)));
        values.put("recipient", Visible.line(recipient.name()));
        // It may leave later: "from now" means from then.
        values.put("written", Shown.time(now, zone));
        values.put("organisation", message.about().value());
        if (situation != null) {
            values.put("incident", Shown.situation(situation, now));
        }
        values.put("steps", StepsLeft.inWords(situation == null ? List.of() : situation.measures()));
        values.put("link", links.to(message.incidentId()));
        return values;
    }

    /** Parts that are left out leave empty lines behind. */
    private static String tidy(String text) {
        return text.replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    /** What a phone shows of a subject: which client, which incident, how bad. */
    private static String prefix(Message message, @Nullable Situation situation) {
        return situation == null
                ? "[" + message.about() + "] "
                : "[" + message.about() + " #" + situation.number() + " "
                        + situation.severity().id() + "] ";
    }
}
