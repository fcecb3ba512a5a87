package io.cordon.alert;

import io.cordon.api.Cursor;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Finds alerts of the organisations that the transaction acts for. */
@Repository
public class AlertSearch {

    /** Raw bytes in a list stay below 8 MB whatever is asked for. */
    private static final int LARGEST_RAW_IN_LIST = 16_384;

    private static final TypeReference<Map<String, List<String>>> LISTS = new TypeReference<>() {};

    private static final String[] KINDS =
            Stream.of(EntityKind.values()).map(EntityKind::id).toArray(String[]::new);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AlertSearch(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        // Numbers of the raw alert keep all their digits.
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * What to look for; null looks for anything.
     *
     * @param entity the value of one thing an alert names, in any case
     * @param text part of the title or the source's id
     * @param from when it was received, at the earliest
     */
    public record Filter(
            @Nullable OrganisationId organisation,
            @Nullable String source,
            @Nullable Severity severity,
            @Nullable String category,
            @Nullable String disposition,
            @Nullable UUID incident,
            @Nullable String entity,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to) {

        public static Filter of(UUID incident) {
            return new Filter(null, null, null, null, null, incident, null, null, null, null);
        }
    }

    /** Newest first. */
    public Page<AlertView> page(Filter filter, @Nullable String cursor, int limit) {
        StatementSpec statement = jdbc.sql("""
            select a.*, case when octet_length(a.raw) <= :largest then a.raw end as shown,
                   belongs.incident_id, known.count as known_count, known.last_seen as known_last_seen
              from alert a
              left join alert_incident belongs
                     on belongs.organisation = a.organisation and belongs.alert_id = a.id
              left join alert_identity known
                     on known.organisation = a.organisation and known.fingerprint = a.fingerprint
                    and known.alert_id = a.id
             where (:organisation::text is null or a.organisation = :organisation)
               and (:source::text is null or a.source = :source)
               and (:severity::text is null or a.severity = :severity)
               and (:category::text is null or a.category = :category)
               and (:disposition::text is null or a.disposition = :disposition)
               and (:incident::uuid is null or a.id in (
                    select alert_id from alert_incident where incident_id = :incident::uuid))
               and (:entity::text is null or a.id in (
                    select alert_id from alert_entity
                     where kind = any (:kinds::text[]) and value = :entity))
               and (:text::text is null or position(:text in lower(a.title)) > 0 or lower(a.source_id) = :text)
               and (:from::uuid is null or a.id >= :from::uuid)
               and (:to::uuid is null or a.id < :to::uuid)
               and (:before::uuid is null or a.id < :before::uuid)
             order by a.id desc
             limit :limit
            """);
        String text = lower(filter.text());
        List<AlertView> rows = statement
                .param("largest", LARGEST_RAW_IN_LIST)
                .param(
                        "organisation",
                        filter.organisation() == null
                                ? null
                                : filter.organisation().value())
                .param("source", filter.source())
                .param(
                        "severity",
                        filter.severity() == null ? null : filter.severity().id())
                .param("category", filter.category())
                .param("disposition", filter.disposition())
                .param(
                        "incident",
                        filter.incident() == null ? null : filter.incident().toString())
                .param(
                        "entity",
                        filter.entity() == null ? null : new EntityRef(EntityKind.HOST, filter.entity()).value())
                .param("kinds", KINDS)
                .param("text", text)
                .param("from", filter.from() == null ? null : Ids.first(filter.from()))
                .param("to", filter.to() == null ? null : Ids.first(filter.to()))
                .param("before", Cursor.decodeId(cursor))
                .param("limit", limit + 1)
                .query((row, number) -> view(row, row.getBytes("shown")))
                .list();
        return Page.of(rows, limit, alert -> alert.id().toString());
    }

    public Optional<AlertView> find(UUID id) {
        return jdbc.sql("""
            select a.*, belongs.incident_id, known.count as known_count, known.last_seen as known_last_seen
              from alert a
              left join alert_incident belongs
                     on belongs.organisation = a.organisation and belongs.alert_id = a.id
              left join alert_identity known
                     on known.organisation = a.organisation and known.fingerprint = a.fingerprint
                    and known.alert_id = a.id
             where a.id = :id
            """)
                .param("id", id)
                .query((row, number) -> view(row, row.getBytes("raw")))
                .optional();
    }

    private AlertView view(ResultSet row, byte @Nullable [] raw) throws SQLException {
        boolean stands = row.getObject("known_count") != null;
        return new AlertView(
                row.getObject("id", UUID.class),
                new OrganisationId(row.getString("organisation")),
                row.getString("source"),
                row.getString("source_id"),
                row.getString("title"),
                instant(row, "time"),
                instant(row, "received_at"),
                Severity.of(row.getString("severity")),
                row.getString("category"),
                row.getString("disposition"),
                texts(row.getArray("techniques")),
                lists(row.getString("entities")),
                stands ? row.getInt("known_count") : row.getInt("count"),
                instant(row, "received_at"),
                instant(row, stands ? "known_last_seen" : "last_seen"),
                row.getObject("incident_id", UUID.class),
                json.readValue(row.getString("explanation"), Explanation.class),
                raw == null ? null : shown(raw));
    }

    /** JSON where it is an object, for nothing else is an alert in JSON; else text. */
    private Object shown(byte[] raw) {
        if (raw.length > 0 && raw[0] == '{') {
            try {
                return json.readTree(raw);
            } catch (JacksonException e) {
                // A line of text that begins like JSON.
            }
        }
        return new String(raw, StandardCharsets.UTF_8);
    }

    private Map<String, List<String>> lists(String entities) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Map<String, List<String>> stored = json.readValue(entities, LISTS);
        for (EntityKind kind : EntityKind.values()) {
            lists.put(kind.plural(), stored.getOrDefault(kind.plural(), List.of()));
        }
        return lists;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
