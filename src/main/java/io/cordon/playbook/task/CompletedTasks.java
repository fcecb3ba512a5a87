package io.cordon.playbook.task;

import io.cordon.playbook.engine.TaskForm;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people answered. */
@Repository
public class CompletedTasks {

    private static final Duration READING = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CompletedTasks(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Somebody's answer to a task.
     *
     * @param asked when the task was opened
     * @param words what they wrote, in the order of the form
     */
    public record Answer(String by, Instant asked, Instant at, String words) {}

    /** The newest answer to a step of an incident's playbook; empty where nobody has answered. */
    public Optional<Answer> newest(OrganisationId organisation, UUID incidentId, String playbook, String step) {
        return jdbc.sql("""
            select ended_by, created_at, ended_at, form, answers from task
            where organisation = :organisation and incident_id = :incident and playbook = :playbook and step = :step
              and state = 'completed'
            order by ended_at desc, id desc limit 1
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .param("playbook", playbook)
                .param("step", step)
                .query((row, number) -> new Answer(
                        row.getString("ended_by"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        words(row)))
                .optional();
    }

    /** An answer to a field of a step's form. */
    public record Sought(String step, String field, String answer) {}

    /**
     * The newest answer to any of some questions, asked since a moment.
     *
     * @param questions the steps, and of each the field that counts
     */
    public Optional<Sought> newest(
            OrganisationId organisation,
            UUID incidentId,
            String playbook,
            Map<String, String> questions,
            Instant since) {
        return jdbc.sql("""
            select step, answers from task
            where organisation = :organisation and incident_id = :incident and playbook = :playbook
              and step in (:steps) and state = 'completed' and created_at >= :since
            order by ended_at desc, id desc limit 1
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .param("playbook", playbook)
                .param("steps", questions.keySet())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    String step = row.getString("step");
                    String field = questions.getOrDefault(step, "");
                    return new Sought(
                            step,
                            field,
                            json.readTree(row.getString("answers")).path(field).asString(""));
                })
                .optional();
    }

    /** When the newest task was opened that somebody completed with this answer; empty where nobody has. */
    public Optional<Instant> newestAsked(OrganisationId organisation, UUID incidentId, String playbook, Sought sought) {
        return jdbc.sql("""
            select created_at from task
            where organisation = :organisation and incident_id = :incident and playbook = :playbook and step = :step
              and state = 'completed' and answers ->> :field = :answer
            order by created_at desc limit 1
            """)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .param("playbook", playbook)
                .param("step", sought.step())
                .param("field", sought.field())
                .param("answer", sought.answer())
                .query((row, number) ->
                        row.getObject("created_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Up to when whoever answered had seen how things stood: nobody reads faster, and two clocks may differ. */
    public static Instant seenUntil(Instant asked) {
        return asked.plus(READING);
    }

    private String words(ResultSet row) throws SQLException {
        JsonNode answers = json.readTree(row.getString("answers"));
        return json.readValue(row.getString("form"), TaskForm.class).fields().stream()
                .filter(field -> field.type().equals("text") || field.type().equals("longtext"))
                .map(field -> answers.path(field.name()).asString(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }
}
