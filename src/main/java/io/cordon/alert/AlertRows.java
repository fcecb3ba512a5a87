package io.cordon.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes a batch of alerts as two statements, whatever its size: a column is an array of one value per row. */
@Repository
class AlertRows {

    /** Between the values of a list in one column: PostgreSQL's arrays of arrays must be rectangles. */
    private static final String SEPARATOR = "\u001f";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AlertRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(List<StoredAlert> alerts) {
        insertAlerts(alerts);
        List<EntityRow> entities = new ArrayList<>(alerts.size() * 4);
        alerts.forEach(alert -> EntityRow.addAll(alert, entities));
        if (!entities.isEmpty()) {
            insertEntities(entities);
        }
    }

    private void insertAlerts(List<StoredAlert> alerts) {
        StatementSpec statement = jdbc.sql("""
            insert into alert (organisation, id, source, source_id, kind, title, text, signature, signals, time,
                   received_at, severity, told_severity, category, disposition, playbook, techniques, entities,
                   attackers, targets, state, blocked, attributes, explanation, fingerprint, last_seen, raw)
            select organisation, id, source, source_id, kind, title, text, signature,
                   string_to_array(signals, chr(31)), time, received_at, severity, told_severity, category,
                   disposition, playbook, string_to_array(techniques, chr(31)), entities,
                   string_to_array(attackers, chr(31)), string_to_array(targets, chr(31)), state, blocked,
                   attributes, explanation, fingerprint, received_at, raw
              from unnest(:organisation::text[], :id::uuid[], :source::text[], :source_id::text[], :kind::text[],
                   :title::text[], :text::text[], :signature::text[], :signals::text[], :time::timestamptz[],
                   :received_at::timestamptz[], :severity::text[], :told_severity::text[], :category::text[],
                   :disposition::text[], :playbook::text[], :techniques::text[], :entities::jsonb[],
                   :attackers::text[], :targets::text[], :state::text[], :blocked::boolean[],
                   :attributes::jsonb[], :explanation::jsonb[], :fingerprint::bytea[], :raw::bytea[])
                   as row (organisation, id, source, source_id, kind, title, text, signature, signals, time,
                   received_at, severity, told_severity, category, disposition, playbook, techniques, entities,
                   attackers, targets, state, blocked, attributes, explanation, fingerprint, raw)
            """);
        Columns<StoredAlert> columns = new Columns<>(statement, alerts);
        columns.text("organisation", alert -> alert.organisation().value());
        columns.text("id", alert -> alert.id().toString());
        columns.text("received_at", alert -> alert.receivedAt().toString());
        columns.text("severity", alert -> alert.verdict().severity().id());
        columns.text("category", alert -> alert.verdict().category());
        columns.text("disposition", alert -> alert.verdict().disposition().id());
        columns.text("playbook", alert -> alert.verdict().playbook());
        columns.text("techniques", alert -> joined(alert.verdict().techniques()));
        columns.text(
                "explanation", alert -> json.writeValueAsString(alert.verdict().explanation()));
        Columns<ReadAlert> read =
                new Columns<>(statement, alerts.stream().map(StoredAlert::read).toList());
        read.text("source", ReadAlert::source);
        read.text("source_id", ReadAlert::sourceId);
        read.text("kind", ReadAlert::kind);
        read.text("title", ReadAlert::title);
        read.text("text", ReadAlert::text);
        read.text("signature", ReadAlert::signature);
        read.text("signals", alert -> joined(alert.signals()));
        read.text("time", alert -> alert.time().toString());
        read.text("told_severity", alert -> alert.severity().id());
        read.text("entities", alert -> json.writeValueAsString(byPlural(alert.entities())));
        read.text("attackers", alert -> joined(alert.attackers()));
        read.text("targets", alert -> joined(alert.targets()));
        read.text("state", alert -> alert.state().name().toLowerCase(Locale.ROOT));
        read.text("blocked", alert -> Boolean.toString(alert.blocked()));
        read.text("attributes", alert -> json.writeValueAsString(alert.attributes()));
        read.bytes("fingerprint", alert -> Fingerprint.of(alert).bytes());
        read.bytes("raw", ReadAlert::raw);
        statement.update();
    }

    private void insertEntities(List<EntityRow> rows) {
        StatementSpec statement = jdbc.sql("""
            insert into alert_entity (organisation, kind, value, alert_id, role, source, category, signature,
                   techniques, host, account, target)
            select * from unnest(:organisation::text[], :kind::text[], :value::text[], :alert_id::uuid[],
                   :role::text[], :source::text[], :category::text[], :signature::text[], :techniques::text[],
                   :host::text[], :account::text[], :target::text[])
            on conflict do nothing
            """);
        Columns<EntityRow> columns = new Columns<>(statement, rows);
        columns.text("organisation", EntityRow::organisation);
        columns.text("kind", EntityRow::kind);
        columns.text("value", EntityRow::value);
        columns.text("alert_id", EntityRow::alertId);
        columns.text("role", EntityRow::role);
        columns.text("source", row -> row.shared().source());
        columns.text("category", row -> row.shared().category());
        columns.text("signature", row -> row.shared().signature());
        columns.text("techniques", row -> row.shared().techniques());
        columns.text("host", row -> row.shared().host());
        columns.text("account", row -> row.shared().account());
        columns.text("target", row -> row.shared().target());
        statement.update();
    }

    private static String joined(Collection<String> values) {
        return String.join(SEPARATOR, values);
    }

    static Map<String, List<String>> byPlural(Entities entities) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (EntityKind kind : EntityKind.values()) {
            lists.put(kind.plural(), entities.of(kind));
        }
        return lists;
    }

    /** Binds one array per column. */
    private record Columns<T>(StatementSpec statement, List<T> rows) {

        void text(String name, Function<T, @Nullable String> value) {
            statement.param(name, rows.stream().map(value).toArray(String[]::new));
        }

        void bytes(String name, Function<T, byte[]> value) {
            statement.param(name, rows.stream().map(value).toArray(byte[][]::new));
        }
    }
}
