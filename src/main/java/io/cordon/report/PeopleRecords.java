package io.cordon.report;

import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.PostIncidentReport.Task;
import io.cordon.report.PostIncidentReport.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what people were asked and told about an incident. */
@Repository
class PeopleRecords {

    /** What a person answered on a form, by the field's name. */
    record Answered(Task task, String step, Map<String, String> byName) {}

    /** A step of a playbook that the engine gave up on. */
    record Stuck(String step, String reason) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PeopleRecords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Answered> tasks(Found incident) {
        return jdbc.sql("select * from task where organisation = ? and incident_id = ? order by created_at, id")
                .params(incident.organisation().value(), incident.id())
                .query((row, n) -> answered(row))
                .list();
    }

    List<Told> notifications(Found incident) {
        return jdbc.sql("""
            select name, address, subject, state, created_at, sent_at, coalesce(accepted, last_error) as said
            from notification where organisation = ? and incident_id = ? order by id
            """)
                .params(incident.organisation().value(), incident.id())
                .query((row, n) -> new Told(
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("subject"),
                        row.getString("state"),
                        Rows.surely(row, "created_at"),
                        Rows.at(row, "sent_at"),
                        row.getString("said")))
                .list();
    }

    List<Stuck> stuck(Found incident) {
        return jdbc.sql("select step, reason from playbook_stuck where organisation = ? and incident_id = ? order by"
                        + " at")
                .params(incident.organisation().value(), incident.id())
                .query((row, n) -> new Stuck(row.getString("step"), row.getString("reason")))
                .list();
    }

    private Answered answered(ResultSet row) throws SQLException {
        JsonNode who = json.readTree(row.getString("assignment"));
        JsonNode form = json.readTree(row.getString("form"));
        String answers = row.getString("answers");
        Map<String, String> byName = new LinkedHashMap<>();
        Map<String, String> byLabel = new LinkedHashMap<>();
        if (answers != null) {
            JsonNode given = json.readTree(answers);
            given.properties().forEach(answer -> byName.put(answer.getKey(), words(answer.getValue())));
            // In the order of the form, which jsonb does not keep for the answers.
            form.path("fields").forEach(field -> {
                String name = field.path("name").asString("");
                String value = byName.get(name);
                if (value != null) {
                    byLabel.put(label(field, name), chosen(field, value));
                }
            });
            byName.forEach((name, value) -> {
                if (!asksFor(form, name)) {
                    byLabel.put(name, value);
                }
            });
        }
        JsonNode accountable = who.path("accountable");
        Task task = new Task(
                row.getString("name"),
                about(json.readTree(row.getString("about"))),
                row.getString("function"),
                row.getString("party"),
                names(who.path("responsible").path("people")),
                accountable.isObject() ? accountable.path("party").asString("") : null,
                names(accountable.path("people")),
                names(who.path("consulted")),
                names(who.path("informed")),
                who.path("matrixVersion").asInt(0),
                row.getString("state"),
                Rows.surely(row, "created_at"),
                Rows.surely(row, "due"),
                row.getString("ended_by"),
                Rows.at(row, "ended_at"),
                byLabel,
                row.getString("comment"));
        return new Answered(task, row.getString("step"), byName);
    }

    private static String words(JsonNode answer) {
        if (answer.isBoolean()) {
            return answer.asBoolean() ? "yes" : "no";
        }
        return answer.isValueNode() ? answer.asString("") : answer.toString();
    }

    private static boolean asksFor(JsonNode form, String name) {
        return form.path("fields")
                .valueStream()
                .anyMatch(field -> field.path("name").asString("").equals(name));
    }

    private static String label(JsonNode field, String name) {
        return field.path("label").asString(name).replaceAll("[?:]\\s*$", "");
    }

    /** What was chosen of several, as the form says it. */
    private static String chosen(JsonNode field, String value) {
        return field.path("options")
                .valueStream()
                .filter(option -> option.path("value").asString("").equals(value))
                .map(option -> option.path("label").asString(value))
                .findFirst()
                .orElse(value);
    }

    private static List<String> about(JsonNode about) {
        return about.valueStream().map(one -> one.path("value").asString("")).toList();
    }

    private static List<String> names(JsonNode people) {
        return StreamSupport.stream(people.spliterator(), false)
                .map(person -> person.path("name").asString(""))
                .toList();
    }
}
