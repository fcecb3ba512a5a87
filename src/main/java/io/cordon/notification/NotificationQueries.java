package io.cordon.notification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cordon.api.Page;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what people were told, of the organisations the work acts for. */
@Repository
public class NotificationQueries {

    /** A message with all that it says. */
    record Whole(@JsonUnwrapped NotificationView notification, String text, String html, List<File> attachments) {}

    /** A file that goes with it. */
    record File(String name, String mediaType, int size) {}

    private final JdbcClient jdbc;

    NotificationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A page of them, newest first.
     *
     * @param organisation null for all in reach
     * @param incident null for all
     */
    public Page<NotificationView> page(
            @Nullable OrganisationId organisation,
            @Nullable UUID incident,
            @Nullable Integer limit,
            @Nullable String cursor) {
        return Page.read(
                limit,
                cursor,
                (before, most) -> newestFirst(organisation, incident, before, most),
                NotificationView::id);
    }

    List<NotificationView> newestFirst(
            @Nullable OrganisationId organisation, @Nullable UUID incident, @Nullable String before, int limit) {
        return jdbc.sql("""
            select * from notification
            where (:organisation::text is null or organisation = :organisation)
              and (:incident::uuid is null or incident_id = :incident)
              and (:before::uuid is null or id < :before::uuid)
            order by id desc limit :limit
            """)
                .param("organisation", organisation == null ? null : organisation.value(), Types.VARCHAR)
                .param("incident", incident, Types.OTHER)
                .param("before", before, Types.VARCHAR)
                .param("limit", limit)
                .query((row, n) -> view(row))
                .list();
    }

    Optional<Whole> find(UUID id) {
        return jdbc.sql("select * from notification where id = ?")
                .param(id)
                .query((row, n) ->
                        new Whole(view(row), row.getString("body_text"), row.getString("body_html"), attachments(id)))
                .optional();
    }

    private List<File> attachments(UUID id) {
        return jdbc.sql("""
            select name, media_type, length(content) as size from notification_attachment
            where notification_id = ? order by position
            """)
                .param(id)
                .query((row, n) -> new File(row.getString("name"), row.getString("media_type"), row.getInt("size")))
                .list();
    }

    private static NotificationView view(ResultSet row) throws SQLException {
        return new NotificationView(
                row.getObject("id", UUID.class),
                new OrganisationId(row.getString("organisation")),
                row.getObject("incident_id", UUID.class),
                row.getString("template"),
                new NotificationView.Recipient(
                        new OrganisationId(row.getString("person_organisation")),
                        row.getString("person"),
                        row.getString("name"),
                        row.getString("address")),
                row.getString("subject"),
                row.getString("state"),
                row.getInt("attempts"),
                at(row, "created_at").orElseThrow(),
                at(row, "sent_at").orElse(null),
                row.getString("message_id"),
                row.getString("accepted"),
                row.getString("last_error"));
    }

    private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
