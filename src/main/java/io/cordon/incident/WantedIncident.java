package io.cordon.incident;

import io.cordon.alert.CleanText;
import io.cordon.alert.EntityKind;
import io.cordon.api.AddressText;
import io.cordon.api.Filters;
import io.cordon.api.Finding;
import io.cordon.api.Storable;
import io.cordon.organisation.Severity;
import io.cordon.triage.KnownCategories;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * An incident that a person opens, as it came.
 *
 * @param organisation whose it is; may be left out by those who reach one organisation only
 */
@Schema(name = "WantedIncident")
record WantedIncident(
        @Schema(example = "acme") @Nullable String organisation,

        @Schema(example = "A user phoned: her files no longer open") @Nullable
        String title,

        @Schema(example = "high") @Nullable String severity,
        @Schema(example = "ransomware") @Nullable String category,

        @Schema(description = "What is known; the first entry of the timeline", example = "Seen at 9:40 on ws-17.")
        @Nullable
        String text,

        @Schema(description = "When it began, as far as anybody knows; now where it is left out") @Nullable
        Instant occurredAt,

        @Schema(
                description = "What is involved, as alerts name it: hosts, users, ips, domains, urls, hashes, files,"
                        + " processes, emails",
                example = "{\"hosts\":[\"ws-17\"],\"users\":[\"anna\"]}")
        @Nullable
        Map<String, @Nullable List<@Nullable String>> entities,

        @Schema(
                description = "Which playbook starts: the category's, which does where it is left out, or"
                        + " triage-by-a-person, where a person first finds out what it is",
                example = "ransomware")
        @Nullable
        String playbook) {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 5_000;
    private static final int LONGEST_ENTITY = 2_000;
    private static final int MOST_ENTITIES = 100;
    /** A clock that is a little fast tells no future. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Duration LONG_AGO = Duration.ofDays(3650);

    /** What was asked for, where nothing is wrong with it. */
    record Read(
            String title,
            Severity severity,
            String category,
            String text,
            Instant occurredAt,
            List<NamedEntity> entities,
            String playbook) {}

    /** Reads all of it into the findings; what it gives is of use only where there are none. */
    Read read(KnownCategories categories, Instant now, List<Finding> findings) {
        return new Read(
                words("title", title, LONGEST_TITLE, findings),
                severity(findings),
                category(categories, findings),
                words("text", text, LONGEST_TEXT, findings),
                began(now, findings),
                named(findings),
                playbook(categories, findings));
    }

    private static String words(String field, @Nullable String said, int longest, List<Finding> findings) {
        String text = said == null ? "" : said.strip();
        if (text.isEmpty() || text.length() > longest || !Storable.is(text)) {
            findings.add(new Finding(
                    field,
                    "Expected a text of 1 to " + longest + " characters that can be stored, but got " + text.length()
                            + "."));
        }
        return field.equals("title") ? CleanText.line(text, longest) : CleanText.block(text, longest);
    }

    private Severity severity(List<Finding> findings) {
        try {
            return Severity.of(Filters.shown(String.valueOf(severity)));
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("severity", String.valueOf(e.getMessage())));
            return Severity.INFORMATIONAL;
        }
    }

    private String category(KnownCategories categories, List<Finding> findings) {
        String wanted = category == null ? "" : category.strip();
        if (categories.playbookOf(wanted).isEmpty()) {
            findings.add(new Finding(
                    "category",
                    "Expected one of " + String.join(", ", categories.all()) + ", but got '" + Filters.shown(wanted)
                            + "'."));
        }
        return wanted;
    }

    private String playbook(KnownCategories categories, List<Finding> findings) {
        String usual =
                categories.playbookOf(category == null ? "" : category.strip()).orElse(KnownCategories.BY_A_PERSON);
        if (playbook == null || playbook.isBlank()) {
            return usual;
        }
        String wanted = playbook.strip();
        if (!wanted.equals(usual) && !wanted.equals(KnownCategories.BY_A_PERSON)) {
            findings.add(new Finding(
                    "playbook",
                    "Expected " + String.join(" or ", new LinkedHashSet<>(List.of(usual, KnownCategories.BY_A_PERSON)))
                            + ", but got '" + Filters.shown(wanted) + "'."));
        }
        return wanted;
    }

    private Instant began(Instant now, List<Finding> findings) {
        Instant began = occurredAt == null ? now : occurredAt;
        if (began.isAfter(now.plus(SOON)) || began.isBefore(now.minus(LONG_AGO))) {
            findings.add(new Finding("occurredAt", "Expected a time of the last ten years, but got " + began + "."));
        }
        return began.isAfter(now) ? now : began;
    }

    /** NB: all only named. Nobody has said which acts against us, so that a person decides before an address is blocked. */
    private List<NamedEntity> named(List<Finding> findings) {
        Map<String, @Nullable List<@Nullable String>> said = entities == null ? Map.of() : entities;
        int count = said.values().stream()
                .mapToInt(values -> values == null ? 0 : values.size())
                .sum();
        if (count > MOST_ENTITIES || said.size() > MOST_ENTITIES) {
            // Nothing is said of each, or the answer would be longer than what was sent.
            findings.add(
                    new Finding("entities", "Expected at most " + MOST_ENTITIES + " of them, but got " + count + "."));
            return List.of();
        }
        SequencedSet<NamedEntity> named = new LinkedHashSet<>();
        said.forEach((kind, values) -> {
            EntityKind known = kind(kind);
            if (known == null) {
                findings.add(new Finding(
                        "entities", "Expected kinds such as hosts or users, but got '" + Filters.shown(kind) + "'."));
                return;
            }
            for (@Nullable String value : values == null ? List.<@Nullable String>of() : values) {
                String clean = value == null ? "" : CleanText.line(value, LONGEST_ENTITY);
                if (clean.isEmpty() || !Storable.is(clean) || (known == EntityKind.IP && !isAddress(clean))) {
                    findings.add(new Finding(
                            "entities." + kind,
                            "Expected " + (known == EntityKind.IP ? "single addresses" : "names")
                                    + ", one for each, but got '" + Filters.shown(clean) + "'."));
                } else {
                    named.add(new NamedEntity(known, clean, NamedEntity.Role.NAMED));
                }
            }
        });
        return new ArrayList<>(named);
    }

    private static boolean isAddress(String text) {
        var address = AddressText.read(text);
        return address != null && !address.isMultiple() && !text.contains("/");
    }

    private static @Nullable EntityKind kind(String plural) {
        for (EntityKind kind : EntityKind.values()) {
            if (kind.plural().equals(plural.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        return null;
    }
}
