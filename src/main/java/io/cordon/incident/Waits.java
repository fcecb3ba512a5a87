package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Whom incidents wait for. */
@Component
class Waits {

    private static final Comparator<Held> FIRST_DUE =
            Comparator.comparing(Held::due, Comparator.nullsLast(Comparator.naturalOrder()));

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Waits(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One task, or one approval that is asked for. */
    private record Held(
            UUID incident,
            Party party,
            int tasks,
            List<Someone> people,
            @Nullable Instant due) {}

    private record Named(String organisation, String id, String name) {
        Someone someone() {
            return new Someone(organisation + "/" + id, name);
        }
    }

    /** By incident, the client's first; nothing of those that wait for nobody. */
    Map<UUID, List<Wait>> of(Collection<OrganisationId> organisations, Collection<UUID> incidents) {
        Map<UUID, List<Held>> held = new HashMap<>();
        jdbc.sql("select w.* from " + IncidentConditions.WAITING + " w where w.organisation = any"
                        + " (:organisations::text[]) and w.incident_id = any (:ids::uuid[])")
                .param(
                        "organisations",
                        organisations.stream()
                                .map(OrganisationId::value)
                                .distinct()
                                .toArray(String[]::new))
                .param("ids", incidents.stream().map(UUID::toString).toArray(String[]::new))
                .query((rs, n) -> held(rs))
                .list()
                .forEach(one -> held.computeIfAbsent(one.incident(), id -> new ArrayList<>())
                        .add(one));
        return held.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> waits(each.getValue())));
    }

    private static List<Wait> waits(List<Held> held) {
        return held.stream().collect(Collectors.groupingBy(Held::party)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> wait(each.getKey(), each.getValue()))
                .toList();
    }

    private static Wait wait(Party party, List<Held> held) {
        int tasks = held.stream().mapToInt(Held::tasks).sum();
        return new Wait(
                party,
                tasks,
                held.size() - tasks,
                held.stream()
                        .filter(one -> one.tasks() > 0)
                        .min(FIRST_DUE)
                        .map(Held::people)
                        .orElse(List.of()),
                held.stream()
                        .map(Held::due)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private Held held(ResultSet rs) throws SQLException {
        return new Held(
                rs.getObject("incident_id", UUID.class),
                Party.valueOf(rs.getString("party").toUpperCase(Locale.ROOT)),
                rs.getInt("tasks"),
                people(rs.getString("claimed_by"), rs.getString("people")),
                StoredIncidents.instantOrNull(rs, "due"));
    }

    /** Whoever has claimed a task is the one whom it waits for, also where they were not the first to be asked. */
    private List<Someone> people(@Nullable String claimedBy, @Nullable String responsible) {
        List<Someone> asked = responsible == null
                ? List.of()
                : json.readValue(responsible, new TypeReference<List<Named>>() {}).stream()
                        .map(Named::someone)
                        .toList();
        return claimedBy == null
                ? asked
                : List.of(asked.stream()
                        .filter(one -> one.id().equals(claimedBy))
                        .findFirst()
                        .orElse(new Someone(claimedBy, null)));
    }
}
