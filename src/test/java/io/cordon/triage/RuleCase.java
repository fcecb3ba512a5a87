package io.cordon.triage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.alert.Disposition;
import io.cordon.alert.Entities;
import io.cordon.alert.EntityKind;
import io.cordon.alert.EntityRef;
import io.cordon.alert.History;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.Verdict;
import io.cordon.organisation.Asset;
import io.cordon.organisation.Severity;
import io.cordon.triage.fact.Holdings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One case of a {@code .cases.yaml}: an alert, what is around it, and what should come of it. Only the fields that
 * matter are written.
 *
 * @param history what is known of the entities, by {@code kind:value}
 * @param hours {@code business} (as where nothing is said) or {@code after}
 */
record RuleCase(
        @JsonProperty("case") String name,
        RawAlert alert,
        @Nullable List<RawAsset> assets,
        @Nullable Map<String, RawHistory> history,
        @Nullable String hours,
        @Nullable List<String> regimes,
        @Nullable Expected expect) {

    record RawAlert(
            @Nullable String source,
            @Nullable String kind,
            String title,
            @Nullable String text,
            @Nullable String signature,
            @Nullable Set<String> signals,
            @Nullable Severity severity,
            @Nullable Set<String> techniques,
            @Nullable Map<String, List<String>> entities,
            @Nullable Set<String> attackers,
            @Nullable Set<String> targets,
            @Nullable Set<String> quoted,
            @Nullable String state,
            @Nullable Boolean blocked,
            @Nullable Map<String, String> attributes) {}

    record RawAsset(
            List<String> names,
            @Nullable List<String> addresses,
            @JsonProperty("class") @Nullable String assetClass,
            @Nullable Integer criticality) {}

    record RawHistory(
            @Nullable Integer lastHour,
            @Nullable Integer lastDay,
            @Nullable Set<String> techniques,
            @Nullable Set<String> categories,
            @Nullable Set<String> signatures,
            @Nullable Integer hosts,
            @Nullable Integer users,
            @Nullable Integer targets) {}

    record Expected(
            @Nullable Severity severity,
            @Nullable String category,
            @Nullable String disposition,
            @Nullable String playbook,
            @Nullable Set<String> techniques) {

        @Nullable
        Disposition wantedDisposition() {
            return disposition == null ? null : Disposition.valueOf(disposition.toUpperCase(Locale.ROOT));
        }
    }

    ReadAlert read() {
        RawAlert raw = alert;
        return new ReadAlert(
                or(raw.source, "example"),
                null,
                or(raw.kind, "other"),
                raw.title,
                or(raw.text, ""),
                raw.signature,
                or(raw.signals, Set.of()),
                Instant.parse("2026-03-02T10:00:00Z"),
                or(raw.severity, Severity.MEDIUM),
                or(raw.techniques, Set.of()),
                entities(or(raw.entities, Map.of())),
                or(raw.attackers, Set.of()),
                or(raw.targets, Set.of()),
                or(raw.quoted, Set.of()),
                ReadAlert.State.valueOf(or(raw.state, "new").toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(raw.blocked),
                or(raw.attributes, Map.of()),
                List.of(raw.title),
                raw.title.getBytes(StandardCharsets.UTF_8));
    }

    Circumstances circumstances() {
        List<Asset> owned = or(assets, List.<RawAsset>of()).stream()
                .map(raw -> new Asset(
                        raw.names.getFirst(),
                        "host",
                        raw.names,
                        or(raw.addresses, List.of()),
                        or(raw.assetClass, "server"),
                        or(raw.criticality, 3),
                        null))
                .toList();
        FakeContract contract = new FakeContract(owned, !"after".equals(hours), or(regimes, List.of()));
        Map<EntityRef, History> around = new HashMap<>();
        or(history, Map.<String, RawHistory>of()).forEach((key, raw) -> {
            int colon = key.indexOf(':');
            EntityKind kind = EntityKind.valueOf(key.substring(0, colon).toUpperCase(Locale.ROOT));
            int day = or(raw.lastDay, or(raw.lastHour, 0));
            around.put(
                    new EntityRef(kind, key.substring(colon + 1)),
                    new History(
                            or(raw.lastHour, 0),
                            day,
                            or(raw.techniques, Set.of()),
                            or(raw.categories, Set.of()),
                            or(raw.signatures, Set.of()),
                            Set.of("example"),
                            or(raw.hosts, 0),
                            or(raw.users, 0),
                            or(raw.targets, 0)));
        });
        return new Circumstances(contract, new Holdings(contract), around);
    }

    /** Every field of the verdict that is not as expected. */
    Set<String> differences(Verdict verdict) {
        Set<String> differences = new TreeSet<>();
        if (expect == null) {
            return differences;
        }
        differ(differences, "severity", expect.severity, verdict.severity());
        differ(differences, "category", expect.category, verdict.category());
        differ(differences, "disposition", expect.wantedDisposition(), verdict.disposition());
        differ(differences, "playbook", expect.playbook, String.valueOf(verdict.playbook()));
        if (expect.techniques != null && !verdict.techniques().containsAll(expect.techniques)) {
            differences.add("techniques: expected " + expect.techniques + " but got " + verdict.techniques());
        }
        return differences;
    }

    private static void differ(Set<String> differences, String field, @Nullable Object wanted, Object got) {
        if (wanted != null && !wanted.equals(got)) {
            differences.add(field + ": expected " + wanted + " but got " + got);
        }
    }

    private static Entities entities(Map<String, List<String>> raw) {
        Map<EntityKind, List<String>> entities = new EnumMap<>(EntityKind.class);
        for (EntityKind kind : EntityKind.values()) {
            List<String> values = raw.get(kind.plural());
            if (values != null) {
                entities.put(kind, values);
            }
        }
        return new Entities(entities);
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
