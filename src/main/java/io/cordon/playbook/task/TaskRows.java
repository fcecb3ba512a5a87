package io.cordon.playbook.task;

import io.cordon.playbook.engine.TaskForm;
import io.cordon.playbook.task.Task.State;
import io.cordon.tenancy.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a task from its row. */
final class TaskRows implements RowMapper<Task> {

    private static final TypeReference<Map<String, Map<String, String>>> TRANSLATIONS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private static final TypeReference<List<About>> ABOUT = new TypeReference<>() {};

    private final JsonMapper json;

    TaskRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Task mapRow(ResultSet row, int number) throws SQLException {
        String answers = row.getString("answers");
        return new Task(
                new OrganisationId(row.getString("organisation")),
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("engine_task"),
                row.getString("playbook"),
                row.getString("step"),
                row.getString("name"),
                row.getString("function"),
                row.getString("instructions"),
                json.readValue(row.getString("form"), TaskForm.class),
                row.getBoolean("acknowledges"),
                json.readValue(row.getString("about"), ABOUT),
                json.readValue(row.getString("translations"), TRANSLATIONS),
                json.readValue(row.getString("assignment"), Who.class),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("claimed_by"),
                row.getObject("due", OffsetDateTime.class).toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("ended_by"),
                instant(row, "ended_at"),
                answers == null ? null : json.readValue(answers, ANSWERS),
                row.getString("comment"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
