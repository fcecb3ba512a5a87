package io.cordon.playbook.task;

import io.cordon.playbook.task.Task.State;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Finds the tasks that people look for: of an incident, of a party, of their own. */
@Repository
class ListingTasks {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TaskRows rows;

    ListingTasks(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new TaskRows(json);
    }

    /**
     * Which tasks to list; null means any.
     *
     * @param person only what this person was asked to do or has claimed
     * @param duties and, of what is open, what these functions are asked for now
     */
    record Filter(
            @Nullable OrganisationId organisation,
            @Nullable UUID incidentId,
            @Nullable Party party,
            @Nullable State state,
            @Nullable PersonRef person,
            Collection<Duty> duties) {

        static Filter of(@Nullable UUID incidentId) {
            return new Filter(null, incidentId, null, null, null, List.of());
        }
    }

    /** A function of an organisation. */
    record Duty(OrganisationId organisation, String function) {

        String key() {
            return organisation + " " + function;
        }
    }

    /** What open tasks ask for, of every organisation that the work acts for. */
    List<Duty> open() {
        return jdbc.sql("select distinct organisation, function from task where state = 'open'")
                .query((row, number) ->
                        new Duty(new OrganisationId(row.getString("organisation")), row.getString("function")))
                .list();
    }

    /** One row more than the limit where there are further ones; oldest first. */
    List<Task> list(Filter filter, @Nullable String behind, int limit) {
        PersonRef person = filter.person();
        return jdbc.sql("""
            select * from task
            where (:organisation::text is null or organisation = :organisation)
              and (:incident::uuid is null or incident_id = :incident::uuid)
              and (:party::text is null or party = :party)
              and (:state::text is null or state = :state)
              and (:behind::uuid is null or id > :behind::uuid)
              and (:mine::jsonb is null or claimed_by = :me
                   or assignment->'responsible'->'people' @> :mine::jsonb
                   or (state = 'open' and organisation || ' ' || function = any (:duties::text[])))
            order by id limit :limit
            """)
                .param(
                        "organisation",
                        filter.organisation() == null
                                ? null
                                : filter.organisation().value(),
                        Types.VARCHAR)
                .param("incident", filter.incidentId(), Types.OTHER)
                .param("party", filter.party() == null ? null : filter.party().id(), Types.VARCHAR)
                .param("state", filter.state() == null ? null : filter.state().id(), Types.VARCHAR)
                .param("behind", behind, Types.VARCHAR)
                .param("me", person == null ? null : person.toString(), Types.VARCHAR)
                .param(
                        "mine",
                        person == null
                                ? null
                                : json.writeValueAsString(List.of(Map.of(
                                        "organisation", person.organisation().value(), "id", person.id()))),
                        Types.VARCHAR)
                .param("duties", filter.duties().stream().map(Duty::key).toArray(String[]::new))
                .param("limit", limit + 1)
                .query(rows)
                .list();
    }
}
