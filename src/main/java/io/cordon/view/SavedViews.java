package io.cordon.view;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of saved views. */
@Repository
class SavedViews {

    static final int MOST_OF_A_PERSON = 100;

    private static final TypeReference<Map<String, String>> QUERY = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Those of the person, and the shared ones of the organisation, by name. */
    List<SavedView> seenBy(OrganisationId home, @Nullable PersonRef person) {
        return jdbc.sql("""
            select id, person, name, list, query, shared, saved_at from saved_view
             where organisation = :organisation and (shared or person = :person)
             order by lower(name), id
            """)
                .param("organisation", home.value())
                .param("person", person == null ? "" : person.id())
                .query((row, number) -> view(row, person))
                .list();
    }

    Optional<SavedView> find(PersonRef person, UUID id) {
        return jdbc.sql("""
            select id, person, name, list, query, shared, saved_at from saved_view
             where organisation = :organisation and id = :id
            """)
                .param("organisation", person.organisation().value())
                .param("id", id)
                .query((row, number) -> view(row, person))
                .optional();
    }

    /** Keeps it, in place of what the person had under that id; false where that would be too many. */
    boolean save(PersonRef person, UUID id, WantedView wanted) {
        // Two at once would both count one too few.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('cordon-view'), hashtext(?))")
                .param(person.toString())
                .query(row -> {});
        return jdbc.sql("""
            insert into saved_view as kept (organisation, id, person, name, list, query, shared, saved_at)
            select :organisation, :id, :person, :name, :list, :query::jsonb, :shared, :now
             where (select count(*) from saved_view
                     where organisation = :organisation and person = :person and id <> :id) < :most
            on conflict (organisation, id) do update
               set name = excluded.name, list = excluded.list, query = excluded.query, shared = excluded.shared,
                   saved_at = excluded.saved_at
             where kept.person = excluded.person
            """)
                        .param("organisation", person.organisation().value())
                        .param("id", id)
                        .param("person", person.id())
                        .param("name", Objects.requireNonNull(wanted.name()).strip())
                        .param("list", wanted.list())
                        .param("query", json.writeValueAsString(wanted.query()))
                        .param("shared", Boolean.TRUE.equals(wanted.shared()))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("most", MOST_OF_A_PERSON)
                        .update()
                > 0;
    }

    void delete(PersonRef person, UUID id) {
        jdbc.sql("delete from saved_view where organisation = ? and id = ? and person = ?")
                .params(person.organisation().value(), id, person.id())
                .update();
    }

    private SavedView view(ResultSet row, @Nullable PersonRef person) throws SQLException {
        String owner = row.getString("person");
        return new SavedView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("list"),
                json.readValue(row.getString("query"), QUERY),
                row.getBoolean("shared"),
                owner,
                person != null && owner.equals(person.id()),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }
}
