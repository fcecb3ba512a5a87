package io.cordon.playbook.library;

import static io.cordon.playbook.Stage.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cordon.organisation.Severity;
import io.cordon.playbook.Stage;
import io.cordon.playbook.engine.Deployed;
import io.cordon.playbook.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PlaybookLibraryTests {

    private static final Path SAMPLE = Path.of("src/test/resources/playbooks/contain-and-ask/contain-and-ask.bpmn");

    @Test
    void acceptsEveryPlaybookThatComesWithTheServer() {
        try (Stage stage = new Stage(Path.of("playbooks"))) {
            assertThat(stage.bean(PlaybookLibrary.class).refused()).isEmpty();
            assertThat(stage.bean(Engine.class).newest())
                    .extracting(Deployed::key)
                    .contains("ransomware", "malware-on-host", "phishing", "triage-by-a-person", "contain", "notify");
        }
    }

    @Test
    void followsTheFolderAndKeepsWhatRanWhereAFileIsBroken(@TempDir Path folder) throws IOException {
        try (Stage stage = new Stage(folder)) {
            Engine engine = stage.bean(Engine.class);
            PlaybookLibrary library = stage.bean(PlaybookLibrary.class);
            assertThat(engine.newest()).isEmpty();

            Path file = folder.resolve("contain-and-ask/contain-and-ask.bpmn");
            Files.createDirectories(file.getParent());
            Files.copy(SAMPLE, file);
            await().untilAsserted(() ->
                    assertThat(engine.newest()).extracting(Deployed::version).containsExactly(1));

            String good = Files.readString(file);
            Files.writeString(file, good.replace("camunda:delegateExpression=\"${action}\"", "camunda:class=\"x\""));
            await().untilAsserted(() -> assertThat(library.refused()).containsKey("contain-and-ask"));
            assertThat(library.refused().get("contain-and-ask"))
                    .anySatisfy(finding -> assertThat(finding.line()).isEqualTo(8));
            stage.open(ACME, "contain-and-ask", Severity.HIGH);
            assertThat(engine.newest()).extracting(Deployed::version).containsExactly(1);

            Files.writeString(file, good.replace("Contain and ask", "Contain, then ask"));
            await().untilAsserted(() ->
                    assertThat(engine.newest()).extracting(Deployed::name).containsExactly("Contain, then ask"));
            await().untilAsserted(() -> assertThat(library.refused()).isEmpty());
        }
    }

    @Test
    void namesInTheLogTheFileThatItRefusesWhereverThatLies(@TempDir Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("mine")).resolve("contain-and-ask.bpmn");
        Files.writeString(file, Files.readString(SAMPLE).replace("${action}", "${other}"));
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        Logger log = (Logger) LoggerFactory.getLogger(PlaybookLibrary.class);
        log.addAppender(heard);
        try (Stage stage = new Stage(folder)) {
            assertThat(stage.bean(PlaybookLibrary.class).refused()).containsKey("contain-and-ask");
        } finally {
            log.detachAppender(heard);
        }
        assertThat(heard.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).contains("is refused").contains(file.toString()));
    }

    @Test
    void refusesWhatTwoFilesCallThemselves(@TempDir Path folder) throws IOException {
        for (String place : List.of("contain-and-ask", "mine")) {
            Files.copy(SAMPLE, Files.createDirectories(folder.resolve(place)).resolve("contain-and-ask.bpmn"));
        }
        try (Stage stage = new Stage(folder)) {
            assertThat(stage.bean(PlaybookLibrary.class).refused().get("contain-and-ask"))
                    .singleElement()
                    .asString()
                    .contains("contain-and-ask/contain-and-ask.bpmn", "mine/contain-and-ask.bpmn");
            assertThat(stage.bean(Engine.class).newest()).isEmpty();
        }
    }

    @Test
    void refusesAFileUnderAnotherNameOrThatCallsWhatIsNotThere(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("other"));
        Files.copy(SAMPLE, folder.resolve("other/other.bpmn"));
        Files.createDirectories(folder.resolve("contain-and-ask"));
        Files.writeString(
                folder.resolve("contain-and-ask/contain-and-ask.bpmn"),
                Files.readString(SAMPLE)
                        .replace(
                                "<bpmn:endEvent id=\"done\"",
                                "<bpmn:callActivity id=\"c\" name=\"Call\" calledElement=\"missing\" /><bpmn:endEvent"
                                        + " id=\"done\""));
        try (Stage stage = new Stage(folder)) {
            var refused = stage.bean(PlaybookLibrary.class).refused();

            assertThat(refused.get("other")).singleElement().asString().contains("'other'", "'contain-and-ask'");
            assertThat(refused.get("contain-and-ask"))
                    .singleElement()
                    .asString()
                    .contains("'missing'");
        }
    }
}
