package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every version of every document. */
@Repository
@Transactional
class Documents {

    /** That a version exists, and whose it is. */
    record Change(int version, String changedBy, Instant changedAt) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Documents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Empty where the document was never written. */
    <D extends Document> Optional<Stored<D>> current(OrganisationId organisation, DocumentKind<D> kind) {
        return jdbc.sql("""
            select * from organisation_document
             where organisation = :organisation and document = :document
             order by version desc limit 1
            """)
                .param("organisation", organisation.value())
                .param("document", kind.id())
                .query((row, n) -> stored(row, kind))
                .optional();
    }

    /** By organisation; those that never wrote it are left out. */
    <D extends Document> Map<OrganisationId, D> current(
            Collection<OrganisationId> organisations, DocumentKind<D> kind) {
        Map<OrganisationId, D> current = new TreeMap<>();
        jdbc.sql("""
            select asked.organisation, newest.content
              from unnest(:organisations::text[]) as asked (organisation)
             cross join lateral (select content from organisation_document d
                                  where d.organisation = asked.organisation and d.document = :document
                                  order by version desc limit 1) newest
            """)
                .param(
                        "organisations",
                        organisations.stream().map(OrganisationId::value).toArray(String[]::new))
                .param("document", kind.id())
                .query(row -> {
                    current.put(
                            new OrganisationId(row.getString("organisation")),
                            json.readValue(row.getString("content"), kind.type()));
                });
        return current;
    }

    <D extends Document> Optional<Stored<D>> version(OrganisationId organisation, DocumentKind<D> kind, int version) {
        return jdbc.sql("""
            select * from organisation_document
             where organisation = :organisation and document = :document and version = :version
            """)
                .param("organisation", organisation.value())
                .param("document", kind.id())
                .param("version", version)
                .query((row, n) -> stored(row, kind))
                .optional();
    }

    /** Newest first. */
    List<Change> changes(OrganisationId organisation, DocumentKind<?> kind) {
        return jdbc.sql("""
            select version, changed_by, changed_at from organisation_document
             where organisation = :organisation and document = :document
             order by version desc
            """)
                .param("organisation", organisation.value())
                .param("document", kind.id())
                .query((row, n) -> new Change(row.getInt("version"), row.getString("changed_by"), changedAt(row)))
                .list();
    }

    /** False where somebody else wrote that version meanwhile. */
    boolean add(OrganisationId organisation, DocumentKind<?> kind, int version, Document document, String by) {
        return jdbc.sql("""
            insert into organisation_document (organisation, document, version, content, changed_by)
            values (:organisation, :document, :version, :content::jsonb, :by)
            on conflict do nothing
            """)
                        .param("organisation", organisation.value())
                        .param("document", kind.id())
                        .param("version", version)
                        .param("content", json.writeValueAsString(document))
                        .param("by", by)
                        .update()
                == 1;
    }

    private <D extends Document> Stored<D> stored(ResultSet row, DocumentKind<D> kind) throws SQLException {
        return new Stored<>(
                json.readValue(row.getString("content"), kind.type()),
                row.getInt("version"),
                row.getString("changed_by"),
                changedAt(row));
    }

    private static Instant changedAt(ResultSet row) throws SQLException {
        return row.getObject("changed_at", OffsetDateTime.class).toInstant();
    }
}
