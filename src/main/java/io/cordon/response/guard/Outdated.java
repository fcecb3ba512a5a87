package io.cordon.response.guard;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What makes an action history that was never carried out: the end of its incident, or the same asked for again. */
@Repository
class Outdated {

    private final JdbcClient jdbc;

    Outdated(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether its incident is resolved or closed, and no person has asked for it since. */
    boolean isOver(ActionCase action) {
        return !action.afterEnd()
                && jdbc.sql("""
                    select true from incident
                    where organisation = :org and id = :incident and status in ('resolved', 'closed')
                    """)
                        .param("org", action.organisation().value())
                        .param("incident", action.incidentId())
                        .query(Boolean.class)
                        .optional()
                        .isPresent();
    }

    /** Whether the same thing was asked for again after this action. */
    boolean isOvertaken(ActionCase action, String targetKey) {
        return jdbc.sql("""
            select exists (select from action
                           where organisation = :org and incident_id = :incident and verb = :verb
                             and target_key = :target and connector = :connector and generation > :generation)
            """)
                .param("org", action.organisation().value())
                .param("incident", action.incidentId())
                .param("verb", action.verb().id())
                .param("target", targetKey)
                .param("connector", action.connector())
                .param("generation", action.generation())
                .query(Boolean.class)
                .single();
    }
}
