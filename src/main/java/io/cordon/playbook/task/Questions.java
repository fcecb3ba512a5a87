package io.cordon.playbook.task;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people ask each other. */
@Repository
class Questions {

    private final JdbcClient jdbc;

    Questions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which questions to list; null means any.
     *
     * @param of the person who was asked
     * @param open whether they are still to be answered
     */
    record Filter(
            @Nullable PersonRef of,
            @Nullable UUID incidentId,
            @Nullable Boolean open) {}

    void add(Question question) {
        PersonRef asker = question.asker();
        jdbc.sql("""
            insert into question (organisation, id, incident_id, task_id, question, asked_by, asker, asked_at,
                                  of_organisation, of_person, of_name)
            values (:organisation, :id, :incident, :task, :question, :askedBy, :asker, :at,
                    :ofOrganisation, :ofPerson, :ofName)
            """)
                .param("organisation", question.organisation().value())
                .param("id", question.id())
                .param("incident", question.incidentId())
                .param("task", question.taskId())
                .param("question", question.question())
                .param("askedBy", question.askedBy())
                .param("asker", asker == null ? null : asker.toString(), Types.VARCHAR)
                .param("at", question.askedAt().atOffset(ZoneOffset.UTC))
                .param("ofOrganisation", question.of().organisation())
                .param("ofPerson", question.of().id())
                .param("ofName", question.of().name())
                .update();
    }

    Optional<Question> find(UUID id) {
        return jdbc.sql("select * from question where id = ?")
                .param(id)
                .query(Questions::row)
                .optional();
    }

    /** False where somebody has answered it already. */
    boolean answer(Question question, Question.Answer answer) {
        return jdbc.sql("""
            update question set answer = :answer, answered_by = :by, answered_at = :at
            where organisation = :organisation and id = :id and answer is null
            """)
                        .param("answer", answer.text())
                        .param("by", answer.by())
                        .param("at", answer.at().atOffset(ZoneOffset.UTC))
                        .param("organisation", question.organisation().value())
                        .param("id", question.id())
                        .update()
                == 1;
    }

    /** Up to so many, oldest first. */
    List<Question> list(Filter filter, @Nullable String behind, int most) {
        PersonRef of = filter.of();
        return jdbc.sql("""
            select * from question
            where (:ofOrganisation::text is null or (of_organisation, of_person) = (:ofOrganisation, :ofPerson))
              and (:incident::uuid is null or incident_id = :incident::uuid)
              and (:open::boolean is null or (answer is null) = :open)
              and (:behind::uuid is null or id > :behind::uuid)
            order by id limit :most
            """)
                .param("ofOrganisation", of == null ? null : of.organisation().value(), Types.VARCHAR)
                .param("ofPerson", of == null ? null : of.id(), Types.VARCHAR)
                .param("incident", filter.incidentId(), Types.OTHER)
                .param("open", filter.open(), Types.BOOLEAN)
                .param("behind", behind, Types.VARCHAR)
                .param("most", most)
                .query(Questions::row)
                .list();
    }

    /** Those about some tasks, oldest first. */
    List<Question> about(Collection<UUID> tasks) {
        return jdbc.sql("select * from question where task_id = any (?) order by id")
                .param(tasks.toArray(UUID[]::new))
                .query(Questions::row)
                .list();
    }

    private static Question row(ResultSet row, int number) throws SQLException {
        String asker = row.getString("asker");
        String answer = row.getString("answer");
        return new Question(
                new OrganisationId(row.getString("organisation")),
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getString("question"),
                row.getString("asked_by"),
                asker == null ? null : PersonRef.of(asker),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                new Who.Named(row.getString("of_organisation"), row.getString("of_person"), row.getString("of_name")),
                answer == null
                        ? null
                        : new Question.Answer(
                                answer,
                                row.getString("answered_by"),
                                row.getObject("answered_at", OffsetDateTime.class)
                                        .toInstant()));
    }
}
