package io.cordon.incident;

import static io.cordon.incident.StoredIncidents.utc;

import io.cordon.alert.EntityKind;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The conditions of a statement over {@code incident i} that keep what a filter looks for. NB: all of it is text of this
 * class; what callers say is bound.
 */
final class IncidentConditions {

    private static final String[] KINDS =
            Stream.of(EntityKind.values()).map(EntityKind::id).toArray(String[]::new);

    /** Whom incidents wait for: who has an open task, and who has not yet approved what waits for approval. */
    static final String WAITING = """
        (select t.organisation, t.incident_id, t.party, 1 as tasks, t.due, t.claimed_by,
                t.assignment #> '{responsible,people}' as people
           from task t where t.state in ('open', 'claimed')
         union all
         select c.organisation, c.incident_id, asked.party, 0, c.due_at, null, null
           from action c
          cross join lateral (values ('client', c.asked_client), ('provider', c.asked_provider)) as asked (party, people)
          where c.state = 'AWAITING_APPROVAL'
            and (c.asked_client + c.asked_provider = 0
                 or asked.people > (select count(*) from action_approval y
                                     where y.organisation = c.organisation and y.action_id = c.id
                                       and y.party = asked.party and y.questions = c.questions)))
        """;

    private static final String OVER = "coalesce(i.resolved_at, i.closed_at)";

    /** Null where none is running. */
    static final String NEXT_DUE = """
        least(case when clock_state(i.notify_due, i.notified_at, %1$s, :now) = 'running' then i.notify_due end,
              case when clock_state(i.acknowledge_due, i.acknowledged_at, %1$s, :now) = 'running' then i.acknowledge_due end,
              case when clock_state(i.contain_due, i.contained_at, %1$s, :now) = 'running' then i.contain_due end,
              case when clock_state(i.resolve_due, i.resolved_at, %1$s, :now) = 'running' then i.resolve_due end)
        """.formatted(OVER);

    static final String LATE = """
        coalesce(clock_state(i.notify_due, i.notified_at, %1$s, :now) = 'breached', false)
            or coalesce(clock_state(i.acknowledge_due, i.acknowledged_at, %1$s, :now) = 'breached', false)
            or coalesce(clock_state(i.contain_due, i.contained_at, %1$s, :now) = 'breached', false)
            or coalesce(clock_state(i.resolve_due, i.resolved_at, %1$s, :now) = 'breached', false)
        """.formatted(OVER);

    /** Whether a person did anything before it was contained: whatever anybody does is on the timeline. */
    static final String TOUCHED = """
        exists (select from timeline_entry e
                 where e.organisation = i.organisation and e.incident_id = i.id and e.at <= i.contained_at
                   and is_somebody(e.actor))
        """;

    static final String TEXT = """
         and lower(concat_ws(' ', i.title, i.category,
                 (select string_agg(n.value, ' ') from incident_entity n
                   where n.organisation = i.organisation and n.incident_id = i.id))) like all (:text::text[])
        """;

    private IncidentConditions() {}

    /** Everything but text. */
    static String of(IncidentFilter filter) {
        StringBuilder all = new StringBuilder(ofNamed(filter));
        add(all, !filter.organisations().isEmpty(), " and i.organisation = any (:organisations::text[]) ");
        add(all, !filter.statuses().isEmpty(), " and i.status = any (:statuses::text[]) ");
        add(all, !filter.severities().isEmpty(), " and i.severity = any (:severities::text[]) ");
        add(all, !filter.categories().isEmpty(), " and i.category = any (:categories::text[]) ");
        add(all, !filter.techniques().isEmpty(), " and i.techniques && :techniques::text[] ");
        add(all, !filter.parties().isEmpty(), " and (exists (select from " + WAITING + """
             w where w.organisation = i.organisation and w.incident_id = i.id and w.party = any (:parties::text[]))
            """);
        add(all, filter.parties().contains("none"), " or not exists (select from " + WAITING + """
             w where w.organisation = i.organisation and w.incident_id = i.id)
            """);
        add(all, !filter.parties().isEmpty(), ")");
        yesOrNo(all, filter.acknowledged(), "i.acknowledged_at is not null");
        yesOrNo(all, filter.late(), LATE);
        return all.toString();
    }

    /** The conditions that no facet is about. */
    static String ofNamed(IncidentFilter filter) {
        StringBuilder all = new StringBuilder(" where true ");
        add(all, !filter.numbers().isEmpty(), " and i.number = any (:numbers::integer[]) ");
        add(all, filter.from() != null, " and i.detected_at >= :from ");
        add(all, filter.to() != null, " and i.detected_at < :to ");
        yesOrNo(all, filter.contained(), "i.contained_at is not null");
        yesOrNo(all, filter.resolved(), "i.resolved_at is not null");
        add(all, filter.automatic() != null, " and i.contained_at is not null ");
        yesOrNo(all, filter.automatic(), "not " + TOUCHED);
        add(all, filter.entity() != null, """
             and exists (select from incident_entity n
                          where n.organisation = i.organisation and n.incident_id = i.id
                            and n.kind = any (:kinds::text[]) and lower(n.value) = :entity)
            """);
        return all.toString();
    }

    static StatementSpec bind(StatementSpec statement, IncidentFilter filter, Instant now) {
        return statement
                .param(
                        "organisations",
                        filter.organisations().stream()
                                .map(OrganisationId::value)
                                .toArray(String[]::new))
                .param("numbers", filter.numbers().toArray(Integer[]::new))
                .param(
                        "statuses",
                        filter.statuses().stream().map(IncidentStatus::id).toArray(String[]::new))
                .param(
                        "severities",
                        filter.severities().stream().map(Severity::id).toArray(String[]::new))
                .param("categories", texts(filter.categories()))
                .param("techniques", texts(filter.techniques()))
                .param("parties", texts(filter.parties()))
                .param("kinds", KINDS)
                .param(
                        "entity",
                        filter.entity() == null ? null : filter.entity().toLowerCase(Locale.ROOT),
                        Types.VARCHAR)
                .param("text", filter.text().patterns())
                .param("from", moment(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", moment(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable Object moment(@Nullable Instant moment) {
        return moment == null ? null : utc(moment);
    }

    private static void yesOrNo(StringBuilder all, @Nullable Boolean asked, String condition) {
        if (asked != null) {
            all.append(asked ? " and (" : " and not (").append(condition).append(") ");
        }
    }

    private static void add(StringBuilder all, boolean asked, String condition) {
        if (asked) {
            all.append(condition);
        }
    }

    private static String[] texts(List<String> values) {
        return values.toArray(String[]::new);
    }
}
