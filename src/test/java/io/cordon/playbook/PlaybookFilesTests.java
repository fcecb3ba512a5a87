package io.cordon.playbook;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.playbook.gate.PlaybookGate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What every playbook of the repository keeps to, beyond what the gate asks of a playbook from anywhere. */
class PlaybookFilesTests {

    private static final Set<String> SHARED = Set.of("contain", "notify", "post-incident");

    private static final Set<String> FUNCTIONS = Set.of(
            "monitoring",
            "vulnerability-scanning",
            "patch-deployment",
            "incident-response-first-line",
            "incident-response-deep-analysis",
            "awareness-training",
            "containment-approval",
            "stakeholder-communication",
            "forensic-investigation",
            "recovery",
            "regulator-notification",
            "post-incident-report",
            "lessons-learned");

    static List<PlaybookFile> playbooks() {
        return PlaybookFile.all();
    }

    static List<PlaybookFile> mainPlaybooks() {
        return playbooks().stream()
                .filter(playbook -> !SHARED.contains(playbook.key()))
                .toList();
    }

    @Test
    void areThereForEveryKindOfIncident() {
        assertThat(playbooks())
                .extracting(PlaybookFile::key)
                .contains(
                        "ransomware",
                        "malware-on-host",
                        "phishing",
                        "account-compromise",
                        "web-attack",
                        "unusual-network-traffic",
                        "vulnerability",
                        "triage-by-a-person",
                        "contain",
                        "notify",
                        "post-incident");
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void areNamedLikeTheirFolders(PlaybookFile playbook) {
        assertThat(playbook.process().getAttribute("id")).isEqualTo(playbook.key());
        assertThat(playbook.process().getAttribute("name")).isNotBlank();
        assertThat(PlaybookFile.documentation(playbook.process())).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void comeWithAPageForPeople(PlaybookFile playbook) throws IOException {
        List<String> page = Files.readAllLines(playbook.folder().resolve(playbook.key() + ".md"));

        assertThat(page)
                .startsWith("# " + playbook.process().getAttribute("name"))
                .containsSubsequence(
                        "## When it starts", "## What it changes", "## Who approves", "## How to undo", "## Steps");
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void passTheGate(PlaybookFile playbook) throws IOException {
        PlaybookGate gate = new PlaybookGate(Set.of(
                "contain", "contain-again", "by-hand", "assess-containment", "notify", "set-status", "report", "log"));

        assertThat(gate.check(playbook.bytes()).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void nameEveryStep(PlaybookFile playbook) {
        assertThat(playbook.flowNodes().filter(node -> node.getAttribute("name").isBlank()))
                .extracting(node -> node.getAttribute("id"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void askAtGatewaysAndAnswerOnBranches(PlaybookFile playbook) {
        playbook.decisions().forEach(gateway -> {
            assertThat(gateway.getAttribute("name")).endsWith("?");
            assertThat(playbook.flowsFrom(gateway))
                    .allMatch(flow -> !flow.getAttribute("name").isBlank());
        });
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void knowAWayOnFromEveryGateway(PlaybookFile playbook) {
        playbook.decisions().forEach(gateway -> {
            String otherwise = gateway.getAttribute("default");
            assertThat(otherwise)
                    .as("default of %s", gateway.getAttribute("id"))
                    .isNotBlank();
            assertThat(playbook.flowsFrom(gateway))
                    .as("flows from %s", gateway.getAttribute("id"))
                    .allMatch(flow -> flow.getAttribute("id").equals(otherwise) != hasCondition(flow));
        });
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void guideWhoeverDoesATask(PlaybookFile playbook) {
        playbook.elements("userTask").forEach(task -> {
            String id = task.getAttribute("id");
            assertThat(FUNCTIONS)
                    .as("function of %s", id)
                    .contains(task.getAttributeNS(PlaybookFile.CAMUNDA, "candidateGroups"));
            assertThat(PlaybookFile.documentation(task).lines().filter(line -> line.matches("\\d\\. .+")))
                    .as("numbered instructions of %s", id)
                    .hasSizeGreaterThanOrEqualTo(3);
            assertThat(PlaybookFile.descendants(task, PlaybookFile.CAMUNDA, "formField"))
                    .as("form of %s", id)
                    .isNotEmpty();
        });
    }

    /** A gateway after a task reads its answers: what nobody has to answer may be missing there. */
    @ParameterizedTest
    @MethodSource("playbooks")
    void requireEveryAnswerThatAGatewayReads(PlaybookFile playbook) {
        String conditions = playbook.elements("conditionExpression")
                .map(Node::getTextContent)
                .collect(joining(" "));
        Set<String> optional = playbook.elements("userTask")
                .flatMap(task -> PlaybookFile.descendants(task, PlaybookFile.CAMUNDA, "formField"))
                .filter(field -> PlaybookFile.descendants(field, PlaybookFile.CAMUNDA, "constraint")
                        .findAny()
                        .isEmpty())
                .map(field -> field.getAttribute("id"))
                .filter(field -> conditions.matches("(?s).*\\b" + field + "\\b.*"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(optional).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void callOnlyWhatIsThereAndTellItEverything(PlaybookFile playbook) {
        Set<String> known = playbooks().stream().map(PlaybookFile::key).collect(Collectors.toSet());
        playbook.elements("callActivity").forEach(call -> {
            String called = call.getAttribute("calledElement");
            Set<String> told = PlaybookFile.descendants(call, PlaybookFile.CAMUNDA, "inputParameter")
                    .map(parameter -> parameter.getAttribute("name"))
                    .collect(Collectors.toSet());
            assertThat(known).contains(called);
            assertThat(told)
                    .as("inputs of %s", call.getAttribute("id"))
                    .isEqualTo(
                            switch (called) {
                                case "contain" -> Stage.CONTAIN_FLAGS;
                                case "notify" -> Set.of("severityRaised");
                                default -> Set.of();
                            });
        });
    }

    @ParameterizedTest
    @MethodSource("mainPlaybooks")
    void goFromNotificationToLessons(PlaybookFile playbook) {
        assertThat(playbook.elements("callActivity"))
                .extracting(call -> call.getAttribute("calledElement"))
                .contains("contain", "notify", "post-incident");
    }

    @ParameterizedTest
    @MethodSource("mainPlaybooks")
    void hearWhenThingsGetWorse(PlaybookFile playbook) {
        Stream<Element> heard = playbook.elements("subProcess")
                .filter(subProcess ->
                        subProcess.getAttribute("triggeredByEvent").equals("true"))
                .flatMap(subProcess -> PlaybookFile.descendants(subProcess, "*", "messageEventDefinition"));

        assertThat(heard)
                .extracting(event -> event.getAttribute("messageRef"))
                .containsExactlyInAnyOrder("message-severity-raised", "message-entities-joined");
    }

    private static boolean hasCondition(Element flow) {
        return PlaybookFile.descendants(flow, "*", "conditionExpression")
                .findAny()
                .isPresent();
    }
}
