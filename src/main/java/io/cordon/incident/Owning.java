package io.cordon.incident;

import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who looks after an incident. */
@Component
class Owning {

    /** What stands behind the person's id where the request came with a token that somebody else made. */
    private static final String BY_TOKEN = " (token from ";

    private final JdbcClient jdbc;
    private final IncidentPeople people;
    private final Timeline timeline;
    private final AuditTrail audit;

    Owning(JdbcClient jdbc, IncidentPeople people, Timeline timeline, AuditTrail audit) {
        this.jdbc = jdbc;
        this.people = people;
        this.timeline = timeline;
        this.audit = audit;
    }

    /** Whoever says first that they are on it looks after it. */
    void begin(OrganisationId organisation, UUID incident, String by) {
        set(organisation, incident, by, " and owner is null");
    }

    /** From whoever looked after it before; nothing where that is the same one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(Incident incident, @Nullable Someone before, String by) {
        if (before != null && before.id().equals(by)) {
            return;
        }
        set(incident.organisation(), incident.id(), by, "");
        timeline.add(
                incident.organisation(),
                incident.id(),
                "status",
                by,
                before == null
                        ? "Looks after the incident from now on."
                        : "Looks after the incident from now on, in place of "
                                + (before.name() == null ? before.id() : before.name()) + ".",
                Map.of());
        audit.append(
                incident.organisation(),
                by,
                "incident-taken",
                "incident:" + incident.id(),
                before == null ? Map.of() : Map.of("from", before.id()));
    }

    private void set(OrganisationId organisation, UUID incident, String by, String condition) {
        jdbc.sql("update incident set owner = ?, owner_name = ? where organisation = ? and id = ?" + condition)
                .param(by)
                .param(nameOf(organisation, by))
                .params(organisation.value(), incident)
                .update();
    }

    private @Nullable String nameOf(OrganisationId organisation, String by) {
        int token = by.indexOf(BY_TOKEN);
        String person = token < 0 ? by : by.substring(0, token);
        return people.of(organisation).stream()
                .map(IncidentPeople.Known::person)
                .filter(known -> known.ref().toString().equals(person))
                .map(Person::name)
                .findFirst()
                .orElse(null);
    }
}
