package io.cordon.playbook.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cordon.playbook.Step;
import io.cordon.playbook.gate.PlaybookGate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** What the engine does with hostile models that would have come past the gate. */
class HardeningTests {

    private static final String CLASS = Trace.class.getName();

    /** One for all: what one test's model began to run late would be seen in the next. */
    @AutoClose
    private static final RunningEngine RUNNING = new RunningEngine(Map.of(
            "contain", call -> new Step.Result.Done(Map.of("containedAll", false)),
            "log", call -> new Step.Result.Done(Map.of())));

    private final int madeBefore = Trace.MADE.get();

    @TempDir
    private Path folder = Path.of("");

    /** The vectors of which each ran code on the engine as it comes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        camunda:delegateExpression="${action}" | camunda:expression="EVIL"
        camunda:delegateExpression="${action}" | camunda:delegateExpression="EVIL"
        camunda:delegateExpression="${action}" | camunda:class="CLASS"
        camunda:delegateExpression="${action}" | camunda:type="shell"
        ${containedAll}                        | EVIL
        ${escalateAfter}                       | EVIL
        >The hosts are checked.<               | >EVIL<
        >The hosts are checked.<               | ><camunda:script scriptFormat="juel">EVIL</camunda:script><
        >The hosts are checked.<               | ><camunda:script scriptFormat="javascript">1+1</camunda:script><
        name="Check the hosts"                 | name="EVIL"
        1. Look at the hosts.                  | EVIL
        defaultValue="unknown"                 | defaultValue="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:candidateGroups="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:assignee="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:dueDate="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:priority="EVIL"
        camunda:versionTag="1.0"               | camunda:jobPriority="EVIL"
        <bpmn:endEvent id="done" name="Done">  | <bpmn:endEvent id="done"><bpmn:extensionElements><camunda:executionListener event="end" expression="EVIL"/></bpmn:extensionElements>
        <bpmn:endEvent id="done" name="Done">  | <bpmn:endEvent id="done"><bpmn:extensionElements><camunda:executionListener event="end" class="CLASS"/></bpmn:extensionElements>
        <bpmn:endEvent id="done" name="Done">  | <bpmn:endEvent id="done"><bpmn:extensionElements><camunda:executionListener event="end"><camunda:script scriptFormat="juel">EVIL</camunda:script></camunda:executionListener></bpmn:extensionElements>
        camunda:delegateExpression="${action}" | camunda:delegateExpression="${execution.processEngineServices}"
        """)
    void runsNothingOfWhatAModelSays(String part, String replacement) throws IOException {
        String model = valid();
        assertThat(model).contains(part);

        attempt(model.replace(part, replacement.replace("EVIL", evil()).replace("CLASS", CLASS)));
        finishAll();

        assertNothingRan();
    }

    /** Every attribute and every text of a valid playbook in turn becomes an expression that runs, and a class. */
    @Test
    void runsNothingWhateverPlaceOfAPlaybookIsHostile() throws Exception {
        PlaybookGate gate = new PlaybookGate(Set.of("contain", "log"));
        List<String> letThrough = new ArrayList<>();
        int mutants = 0;
        for (String payload : List.of(evil(), evil().replace('$', '#'), CLASS)) {
            for (int place = 0; ; place++) {
                Document document = parse(valid());
                List<Node> places = places(document.getDocumentElement());
                if (place == places.size()) {
                    break;
                }
                places.get(place).setNodeValue(payload);
                String mutant = serialise(document);
                mutants++;
                if (gate.check(mutant.getBytes(UTF_8)).isAllowed() && !payload.equals(CLASS)) {
                    letThrough.add(places.get(place).toString());
                }
                attempt(mutant);
            }
        }
        finishAll();

        assertThat(mutants).isGreaterThan(300);
        assertThat(letThrough).isEmpty();
        assertNothingRan();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${containedAll.class}",
                "${execution}",
                "${task}",
                "${authenticatedUserId}",
                "${now()}",
                "${currentUser()}",
                "${a.b()}",
                "${variableContext}",
                "${Upper}",
                "${dateTime()}",
                "${'' .getClass().forName('java.lang.Runtime')}",
                "#{execution.processInstanceId}"
            })
    void knowsNoMethodsFunctionsOrObjectsOfItsOwn(String expression) {
        var manager = new AllowListExpressionManager(Map.of("action", "the delegate"));
        var variables = new org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity();

        assertThatThrownBy(() -> manager.createExpression(expression).getValue(variables))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void keepsNoJavaObjects() throws IOException {
        attempt(valid());
        String definition = RUNNING.camunda
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("contain-and-ask")
                .latestVersion()
                .singleResult()
                .getId();
        var instance = RUNNING.camunda
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionId(definition)
                .singleResult();

        assertThatThrownBy(() -> RUNNING.camunda
                        .getRuntimeService()
                        .setVariable(instance.getId(), "x", new HashMap<>(Map.of("a", "b"))))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("serializer");
    }

    private void attempt(String model) {
        try {
            var deployment = RUNNING.camunda
                    .getRepositoryService()
                    .createDeployment()
                    .addInputStream("mutant.bpmn", new ByteArrayInputStream(model.getBytes(UTF_8)))
                    .deployWithResult();
            List<ProcessDefinition> definitions = deployment.getDeployedProcessDefinitions();
            if (definitions != null) {
                definitions.forEach(definition -> RUNNING.camunda
                        .getRuntimeService()
                        .startProcessInstanceById(
                                definition.getId(),
                                Map.of(
                                        "organisation", "acme",
                                        "incidentId", UUID.randomUUID().toString(),
                                        "escalateAfter", "PT1S")));
            }
        } catch (ProcessEngineException | IllegalStateException refused) {
            assertThat(refused).hasMessageNotContaining("touched");
        }
    }

    /** Runs what was started to where it ends or waits for ever, tasks completed. */
    private void finishAll() {
        await().atMost(Duration.ofSeconds(60)).until(() -> RUNNING.rows(READY_JOBS) == 0);
        for (var task : RUNNING.camunda.getTaskService().createTaskQuery().list()) {
            try {
                RUNNING.camunda.getTaskService().complete(task.getId());
            } catch (ProcessEngineException refused) {
                assertThat(refused).isNotNull();
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> RUNNING.rows(READY_JOBS) == 0);
    }

    /** Those that failed wait for their next try, which would be the same one. */
    private static final String READY_JOBS =
            "act_ru_job where type_ = 'message' and (duedate_ is null or duedate_ <= now()) and retries_ > 0";

    private void assertNothingRan() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        assertThat(Trace.MADE.get()).isEqualTo(madeBefore);
    }

    private String evil() {
        return "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null).exec('touch "
                + folder.resolve("pwned") + "')}";
    }

    private static List<Node> places(Element element) {
        List<Node> places = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (!attribute.getName().startsWith("xmlns")) {
                places.add(attribute);
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                places.addAll(places(inner));
            } else if (child instanceof Text text && !text.getData().isBlank()) {
                places.add(text);
            }
        }
        return places;
    }

    private static Document parse(String model) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(model.getBytes(UTF_8)));
    }

    private static String serialise(Document document) throws Exception {
        StringWriter out = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(out));
        return out.toString();
    }

    private static String valid() throws IOException {
        return Files.readString(Path.of("src/test/resources/playbooks/contain-and-ask/contain-and-ask.bpmn"));
    }
}
