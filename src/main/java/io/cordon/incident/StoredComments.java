package io.cordon.incident;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of comments. A party never sees what the other keeps to itself. */
@Repository
class StoredComments {

    private static final String READABLE = """
        select c.*,
               (select coalesce(jsonb_agg(jsonb_build_object('text', b.text, 'until', b.until) order by b.until), '[]')
                  from incident_comment_before b
                 where b.organisation = c.organisation and b.comment_id = c.id) as before
          from incident_comment c
         where organisation = :organisation and incident_id = :incident
           and (only_for is null or only_for = :party)
        """;

    private static final TypeReference<List<Comment.Mention>> MENTIONS = new TypeReference<>() {};
    private static final TypeReference<List<Comment.Before>> BEFORE = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StoredComments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param person who wrote it, as {@code organisation/id}; null for a token that acts for nobody */
    record Row(Comment comment, @Nullable String person) {}

    void add(Incident incident, Comment comment, @Nullable Party onlyFor, @Nullable String person) {
        jdbc.sql("""
            insert into incident_comment (organisation, id, incident_id, at, author, author_person, only_for, tlp, text,
                                          mentions)
            values (:organisation, :id, :incident, :at, :author, :person, :onlyFor, :tlp, :text, :mentions::jsonb)
            """)
                .param("organisation", incident.organisation().value())
                .param("id", comment.id())
                .param("incident", incident.id())
                .param("at", StoredIncidents.utc(comment.at()))
                .param("author", comment.author())
                .param("person", person, Types.VARCHAR)
                .param("onlyFor", onlyFor == null ? null : onlyFor.id(), Types.VARCHAR)
                .param("tlp", comment.tlp())
                .param("text", comment.text())
                .param("mentions", json.writeValueAsString(comment.mentions()))
                .update();
    }

    /** Puts another text in place of the one that stands there, which is kept. */
    void edit(OrganisationId organisation, Comment before, String text, List<Comment.Mention> mentions, Instant at) {
        jdbc.sql("insert into incident_comment_before (organisation, comment_id, until, text) values (?, ?, ?, ?)")
                .params(organisation.value(), before.id(), StoredIncidents.utc(at), before.text())
                .update();
        jdbc.sql("""
            update incident_comment set text = :text, mentions = :mentions::jsonb, edited_at = :at
             where organisation = :organisation and id = :id
            """)
                .param("text", text)
                .param("mentions", json.writeValueAsString(mentions))
                .param("at", StoredIncidents.utc(at))
                .param("organisation", organisation.value())
                .param("id", before.id())
                .update();
    }

    /** Oldest first, up to so many. */
    List<Comment> list(Incident incident, Party reader, @Nullable String behind, int most) {
        return jdbc
                .sql(READABLE + " and (:behind::uuid is null or id > :behind::uuid) order by id limit :most")
                .param("organisation", incident.organisation().value())
                .param("incident", incident.id())
                .param("party", reader.id())
                .param("behind", behind, Types.VARCHAR)
                .param("most", most)
                .query(this::row)
                .list()
                .stream()
                .map(Row::comment)
                .toList();
    }

    /** Held until the transaction ends; empty for what the reader's party may not read. */
    Optional<Row> lock(Incident incident, UUID id, Party reader) {
        return jdbc.sql(READABLE + " and id = :id for update of c")
                .param("organisation", incident.organisation().value())
                .param("incident", incident.id())
                .param("party", reader.id())
                .param("id", id)
                .query(this::row)
                .optional();
    }

    private Row row(ResultSet rs, int number) throws SQLException {
        return new Row(
                new Comment(
                        rs.getObject("id", UUID.class),
                        StoredIncidents.instant(rs, "at"),
                        rs.getString("author"),
                        rs.getString("only_for") != null,
                        rs.getString("tlp"),
                        rs.getString("text"),
                        json.readValue(rs.getString("mentions"), MENTIONS),
                        StoredIncidents.instantOrNull(rs, "edited_at"),
                        json.readValue(rs.getString("before"), BEFORE)),
                rs.getString("author_person"));
    }
}
