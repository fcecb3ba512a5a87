package io.cordon.playbook.task;

import io.cordon.organisation.ProviderAccess;
import io.cordon.playbook.task.Task.State;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The tasks of people. Every move names the states it starts from, so that of two at once only one succeeds. */
@Repository
public class Tasks {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TaskRows rows;
    private final Clock clock;
    private final ProviderAccess providerAccess;

    Tasks(JdbcClient jdbc, JsonMapper json, Clock clock, ProviderAccess providerAccess) {
        this.providerAccess = providerAccess;
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new TaskRows(json);
        this.clock = clock;
    }

    /**
     * What of the waiting tasks of an incident others may know.
     *
     * @param people who was asked
     * @param takenBy who has claimed it, as {@code acme/anna}; null for nobody
     */
    public record Waiting(
            UUID id,
            String playbook,
            String step,
            String name,
            String function,
            Instant since,
            List<String> people,
            @Nullable String takenBy) {}

    void add(Task task) {
        jdbc.sql("""
            insert into task (organisation, id, incident_id, engine_task, playbook, step, name, function,
                              instructions, form, acknowledges, about, translations, assignment, party, state, due, created_at)
            values (:organisation, :id, :incident, :engineTask, :playbook, :step, :name, :function,
                    :instructions, :form::jsonb, :acknowledges, :about::jsonb, :translations::jsonb, :assignment::jsonb, :party, :state, :due, :created)
            """)
                .param("organisation", task.organisation().value())
                .param("id", task.id())
                .param("incident", task.incidentId())
                .param("engineTask", task.engineTask())
                .param("playbook", task.playbook())
                .param("step", task.step())
                .param("name", task.name())
                .param("function", task.function())
                .param("instructions", task.instructions())
                .param("form", json.writeValueAsString(task.form()))
                .param("acknowledges", task.acknowledges())
                .param("about", json.writeValueAsString(task.about()))
                .param("translations", json.writeValueAsString(task.translations()))
                .param("assignment", json.writeValueAsString(task.who()))
                .param("party", task.who().responsible().party().id())
                .param("state", task.state().id())
                .param("due", task.due().atOffset(ZoneOffset.UTC))
                .param("created", task.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A task of an organisation that the current work acts for. */
    Optional<Task> find(UUID id) {
        return jdbc.sql("select * from task where id = ?").param(id).query(rows).list().stream()
                .findFirst();
    }

    /**
     * A task that somebody is about to change, as it is once the client cannot shut the provider out any more until
     * this transaction has ended; empty for one of the provider's people where it just has.
     */
    Optional<Task> findToChange(UUID id, Party by) {
        return find(id).map(Task::organisation)
                .filter(organisation -> providerStaysIn(organisation) || by == Party.CLIENT)
                .flatMap(organisation -> find(id));
    }

    /**
     * Whether the provider may reach the organisation, which then stays so until this transaction has ended.
     *
     * <p>NB: before a task is touched. A shut-out takes the access and then the tasks; taken the other way round, as
     * by telling the provider's people of a task that has been changed, each would wait for the other.
     */
    boolean providerStaysIn(OrganisationId organisation) {
        return organisation.equals(OrganisationId.PROVIDER) || providerAccess.standsUntilCommit(organisation);
    }

    Optional<Task> findByEngineTask(OrganisationId organisation, String engineTask) {
        return jdbc.sql("select * from task where organisation = ? and engine_task = ?")
                .param(organisation.value())
                .param(engineTask)
                .query(rows)
                .optional();
    }

    /** What waits for people in an incident, longest first. */
    public List<Waiting> waiting(OrganisationId organisation, UUID incidentId) {
        return jdbc.sql("""
            select * from task
            where organisation = ? and incident_id = ? and state in ('open', 'claimed') order by id
            """).param(organisation.value()).param(incidentId).query(rows).list().stream()
                .map(task -> new Waiting(
                        task.id(),
                        task.playbook(),
                        task.step(),
                        task.name(),
                        task.function(),
                        task.createdAt(),
                        task.who().responsible().people().stream()
                                .map(Who.Named::name)
                                .toList(),
                        task.claimedBy()))
                .toList();
    }

    /**
     * A task as its playbook knows it.
     *
     * @param words what was said when it ended; null for nothing
     */
    public record Asked(
            UUID id, boolean completed, @Nullable String words) {}

    /** What was asked of people in an incident, by what the engine calls it. */
    public Map<String, Asked> asked(OrganisationId organisation, UUID incidentId) {
        Map<String, Asked> asked = new HashMap<>();
        jdbc.sql("select engine_task, id, state, comment from task where organisation = ? and incident_id = ?")
                .params(organisation.value(), incidentId)
                .query(row -> {
                    asked.put(
                            row.getString("engine_task"),
                            new Asked(
                                    row.getObject("id", UUID.class),
                                    row.getString("state").equals(State.COMPLETED.id()),
                                    row.getString("comment")));
                });
        return asked;
    }

    /** The waiting tasks of a client that the provider's people were asked to do, answer for, or have taken. */
    List<Task> heldByProvider(OrganisationId client) {
        return jdbc.sql("""
            select * from task
            where organisation = :organisation and state in ('open', 'claimed')
              and (party = 'provider' or claimed_party = 'provider'
                   or assignment->'accountable'->>'party' = 'provider')
            order by id
            for update
            """).param("organisation", client.value()).query(rows).list();
    }

    /** Asks others than before; what the provider's people had claimed is open again. */
    void handOver(Task task, Who who) {
        jdbc.sql("""
            update task
            set assignment = :assignment::jsonb, party = :party,
                state = case when claimed_party = 'provider' then 'open' else state end,
                claimed_by = case when claimed_party = 'provider' then null else claimed_by end,
                claimed_party = nullif(claimed_party, 'provider')
            where organisation = :organisation and id = :id
            """)
                .param("assignment", json.writeValueAsString(who))
                .param("party", who.responsible().party().id())
                .param("organisation", task.organisation().value())
                .param("id", task.id())
                .update();
    }

    /** Asks somebody else of the same party, who finds it open; false where it is no longer as it was. */
    boolean passOn(Task task, Who who) {
        return jdbc.sql("""
            update task set assignment = :assignment::jsonb, state = 'open', claimed_by = null, claimed_party = null
            where organisation = :organisation and id = :id and state = :state
              and claimed_by is not distinct from :claimedBy
            """)
                        .param("assignment", json.writeValueAsString(who))
                        .param("organisation", task.organisation().value())
                        .param("id", task.id())
                        .param("state", task.state().id())
                        .param("claimedBy", task.claimedBy(), Types.VARCHAR)
                        .update()
                == 1;
    }

    boolean claim(Task task, String by, Party party) {
        return jdbc.sql("""
            update task set state = 'claimed', claimed_by = :by, claimed_party = :party
            where organisation = :organisation and id = :id and state = 'open'
            """)
                        .param("by", by)
                        .param("party", party.id())
                        .param("organisation", task.organisation().value())
                        .param("id", task.id())
                        .update()
                == 1;
    }

    boolean release(Task task) {
        return jdbc.sql("""
            update task set state = 'open', claimed_by = null, claimed_party = null
            where organisation = :organisation and id = :id and state = 'claimed' and claimed_by = :claimedBy
            """)
                        .param("organisation", task.organisation().value())
                        .param("id", task.id())
                        .param("claimedBy", task.claimedBy(), Types.VARCHAR)
                        .update()
                == 1;
    }

    boolean complete(Task task, Map<String, Object> answers, @Nullable String comment, String by) {
        return jdbc.sql("""
            update task set state = 'completed', ended_by = :by, ended_at = :now, answers = :answers::jsonb,
                            comment = :comment
            where organisation = :organisation and id = :id and state in ('open', 'claimed')
            """)
                        .param("by", by)
                        .param("now", now())
                        .param("answers", json.writeValueAsString(answers))
                        .param("comment", comment, Types.VARCHAR)
                        .param("organisation", task.organisation().value())
                        .param("id", task.id())
                        .update()
                == 1;
    }

    boolean cancel(OrganisationId organisation, String engineTask, String reason) {
        return jdbc.sql("""
            update task set state = 'cancelled', ended_by = 'cordon:playbook', ended_at = :now, comment = :reason
            where organisation = :organisation and engine_task = :engineTask and state in ('open', 'claimed')
            """)
                        .param("now", now())
                        .param("reason", reason)
                        .param("organisation", organisation.value())
                        .param("engineTask", engineTask)
                        .update()
                == 1;
    }

    /** Completes what asks to acknowledge an incident, as somebody has; the tasks that this completed. */
    List<Task> acknowledged(OrganisationId organisation, UUID incidentId, String comment, String by) {
        return jdbc.sql("""
            update task set state = 'completed', ended_by = :by, ended_at = :now, answers = '{}', comment = :comment
            where organisation = :organisation and incident_id = :incident and acknowledges
              and state in ('open', 'claimed')
            returning *
            """)
                .param("by", by)
                .param("now", now())
                .param("comment", comment)
                .param("organisation", organisation.value())
                .param("incident", incidentId)
                .query(rows)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
