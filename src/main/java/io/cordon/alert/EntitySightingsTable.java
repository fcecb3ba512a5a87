package io.cordon.alert;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EntitySightingsTable implements EntitySightings {

    private final JdbcClient jdbc;

    EntitySightingsTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<EntityRef, Sighting> since(OrganisationId organisation, Collection<EntityRef> entities, Instant since) {
        List<EntityRef> asked = entities.stream().distinct().toList();
        Map<EntityRef, Sighting> sightings = new HashMap<>();
        // The inner select walks the primary key backwards from now and stops at the cap; an alert's id tells when it
        // was received.
        jdbc.sql("""
            select asked.kind, asked.value, count(*) as alerts,
                   min(uuid_extract_timestamp(e.alert_id)) as first, max(uuid_extract_timestamp(e.alert_id)) as last
              from unnest(:kinds::text[], :values::text[]) as asked (kind, value)
             cross join lateral (
                   select alert_id from alert_entity
                    where organisation = :organisation and kind = asked.kind and value = asked.value
                      and alert_id >= :since
                    order by alert_id desc
                    limit :cap) e
             group by asked.kind, asked.value
            """)
                .param("organisation", organisation.value())
                .param("kinds", asked.stream().map(entity -> entity.kind().id()).toArray(String[]::new))
                .param("values", asked.stream().map(EntityRef::value).toArray(String[]::new))
                .param("since", Ids.first(since))
                .param("cap", CAP)
                .query(row -> {
                    sightings.put(
                            new EntityRef(
                                    EntityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                    row.getString("value")),
                            new Sighting(row.getInt("alerts"), instant(row, "first"), instant(row, "last")));
                });
        return sightings;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
