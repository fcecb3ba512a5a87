package io.cordon.notification;

import io.cordon.notification.Outbox.Address;
import io.cordon.notification.Outbox.Changed;
import io.cordon.tenancy.OrganisationId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The messages that were written while no mail server was set up, and that nobody has decided about since. */
@Repository
class KeptMail {

    private final JdbcClient jdbc;

    KeptMail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of every organisation what is young enough and of no closed incident, the newest of each. */
    List<Address> thatMatters(Duration age, int most) {
        return jdbc.sql("select organisation, id from kept_notifications(make_interval(secs => ?), ?)")
                .params(age.toSeconds(), most)
                .query((row, n) ->
                        new Address(new OrganisationId(row.getString("organisation")), row.getObject("id", UUID.class)))
                .list();
    }

    /**
     * Puts a message into the queue; empty where another server has done so.
     *
     * @param provider whether it may go to the provider's people too
     */
    Optional<Changed> queue(Address where, boolean provider) {
        return jdbc.sql("""
            update notification set state = 'queued', next_attempt = now()
            where organisation = :organisation and id = :id and state = 'kept'
              and (:provider or person_organisation <> 'provider')
            returning id, incident_id, name, address, subject
            """)
                .param("organisation", where.organisation().value())
                .param("id", where.id())
                .param("provider", provider)
                .query(Outbox::changed)
                .optional();
    }

    /** What was written until then and is in no queue by now stays kept; says how many that are. */
    long leave(String why, Instant until) {
        return jdbc.sql("select leave_kept_notifications(?, ?)")
                .params(why, Timestamp.from(until))
                .query(Long.class)
                .single();
    }
}
