package io.cordon.response.guard;

import io.cordon.organisation.Grant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often a verb was used within the last hour, counted in the database so that all nodes share it. */
@Repository
class Slots {

    private final JdbcClient jdbc;

    Slots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether the grant leaves room for one more target. Holds the organisation's lock for the verb until the
     * transaction ends, in which the caller must mark the action as executing.
     */
    boolean isFree(ActionCase action, String targetKey, Grant grant) {
        if (grant.maxPerHour() == null) {
            return true;
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                .param("lock", "cordon-slots|" + action.organisation() + "|" + action.verb())
                .query((row, i) -> true)
                .single();
        // One target through several connectors is one use; an action that is tried again keeps its slot.
        return jdbc.sql("""
            select count(distinct target_key) filter (where target_key <> :target) < :most
                   or bool_or(target_key = :target)
            from action
            where organisation = :org and verb = :verb and executing_at > now() - interval '1 hour'
            """)
                .param("org", action.organisation().value())
                .param("verb", action.verb().id())
                .param("target", targetKey)
                .param("most", grant.maxPerHour())
                .query(Boolean.class)
                .single();
    }

    /** On how many different targets the verb was used within the last hour. */
    int used(ActionCase action) {
        return jdbc.sql("""
            select count(distinct target_key) from action
            where organisation = :org and verb = :verb and executing_at > now() - interval '1 hour'
            """)
                .param("org", action.organisation().value())
                .param("verb", action.verb().id())
                .query(Integer.class)
                .single();
    }
}
