package io.cordon.response.connector;

import io.cordon.response.connector.SettingUpConnectors.Wanted;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connector documents, with every version of them. */
@Repository
class ConnectorDocuments {

    private static final String SELECT = """
        select c.*, array(select s.field from connector_secret s
                          where s.organisation = c.organisation and s.connector = c.name order by s.field) as secrets
        from connector c
        """;

    private static final String INSERT = """
        insert into connector (organisation, name, type, settings, enabled, version, changed_by)
        values (:org, :name, :type, :settings::jsonb, :enabled,
                1 + (select coalesce(max(version), 0) from connector_version
                     where organisation = :org and name = :name), :by)
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ConnectorDocuments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ConnectorDocument> find(OrganisationId organisation, String name) {
        return jdbc.sql(SELECT + "where c.organisation = :org and c.name = :name")
                .param("org", organisation.value())
                .param("name", name)
                .query(this::document)
                .optional();
    }

    /** As it stands until the transaction ends; whoever else would change it waits. */
    Optional<ConnectorDocument> lock(OrganisationId organisation, String name) {
        jdbc.sql("select from connector where organisation = :org and name = :name for update")
                .param("org", organisation.value())
                .param("name", name)
                .query((row, number) -> true)
                .list();
        return find(organisation, name);
    }

    List<ConnectorDocument> all(OrganisationId organisation) {
        return jdbc.sql(SELECT + "where c.organisation = :org order by c.name")
                .param("org", organisation.value())
                .query(this::document)
                .list();
    }

    /** Writes the document as its next version, without its secrets. */
    void put(OrganisationId organisation, String name, Wanted wanted, String by) {
        write(INSERT + """
            on conflict (organisation, name) do update
            set type = excluded.type, settings = excluded.settings, enabled = excluded.enabled,
                version = connector.version + 1, changed_by = excluded.changed_by, changed_at = now()
            """, organisation, name, wanted, by);
    }

    /** The same where there is none yet; false where somebody else was faster. */
    boolean add(OrganisationId organisation, String name, Wanted wanted, String by) {
        return write(INSERT + "on conflict (organisation, name) do nothing", organisation, name, wanted, by) == 1;
    }

    private int write(String sql, OrganisationId organisation, String name, Wanted wanted, String by) {
        return jdbc.sql(sql)
                .param("org", organisation.value())
                .param("name", name)
                .param("type", wanted.type())
                .param("settings", json.writeValueAsString(wanted.settings()))
                .param("enabled", wanted.enabled())
                .param("by", by)
                .update();
    }

    void keepVersion(ConnectorDocument document) {
        jdbc.sql("""
            insert into connector_version (organisation, name, version, type, settings, secrets, enabled, changed_by)
            values (:org, :name, :version, :type, :settings::jsonb, :secrets, :enabled, :by)
            """)
                .param("org", document.organisation().value())
                .param("name", document.name())
                .param("version", document.version())
                .param("type", document.type())
                .param("settings", json.writeValueAsString(document.settings()))
                .param("secrets", document.secrets().toArray(String[]::new))
                .param("enabled", document.enabled())
                .param("by", document.changedBy())
                .update();
    }

    void remove(OrganisationId organisation, String name, String by) {
        // A version without type or settings says that the document was removed, and by whom.
        jdbc.sql("""
            with gone as (delete from connector where organisation = :org and name = :name returning version)
            insert into connector_version (organisation, name, version, secrets, enabled, changed_by)
            select :org, :name, version + 1, '{}', false, :by from gone
            """)
                .param("org", organisation.value())
                .param("name", name)
                .param("by", by)
                .update();
    }

    /** How many actions of the connector hold or are under way: without it nobody could undo them. */
    int holding(OrganisationId organisation, String name) {
        return jdbc.sql("""
            select count(*) from action
            where organisation = :org and connector = :name
              and state in ('PROPOSED', 'AWAITING_APPROVAL', 'EXECUTING', 'UNKNOWN', 'VERIFIED', 'UNDOING')
            """)
                .param("org", organisation.value())
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    private ConnectorDocument document(ResultSet row, int number) throws SQLException {
        Map<String, JsonNode> settings = new HashMap<>();
        json.readTree(row.getString("settings")).propertyStream().forEach(e -> settings.put(e.getKey(), e.getValue()));
        String[] secrets = (String[]) row.getArray("secrets").getArray();
        Instant changedAt = row.getObject("changed_at", OffsetDateTime.class).toInstant();
        return new ConnectorDocument(
                new OrganisationId(row.getString("organisation")),
                row.getString("name"),
                row.getString("type"),
                settings,
                Arrays.asList(secrets),
                row.getBoolean("enabled"),
                row.getInt("version"),
                row.getString("changed_by"),
                changedAt);
    }
}
