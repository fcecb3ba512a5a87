package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the timeline. */
@Component
class StoredTimeline implements Timeline {

    private static final String OLDEST_FIRST = """
        select * from timeline_entry
         where organisation = :organisation and incident_id = :incident
           and (:anyKind or kind = any (:kinds))
           and (:pinned::boolean is null or (pinned_at is not null) = :pinned)
           and (:behindId::uuid is null or (at, id) > (:behindAt, :behindId::uuid))
         order by at, id limit :limit\
        """;

    private static final String NEWEST_FIRST = """
        select * from timeline_entry
         where organisation = :organisation and incident_id = :incident
           and (:anyKind or kind = any (:kinds))
           and (:pinned::boolean is null or (pinned_at is not null) = :pinned)
           and (:behindId::uuid is null or (at, id) < (:behindAt, :behindId::uuid))
         order by at desc, id desc limit :limit\
        """;

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

    @Override
    public void add(
            OrganisationId organisation, UUID incidentId, String kind, String by, String text, Map<String, ?> refs) {
        add(
                organisation,
                incidentId,
                new TimelineView(Ids.next(), clock.instant(), kind, by, text, Map.copyOf(refs), null, null));
    }

    /** Adds an entry that may tell of what happened before it was written. */
    void add(OrganisationId organisation, UUID incidentId, TimelineView entry) {
        Instant notedAt = entry.notedAt();
        jdbc.sql("""
            insert into timeline_entry (organisation, id, incident_id, at, kind, actor, text, refs, noted_at)
            values (:organisation, :id, :incident, :at, :kind, :by, :text, :refs::jsonb, :notedAt)\
            """)
                .param("organisation", organisation.value())
                .param("id", entry.id())
                .param("incident", incidentId)
                .param("at", StoredIncidents.utc(entry.at()))
                .param("kind", entry.kind())
                .param("by", entry.by())
                // NB: PostgreSQL has no U+0000 in text; alert titles may bring one.
                .param("text", entry.text().replace('\u0000', '\uFFFD'))
                .param("refs", json.writeValueAsString(entry.refs()))
                .param("notedAt", notedAt == null ? null : StoredIncidents.utc(notedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        events.publishEvent(new TimelineGrew(organisation, incidentId));
    }

    /** In the order of what happened; what happened at once, in the order of writing. */
    Page<TimelineView> read(OrganisationId organisation, UUID incident, TimelineQuery query) {
        TimelineQuery.Place behind = query.behind();
        String order = query.newestFirst() ? NEWEST_FIRST : OLDEST_FIRST;
        List<TimelineView> rows = jdbc.sql(order)
                .param("organisation", organisation.value())
                .param("incident", incident)
                .param("anyKind", query.kinds().isEmpty())
                .param("kinds", query.kinds().toArray(String[]::new))
                .param("pinned", query.pinned(), Types.BOOLEAN)
                .param(
                        "behindAt",
                        behind == null ? null : StoredIncidents.utc(behind.at()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("behindId", behind == null ? null : behind.id().toString(), Types.VARCHAR)
                .param("limit", query.limit() + 1)
                .query(this::entry)
                .list();
        return Page.of(rows, query.limit(), entry -> new TimelineQuery.Place(entry.at(), entry.id()).text());
    }

    Optional<TimelineView> find(OrganisationId organisation, UUID incident, UUID id) {
        return jdbc.sql("select * from timeline_entry where organisation = ? and incident_id = ? and id = ?")
                .params(organisation.value(), incident, id)
                .query(this::entry)
                .optional();
    }

    /** Who pinned it first stays who pinned it; false where it is pinned already, or there is no such entry. */
    boolean pin(OrganisationId organisation, UUID incident, UUID id, String by) {
        return jdbc.sql("""
            update timeline_entry set pinned_by = ?, pinned_at = ?
             where organisation = ? and incident_id = ? and id = ? and pinned_at is null\
            """)
                        .params(by, StoredIncidents.utc(clock.instant()), organisation.value(), incident, id)
                        .update()
                == 1;
    }

    boolean unpin(OrganisationId organisation, UUID incident, UUID id) {
        return jdbc.sql("""
            update timeline_entry set pinned_by = null, pinned_at = null
             where organisation = ? and incident_id = ? and id = ? and pinned_at is not null\
            """).params(organisation.value(), incident, id).update() == 1;
    }

    private TimelineView entry(ResultSet rs, int number) throws SQLException {
        Instant pinnedAt = StoredIncidents.instantOrNull(rs, "pinned_at");
        return new TimelineView(
                rs.getObject("id", UUID.class),
                StoredIncidents.instant(rs, "at"),
                rs.getString("kind"),
                rs.getString("actor"),
                rs.getString("text"),
                json.readValue(rs.getString("refs"), new TypeReference<Map<String, Object>>() {}),
                StoredIncidents.instantOrNull(rs, "noted_at"),
                pinnedAt == null ? null : new TimelineView.Pin(rs.getString("pinned_by"), pinnedAt));
    }
}
