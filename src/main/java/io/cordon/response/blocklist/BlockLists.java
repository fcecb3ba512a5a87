package io.cordon.response.blocklist;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stands in the hosted lists. */
@Repository
class BlockLists {

    private final JdbcClient jdbc;

    BlockLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The state of a list, without its entries.
     *
     * @param changes counts up with every change
     */
    record Version(long changes, Instant changedAt) {}

    void add(OrganisationId organisation, BlockList list, String value, UUID action) {
        int added = jdbc.sql("""
            insert into block_list_entry (organisation, list, value, action_id) values (:org, :list, :value, :action)
            on conflict do nothing
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .param("value", value)
                .param("action", action)
                .update();
        countChange(organisation, list, added);
    }

    void remove(OrganisationId organisation, BlockList list, String value) {
        int removed = jdbc.sql(
                        "delete from block_list_entry where organisation = :org and list = :list and value = :value")
                .param("org", organisation.value())
                .param("list", list.id())
                .param("value", value)
                .update();
        countChange(organisation, list, removed);
    }

    boolean contains(OrganisationId organisation, BlockList list, String value) {
        return jdbc.sql("""
            select exists (select from block_list_entry
                           where organisation = :org and list = :list and value = :value)
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .param("value", value)
                .query(Boolean.class)
                .single();
    }

    /** One entry a line, oldest first, so that a firewall that keeps a limited number keeps the same ones. */
    List<String> entries(OrganisationId organisation, BlockList list) {
        return jdbc.sql("""
            select value from block_list_entry where organisation = :org and list = :list order by added_at, value
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .query((row, i) -> row.getString("value"))
                .list();
    }

    /** Empty where nothing was ever listed. */
    Optional<Version> version(OrganisationId organisation, BlockList list) {
        return jdbc.sql("select changes, changed_at from block_list where organisation = :org and list = :list")
                .param("org", organisation.value())
                .param("list", list.id())
                .query((row, i) -> new Version(
                        row.getLong("changes"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void pulled(OrganisationId organisation, BlockList list, String by) {
        jdbc.sql("""
            insert into block_list (organisation, list, pulled_at, pulled_by) values (:org, :list, now(), :by)
            on conflict (organisation, list) do update set pulled_at = now(), pulled_by = excluded.pulled_by
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .param("by", by)
                .update();
    }

    private void countChange(OrganisationId organisation, BlockList list, int changed) {
        if (changed > 0) {
            jdbc.sql("""
                insert into block_list (organisation, list, changes) values (:org, :list, 1)
                on conflict (organisation, list) do update set changes = block_list.changes + 1, changed_at = now()
                """)
                    .param("org", organisation.value())
                    .param("list", list.id())
                    .update();
        }
    }
}
