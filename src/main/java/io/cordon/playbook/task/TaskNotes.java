package io.cordon.playbook.task;

import io.cordon.api.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people said about tasks. */
@Repository
class TaskNotes {

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskNotes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What somebody said. */
    record Note(UUID id, Instant at, String by, String text) {}

    void add(Task task, String by, String text) {
        jdbc.sql("""
            insert into task_note (organisation, id, task_id, at, author, text) values (?, ?, ?, ?, ?, ?)
            """)
                .params(
                        task.organisation().value(),
                        Ids.next(),
                        task.id(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        by,
                        text)
                .update();
    }

    /** About some tasks, oldest first. */
    Map<UUID, List<Note>> about(Collection<UUID> tasks) {
        Map<UUID, List<Note>> notes = new LinkedHashMap<>();
        jdbc.sql("select task_id, id, at, author, text from task_note where task_id = any (?) order by id")
                .param(tasks.toArray(UUID[]::new))
                .query(row -> {
                    notes.computeIfAbsent(row.getObject("task_id", UUID.class), task -> new ArrayList<>())
                            .add(new Note(
                                    row.getObject("id", UUID.class),
                                    row.getObject("at", OffsetDateTime.class).toInstant(),
                                    row.getString("author"),
                                    row.getString("text")));
                });
        return notes;
    }
}
