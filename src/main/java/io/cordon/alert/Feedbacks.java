package io.cordon.alert;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people thought of alerts; every opinion is kept, the last one counts. */
@Repository
class Feedbacks {

    private final JdbcClient jdbc;
    private final Clock clock;

    Feedbacks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Feedback give(OrganisationId organisation, UUID alertId, String verdict, String comment, String givenBy) {
        Feedback feedback = new Feedback(Ids.next(), alertId, verdict, comment, givenBy, clock.instant());
        jdbc.sql("""
            insert into alert_feedback (organisation, id, alert_id, verdict, comment, given_by, given_at)
            values (:organisation, :id, :alert, :verdict, :comment, :by, :at)
            """)
                .param("organisation", organisation.value())
                .param("id", feedback.id())
                .param("alert", alertId)
                .param("verdict", verdict)
                .param("comment", comment)
                .param("by", givenBy)
                .param("at", Alerts.utc(feedback.givenAt()))
                .update();
        return feedback;
    }
}
