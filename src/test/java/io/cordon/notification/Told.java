package io.cordon.notification;

import io.cordon.notification.Situation.Standing;
import io.cordon.organisation.Person;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages, people and situations as tests need them. */
final class Told {

    static final OrganisationId ACME = new OrganisationId("acme");
    static final UUID INCIDENT = UUID.fromString("01993f00-0000-7000-8000-000000000012");
    static final Instant NOW = Instant.parse("2026-03-02T16:02:10Z");

    private static final List<Situation.Measure> MEASURES = List.of(
            new Situation.Measure(
                    "Block address 203.0.113.77",
                    "in force",
                    "On the hosted block list until 2 April",
                    Standing.SETTLED),
            new Situation.Measure(
                    "Isolate host srv-files-01",
                    "waits for approval",
                    "Asked of Anna Nowak",
                    Standing.WAITS_FOR_APPROVAL),
            new Situation.Measure(
                    "Disable account j.miller",
                    "refused",
                    "The contract grants no authority for it",
                    Standing.NOT_DONE));

    private Told() {}

    static Person person(String id, String name, @Nullable String email) {
        return new Person(new PersonRef(ACME, id), name, email, null, Set.of(), List.of());
    }

    static Person anna() {
        return person("anna", "Anna Nowak", "anna@acme.example");
    }

    static Person ben() {
        return person("ben", "Ben Okafor", "ben@acme.example");
    }

    static Message message(String key, Person... recipients) {
        return message("incident-opened", key, Map.of(), recipients);
    }

    static Message message(String template, String key, Map<String, Object> values, Person... recipients) {
        return new Message(ACME, INCIDENT, template, List.of(recipients), values, key, List.of());
    }

    static Situation ransomware() {
        return ransomware("ET MALWARE LockBit ransomware encrypting file share");
    }

    /** Contained, with one action in each of these standings. */
    static Situation standing(Standing... standings) {
        return ransomware(
                "LockBit",
                "contained",
                Arrays.stream(standings)
                        .map(standing -> new Situation.Measure(
                                "Block address 203.0.113.77",
                                standing.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                "",
                                standing))
                        .toList());
    }

    static Situation ransomware(String title) {
        return ransomware(title, "open", MEASURES);
    }

    static Situation openedAgain(String byWhomAndWhy) {
        return ransomware("LockBit", "open", MEASURES, byWhomAndWhy);
    }

    static Situation ransomware(String title, String status, List<Situation.Measure> measures) {
        return ransomware(title, status, measures, null);
    }

    private static Situation ransomware(
            String title, String status, List<Situation.Measure> measures, @Nullable String openedAgain) {
        return new Situation(
                "Acme Pty Ltd",
                ZoneId.of("Australia/Melbourne"),
                12,
                title,
                Severity.CRITICAL,
                "ransomware",
                status,
                NOW.minusSeconds(130),
                NOW.minusSeconds(40),
                3,
                "A file server started to write encrypted files at a high rate, and its own protection says"
                        + " ransomware.",
                List.of("srv-files-01", "j.miller"),
                List.of("203.0.113.77"),
                measures,
                List.of(
                        new Situation.Deadline("Acknowledge", NOW.plusSeconds(15 * 60), null),
                        new Situation.Deadline("Contain", NOW.plusSeconds(30 * 60), null)),
                openedAgain);
    }
}
