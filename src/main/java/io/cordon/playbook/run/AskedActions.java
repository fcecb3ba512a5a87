package io.cordon.playbook.run;

import io.cordon.playbook.Step.Call;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which actions each step of a playbook asked for. */
@Repository
public class AskedActions {

    private final JdbcClient jdbc;
    private final Clock clock;

    AskedActions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes what a step asked for; what it has asked for before is noted already. */
    public void add(Call call, Collection<UUID> actions) {
        if (actions.isEmpty()) {
            return;
        }
        jdbc.sql("""
            insert into playbook_asked (organisation, execution, element, action_id, incident_id, at)
            select :organisation, :execution, :element, action, :incident, :now from unnest(:actions) as action
            on conflict do nothing
            """)
                .param("organisation", call.organisation().value())
                .param("execution", call.execution())
                .param("element", call.element())
                .param("incident", call.incidentId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actions", actions.toArray(UUID[]::new))
                .update();
    }

    /** A step where an execution came by. */
    record Place(String execution, String element) {}

    /** What was asked for in an incident, in that order. */
    Map<Place, SequencedSet<UUID>> in(OrganisationId organisation, UUID incidentId) {
        Map<Place, SequencedSet<UUID>> asked = new HashMap<>();
        jdbc.sql("""
            select execution, element, action_id from playbook_asked
            where organisation = ? and incident_id = ? order by at, action_id
            """).params(organisation.value(), incidentId).query(row -> {
            asked.computeIfAbsent(
                            new Place(row.getString("execution"), row.getString("element")),
                            place -> new LinkedHashSet<>())
                    .add(row.getObject("action_id", UUID.class));
        });
        return asked;
    }
}
