package io.cordon.response.blocklist;

import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stands in the hosted lists. What firewalls have pulled of it is in {@link Pulls}. */
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
     * @param changedAt null in the second of a change: who asked again by that date alone, as HTTP has it in whole
     *     seconds, would not get what changed later in it
     */
    record Version(long changes, @Nullable Instant changedAt) {

        static final Version UNCHANGED = new Version(0, Instant.EPOCH);
    }

    void add(OrganisationId organisation, BlockList list, String value, UUID action) {
        long next = lock(organisation, list) + 1;
        int added = jdbc.sql("""
            insert into block_list_entry (organisation, list, value, action_id, change)
            values (:org, :list, :value, :action, :change)
            on conflict do nothing
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .param("value", value)
                .param("action", action)
                .param("change", next)
                .update();
        if (added > 0) {
            jdbc.sql("delete from block_list_removed where organisation = ? and list = ? and value = ?")
                    .params(organisation.value(), list.id(), value)
                    .update();
            changed(organisation, list, next);
        }
    }

    void remove(OrganisationId organisation, BlockList list, String value) {
        long next = lock(organisation, list) + 1;
        int removed = jdbc.sql("""
            with removed as (
                delete from block_list_entry where organisation = :org and list = :list and value = :value returning 1)
            insert into block_list_removed (organisation, list, value, change)
            select :org, :list, :value, :change from removed
            on conflict (organisation, list, value) do update
               set change = excluded.change, removed_at = excluded.removed_at, pulled_at = null, pulled_by = null
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .param("value", value)
                .param("change", next)
                .update();
        if (removed > 0) {
            changed(organisation, list, next);
        }
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

    Version version(OrganisationId organisation, BlockList list) {
        return jdbc.sql("""
            select changes,
                   case when changed_at < date_trunc('second', clock_timestamp()) then changed_at end as changed_at
            from block_list where organisation = :org and list = :list
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .query((row, i) -> {
                    OffsetDateTime changedAt = row.getObject("changed_at", OffsetDateTime.class);
                    return new Version(row.getLong("changes"), changedAt == null ? null : changedAt.toInstant());
                })
                .optional()
                .orElse(Version.UNCHANGED);
    }

    /** Lets one transaction at a time change a list or record a pull of it: the list first, its entries then. */
    private long lock(OrganisationId organisation, BlockList list) {
        return jdbc.sql("""
            insert into block_list (organisation, list) values (:org, :list)
            on conflict (organisation, list) do update set changes = block_list.changes
            returning changes
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .query(Long.class)
                .single();
    }

    private void changed(OrganisationId organisation, BlockList list, long changes) {
        jdbc.sql("""
            update block_list set changes = :changes, changed_at = clock_timestamp()
            where organisation = :org and list = :list
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .param("changes", changes)
                .update();
    }
}
