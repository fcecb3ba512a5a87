package io.cordon.playbook.step;

import static io.cordon.playbook.Stage.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cordon.incident.SeverityChanged;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Of what is handed to a containment that waits already, people are told as soon as of one that waits by itself. */
class ContainStepTests {

    // NB: a relative path of that name would be looked for among the test's resources first.
    @AutoClose
    private final Stage stage = new Stage(Path.of("playbooks").toAbsolutePath());

    @Test
    void handsOverNothingToOneThatTellsPeopleByAnOlderSeverity() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.MEDIUM);
        // Before its playbook hears of it: what begins now still tells people after a day.
        stage.becomes(incident, Severity.CRITICAL);
        stage.join(incident, "203.0.113.9");
        await().until(() -> waitingToBlock(incident) == 1);

        stage.publish(
                ACME, new SeverityChanged(ACME, incident, Severity.MEDIUM, Severity.CRITICAL, "worse", "acme/lars"));
        stage.join(incident, "203.0.113.10");

        await().untilAsserted(() -> assertThat(waitingToBlock(incident)).isEqualTo(2));
    }

    @Test
    void handsOverNothingInTheLastMinuteBeforePeopleAreTold() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.CRITICAL);
        stage.join(incident, "203.0.113.9");
        await().until(() -> waitingToBlock(incident) == 1);
        stage.database
                .asAdministrator()
                .sql("update playbook_waiter set since = since - interval '14 minutes'")
                .update();

        stage.join(incident, "203.0.113.10");

        await().untilAsserted(() -> assertThat(waitingToBlock(incident)).isEqualTo(2));
    }

    /** How many wait to block addresses beside the incident's own way. */
    private long waitingToBlock(UUID incident) {
        return stage.database
                .asAdministrator()
                .sql("select count(*) from playbook_waiter where incident_id = ? and beside = 'block_ip'")
                .param(incident)
                .query(Long.class)
                .single();
    }
}
