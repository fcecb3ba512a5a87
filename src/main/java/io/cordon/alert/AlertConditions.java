package io.cordon.alert;

import io.cordon.api.Ids;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The conditions of a statement over {@code alert a} that keep what a filter looks for. Only those that are asked for,
 * for the planner makes nothing of {@code :x is null or …} before a sub-select. NB: all of it is text of this class;
 * what callers say is bound.
 */
final class AlertConditions {

    private static final String[] KINDS =
            Stream.of(EntityKind.values()).map(EntityKind::id).toArray(String[]::new);

    private static final String RULES = """
         and exists (select from jsonb_array_elements(a.explanation -> 'rules') fired
                      where fired ->> 'name' = any (:rules::text[]))
        """;

    /** In JSON a backslash is two; nobody types it so. */
    private static final String TEXT = """
         and lower(concat_ws(' ', a.title, a.source_id, replace(a.entities::text, '\\\\', '\\'))) like all (:text::text[])
        """;

    /** As the index of these alerts says it. */
    static final String HAS_TECHNIQUES = " and a.techniques <> '{}' ";

    private AlertConditions() {}

    private static final String ORGANISATIONS =
            "case when cardinality(:organisations::text[]) > 0 then :organisations::text[] else acting_for() end";

    /** The organisations to look into: those asked for, else all that the transaction acts for. */
    static final String REACHED = " unnest(" + ORGANISATIONS + ") as reached (organisation) ";

    /** The same for what reads them in no order. */
    static final String OF_REACHED = " a.organisation = any (" + ORGANISATIONS + ") ";

    /** How many alerts of each organisation to look at, so that they are {@code :most} together. */
    static final String EACH = " greatest(1000, :most / cardinality(" + ORGANISATIONS + ")) ";

    /**
     * The conditions that stand in no index: under row-level security PostgreSQL uses none of an array or a document,
     * and intake would bear its cost.
     */
    static String searched(AlertFilter filter) {
        StringBuilder all = new StringBuilder();
        add(all, !filter.rules().isEmpty(), RULES);
        add(all, !filter.text().isEmpty(), TEXT);
        return all.toString();
    }

    /** Everything but organisations and what is searched for. */
    static String of(AlertFilter filter) {
        StringBuilder all = new StringBuilder(" where a.organisation = reached.organisation ");
        add(all, !filter.sources().isEmpty(), " and a.source = any (:sources::text[]) ");
        add(all, !filter.severities().isEmpty(), " and a.severity = any (:severities::text[]) ");
        add(all, !filter.categories().isEmpty(), " and a.category = any (:categories::text[]) ");
        add(all, !filter.dispositions().isEmpty(), " and a.disposition = any (:dispositions::text[]) ");
        all.append(ofNamed(filter));
        return all.toString();
    }

    /** The conditions that no facet is about. */
    static String ofNamed(AlertFilter filter) {
        StringBuilder all = new StringBuilder();
        add(all, !filter.techniques().isEmpty(), HAS_TECHNIQUES + " and a.techniques && :techniques::text[] ");
        add(all, filter.from() != null, " and a.id >= :from::uuid ");
        add(all, filter.to() != null, " and a.id < :to::uuid ");
        add(all, filter.incident() != null, """
             and exists (select from alert_incident i
                          where i.organisation = a.organisation and i.alert_id = a.id
                            and i.incident_id = :incident::uuid)
            """);
        add(all, filter.entity() != null, """
             and exists (select from alert_entity e
                          where e.organisation = a.organisation and e.alert_id = a.id
                            and e.kind = any (:kinds::text[]) and e.value = :entity)
            """);
        return all.toString();
    }

    static StatementSpec bind(StatementSpec statement, AlertFilter filter) {
        return statement
                .param("organisations", organisations(filter))
                .param("sources", texts(filter.sources()))
                .param(
                        "severities",
                        filter.severities().stream().map(Severity::id).toArray(String[]::new))
                .param("categories", texts(filter.categories()))
                .param("dispositions", texts(filter.dispositions()))
                .param("techniques", texts(filter.techniques()))
                .param("rules", texts(filter.rules()))
                .param(
                        "incident",
                        filter.incident() == null ? null : filter.incident().toString())
                .param(
                        "entity",
                        filter.entity() == null ? null : new EntityRef(EntityKind.HOST, filter.entity()).value())
                .param("kinds", KINDS)
                .param("text", filter.text().patterns())
                .param("from", filter.from() == null ? null : Ids.first(filter.from()))
                .param("to", filter.to() == null ? null : Ids.first(filter.to()));
    }

    static String[] organisations(AlertFilter filter) {
        return filter.organisations().stream().map(OrganisationId::value).toArray(String[]::new);
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
