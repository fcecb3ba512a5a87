package io.cordon.alert;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EntityHistoryTable implements EntityHistory {

    private static final Map<String, EntityKind> KINDS =
            Stream.of(EntityKind.values()).collect(Collectors.toUnmodifiableMap(EntityKind::id, Function.identity()));

    private final JdbcClient jdbc;

    EntityHistoryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<EntityRef, History> recent(OrganisationId organisation, Set<EntityRef> entities, Instant now) {
        if (entities.isEmpty()) {
            return Map.of();
        }
        List<EntityRef> asked = List.copyOf(entities);
        Map<EntityRef, History> histories = new HashMap<>();
        // The inner select walks the primary key backwards from now and stops at the cap. Collation C, because only
        // equality matters and the sorting that finds it is several times cheaper by bytes than by a language.
        jdbc.sql("""
            select asked.kind, asked.value,
                   count(*) filter (where e.alert_id >= :hour) as last_hour,
                   count(*) as last_day,
                   array_agg(distinct e.techniques collate "C") as techniques,
                   array_agg(distinct e.category collate "C") as categories,
                   array_agg(distinct e.signature collate "C") filter (where e.signature <> '') as signatures,
                   array_agg(distinct e.source collate "C") as sources,
                   count(distinct nullif(e.host, '') collate "C") as hosts,
                   count(distinct nullif(e.account, '') collate "C") as users,
                   count(distinct nullif(e.target, '') collate "C") as targets
              from unnest(:kinds::text[], :values::text[]) as asked (kind, value)
             cross join lateral (
                   select alert_id, source, category, signature, techniques, host, account, target
                     from alert_entity
                    where organisation = :organisation and kind = asked.kind and value = asked.value
                      and alert_id >= :day
                    order by alert_id desc
                    limit :cap) e
             group by asked.kind, asked.value
            """)
                .param("organisation", organisation.value())
                .param("kinds", asked.stream().map(entity -> entity.kind().id()).toArray(String[]::new))
                .param("values", asked.stream().map(EntityRef::value).toArray(String[]::new))
                .param("hour", Ids.first(now.minus(Duration.ofHours(1))))
                .param("day", Ids.first(now.minus(Duration.ofDays(1))))
                .param("cap", History.CAP)
                .query((row, number) -> histories.put(
                        new EntityRef(Objects.requireNonNull(KINDS.get(row.getString("kind"))), row.getString("value")),
                        history(row)))
                .list();
        return histories;
    }

    private static History history(ResultSet row) throws SQLException {
        return new History(
                row.getInt("last_hour"),
                row.getInt("last_day"),
                techniques(row.getArray("techniques")),
                texts(row.getArray("categories")),
                texts(row.getArray("signatures")),
                texts(row.getArray("sources")),
                row.getInt("hosts"),
                row.getInt("users"),
                row.getInt("targets"));
    }

    /** Words between blanks: the techniques of one alert share a column. */
    private static Set<String> techniques(Array words) throws SQLException {
        return texts(words).stream()
                .flatMap(several -> Stream.of(several.split(" ")))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.of((String[]) array.getArray());
    }
}
