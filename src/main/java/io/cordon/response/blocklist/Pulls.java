package io.cordon.response.blocklist;

import io.cordon.response.HostedLists;
import io.cordon.response.ListPulled;
import io.cordon.response.Listing;
import io.cordon.response.Verb;
import io.cordon.response.connector.BuiltIn;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What firewalls have pulled of the hosted lists, and when: all that Cordon can know of what comes of an entry. */
@Repository
class Pulls implements HostedLists {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Pulls(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * How a list is doing.
     *
     * @param unpulled how many entries, and how many that went, nobody has pulled
     */
    record Standing(
            BlockList list,
            int entries,
            int unpulled,
            @Nullable Instant pulledAt,
            @Nullable String pulledBy) {}

    /**
     * A firewall has got the list as it was at a number of changes, or was told that it has it. What came onto the list
     * and went off it by then is pulled.
     */
    void record(OrganisationId organisation, BlockList list, long changes, String by) {
        jdbc.sql("""
            insert into block_list (organisation, list, pulled_at, pulled_by) values (:org, :list, now(), :by)
            on conflict (organisation, list) do update set pulled_at = now(), pulled_by = excluded.pulled_by
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .param("by", by)
                .update();
        List<String> on = stamp(
                "block_list_entry",
                "(change <= :changes or change is null and added_at < now() - interval '1 minute')",
                organisation,
                list,
                changes,
                by);
        List<String> off = stamp("block_list_removed", "change <= :changes", organisation, list, changes, by);
        if (!on.isEmpty() || !off.isEmpty()) {
            events.publishEvent(new ListPulled(organisation, list.verb(), on, off, by));
        }
    }

    private List<String> stamp(
            String table, String seen, OrganisationId organisation, BlockList list, long changes, String by) {
        return jdbc.sql("update " + table + " set pulled_at = now(), pulled_by = :by"
                        + " where organisation = :org and list = :list and pulled_at is null and " + seen
                        + " returning value")
                .param("org", organisation.value())
                .param("list", list.id())
                .param("changes", changes)
                .param("by", by)
                .query((row, n) -> row.getString("value"))
                .list();
    }

    /** Each of the three. */
    List<Standing> standing(OrganisationId organisation) {
        return Arrays.stream(BlockList.values())
                .map(list -> standing(organisation, list))
                .toList();
    }

    private Standing standing(OrganisationId organisation, BlockList list) {
        return jdbc.sql("""
            select (select count(*) from block_list_entry where organisation = :org and list = :list) as entries,
                   (select count(*) from block_list_entry
                     where organisation = :org and list = :list and pulled_at is null)
                   + (select count(*) from block_list_removed
                       where organisation = :org and list = :list and pulled_at is null) as unpulled,
                   l.pulled_at, l.pulled_by
            from (select 1) one left join block_list l on l.organisation = :org and l.list = :list
            """)
                .param("org", organisation.value())
                .param("list", list.id())
                .query((row, i) -> new Standing(
                        list,
                        row.getInt("entries"),
                        row.getInt("unpulled"),
                        instant(row, "pulled_at"),
                        row.getString("pulled_by")))
                .single();
    }

    @Override
    public Map<UUID, Listing> of(Collection<UUID> actions) {
        return jdbc
                .sql("""
                    with asked as (
                        select organisation, id, resolved ->> 'id' as value,
                               case verb when :ip then 'ip' when :domain then 'domain' when :url then 'url' end as list
                        from action
                        where id = any (:ids) and connector = :lists and executing_at is not null
                          and state in ('VERIFIED', 'UNDOING', 'UNDONE', 'EXPIRED'))
                    select id, listed, since, entry.pulled_at, entry.pulled_by, l.pulled_at as list_pulled_at
                    from asked
                    join (select organisation, list, value, true as listed, added_at as since, pulled_at, pulled_by
                            from block_list_entry
                          union all
                          select organisation, list, value, false, removed_at, pulled_at, pulled_by
                            from block_list_removed) entry using (organisation, list, value)
                    join block_list l using (organisation, list)
                    """)
                .param("ids", actions.toArray(UUID[]::new))
                .param("lists", BuiltIn.BLOCK_LISTS)
                .param("ip", Verb.BLOCK_IP.id())
                .param("domain", Verb.BLOCK_DOMAIN.id())
                .param("url", Verb.BLOCK_URL.id())
                .query((row, i) -> Map.entry(row.getObject("id", UUID.class), listing(row)))
                .stream()
                // A server of an older version that lists what had gone leaves both; what is listed counts.
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one.listed() ? one : other));
    }

    private static Listing listing(ResultSet row) throws SQLException {
        return new Listing(
                row.getBoolean("listed"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "pulled_at"),
                row.getString("pulled_by"),
                instant(row, "list_pulled_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
