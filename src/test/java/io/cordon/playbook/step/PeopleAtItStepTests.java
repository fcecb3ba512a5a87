package io.cordon.playbook.step;

import static io.cordon.playbook.Stage.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.Step;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PeopleAtItStepTests {

    @AutoClose
    private final Stage stage = new Stage(Path.of("playbooks").toAbsolutePath());

    @Test
    void answersAnOlderFileOfThePlaybook() {
        UUID incident = stage.open(ACME, "malware-on-host", Severity.HIGH);
        AtomicReference<Map<String, Object>> said = new AtomicReference<>();

        stage.acting(
                ACME,
                () -> said.set(((Step.Result.Done) stage.bean(PeopleAtItStep.class)
                                .run(new Step.Call(
                                        ACME,
                                        incident,
                                        "contain",
                                        "see-who-is-at-it",
                                        "execution",
                                        () -> false,
                                        Map.of("do", "people-at-it", "beside", "true"))))
                        .variables()));

        assertThat(said.get()).containsEntry("whatIsLeft", "nothing").containsEntry("peopleAtIt", true);
    }
}
