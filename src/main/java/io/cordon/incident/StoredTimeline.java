package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the timeline; ids grow with time, so their order is the order of what happened. */
@Component
class StoredTimeline implements Timeline {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    StoredTimeline(JdbcClient jdbc, JsonMapper json, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /** One thing that happened, as the public interface shows it. */
    record Entry(UUID id, Instant at, String kind, String by, String text, Map<String, Object> refs) {}

    @Override
    public void add(
            OrganisationId organisation, UUID incidentId, String kind, String by, String text, Map<String, ?> refs) {
        jdbc.sql("""
            insert into timeline_entry (organisation, id, incident_id, at, kind, actor, text, refs)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)\
            """)
                .params(
                        organisation.value(),
                        Ids.next(),
                        incidentId,
                        StoredIncidents.utc(clock.instant()),
                        kind,
                        by,
                        // NB: PostgreSQL has no U+0000 in text; alert titles may bring one.
                        text.replace('\u0000', '\uFFFD'),
                        json.writeValueAsString(refs))
                .update();
        events.publishEvent(new TimelineGrew(organisation, incidentId));
    }

    /** Oldest first. */
    Page<Entry> read(OrganisationId organisation, UUID incident, @Nullable String behind, int limit) {
        List<Entry> rows = jdbc.sql("""
            select id, at, kind, actor, text, refs from timeline_entry
             where organisation = :organisation and incident_id = :incident
               and (:behind::uuid is null or id > :behind::uuid)
             order by id limit :limit\
            """)
                .param("organisation", organisation.value())
                .param("incident", incident)
                .param("behind", behind, java.sql.Types.VARCHAR)
                .param("limit", limit + 1)
                .query((rs, n) -> new Entry(
                        rs.getObject("id", UUID.class),
                        StoredIncidents.instant(rs, "at"),
                        rs.getString("kind"),
                        rs.getString("actor"),
                        rs.getString("text"),
                        json.readValue(rs.getString("refs"), new TypeReference<Map<String, Object>>() {})))
                .list();
        return Page.of(rows, limit, entry -> entry.id().toString());
    }
}
