package io.cordon.playbook.gate;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybookGateTests {

    static final String EXECUTES =
            "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null).exec('touch /tmp/pwn')}";

    private final PlaybookGate gate = new PlaybookGate(Set.of(
            "contain", "contain-again", "by-hand", "assess-containment", "notify", "set-status", "log", "report"));
    private final String valid = validPlaybook();

    @Test
    void letsAnOrdinaryPlaybookPass() {
        var decision = gate.check(valid.getBytes(UTF_8));

        assertThat(decision.findings()).isEmpty();
        assertThat(decision.outline()).isEqualTo(new Outline("contain-and-ask", "Contain and ask", "1.0", Set.of()));
    }

    /** The vectors of which each ran code on the engine as it comes; what replaces what in the valid playbook. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        camunda:delegateExpression="${action}"       | camunda:expression="EVIL"
        camunda:delegateExpression="${action}"       | camunda:delegateExpression="EVIL"
        camunda:delegateExpression="${action}"       | camunda:class="java.lang.Thread"
        camunda:delegateExpression="${action}"       | camunda:type="shell"
        camunda:delegateExpression="${action}"       | camunda:type="external" camunda:topic="x"
        camunda:delegateExpression="${action}"       | camunda:delegateExpression="${action}" camunda:resultVariable="x"
        ${containedAll}                              | EVIL
        ${containedAll}                              | ${execution.processEngineServices}
        ${containedAll}                              | ${execution}
        ${containedAll}                              | ${now()}
        ${containedAll}                              | ${containedAll.getClass()}
        ${containedAll}                              | #{containedAll}
        ${escalateAfter}                             | EVIL
        ${escalateAfter}                             | 2026-01-01T00:00:00
        >contain<                                    | >EVIL<
        >block_ip<                                   | >format_disk<
        >block_ip<                                   | ><camunda:script scriptFormat="juel">EVIL</camunda:script><
        >The hosts are checked.<                     | >EVIL<
        >The hosts are checked.<                     | >text #{execution} text<
        name="Check the hosts"                       | name="EVIL"
        1. Look at the hosts.                        | EVIL
        defaultValue="unknown"                       | defaultValue="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:candidateGroups="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:candidateGroups="a" camunda:assignee="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:candidateGroups="a" camunda:dueDate="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:candidateGroups="a" camunda:priority="EVIL"
        camunda:candidateGroups="incident-response-first-line" | camunda:candidateGroups="a" camunda:formHandlerClass="io.x.Y"
        camunda:candidateGroups="incident-response-first-line" | camunda:candidateGroups="a" camunda:formKey="x"
        camunda:versionTag="1.0"                     | camunda:versionTag="1.0" camunda:jobPriority="EVIL"
        camunda:versionTag="1.0"                     | camunda:versionTag="1.0" camunda:candidateStarterGroups="EVIL"
        <camunda:constraint name="required" />       | <camunda:constraint name="validator" config="io.x.Y" />
        type="longtext"                              | type="java.lang.Thread"
        <bpmn:endEvent id="done" name="Done">        | <bpmn:scriptTask id="s" scriptFormat="juel"><bpmn:script>EVIL</bpmn:script></bpmn:scriptTask><bpmn:endEvent id="done">
        <bpmn:endEvent id="done" name="Done">        | <bpmn:endEvent id="done"><bpmn:extensionElements><camunda:executionListener event="end" expression="EVIL"/></bpmn:extensionElements>
        <bpmn:endEvent id="done" name="Done">        | <bpmn:endEvent id="done"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>EVIL</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
        <bpmn:endEvent id="done" name="Done">        | <bpmn:callActivity id="c" name="c" calledElement="EVIL"/><bpmn:endEvent id="done">
        <bpmn:endEvent id="done" name="Done">        | <bpmn:callActivity id="c" name="c" calledElement="notify" camunda:variableMappingClass="io.x.Y"/><bpmn:endEvent id="done">
        <bpmn:endEvent id="done" name="Done">        | <bpmn:callActivity id="c" name="c" calledElement="notify"><bpmn:extensionElements><camunda:in businessKey="#{execution.processBusinessKey}"/></bpmn:extensionElements></bpmn:callActivity><bpmn:endEvent id="done">
        <bpmn:endEvent id="done" name="Done">        | <bpmn:businessRuleTask id="b" camunda:decisionRef="d"/><bpmn:endEvent id="done">
        <bpmn:endEvent id="done" name="Done">        | <bpmn:sendTask id="b" camunda:class="io.x.Y"/><bpmn:endEvent id="done">
        <bpmn:endEvent id="done" name="Done">        | <bpmn:endEvent id="done"><bpmn:errorEventDefinition errorRef="x"/>
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" | xmlns:camunda="http://activiti.org/bpmn"
        xmlns:modeler="http://camunda.org/schema/modeler/1.0" | xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:activiti="http://activiti.org/bpmn" activiti:class="x"
        camunda:historyTimeToLive="P365D"            | camunda:historyTimeToLive="EVIL"
        PT1S,PT1S                                    | EVIL
        camunda:asyncBefore="true"                   | camunda:asyncBefore="false"
        """)
    void refusesWhatWouldRunCodeOrEscapeItsTransaction(String part, String replacement) {
        assertThat(valid).contains(part);

        var decision = gate.check(
                valid.replace(part, replacement.replace("EVIL", EXECUTES)).getBytes(UTF_8));

        assertThat(decision.isAllowed()).isFalse();
        assertThat(decision.outline()).isNull();
        assertThat(decision.findings())
                .allSatisfy(finding -> assertThat(finding.line()).isPositive());
    }

    @ParameterizedTest
    @CsvSource({"check-hosts, 0", "escalate, 1", "nothing, 1"})
    void takesAnEscalationAboutAUserTaskOfTheSameFile(String about, int findings) {
        String escalating = valid.replace(
                "<camunda:inputParameter name=\"do\">log</camunda:inputParameter>\n          <camunda:inputParameter"
                        + " name=\"text\">Nobody checked the hosts in time.</camunda:inputParameter>",
                "<camunda:inputParameter name=\"do\">notify</camunda:inputParameter>"
                        + "<camunda:inputParameter name=\"template\">escalation</camunda:inputParameter>"
                        + "<camunda:inputParameter name=\"to\">accountable</camunda:inputParameter>"
                        + "<camunda:inputParameter name=\"about\">" + about + "</camunda:inputParameter>");
        assertThat(escalating).isNotEqualTo(valid);

        assertThat(messages(escalating.getBytes(UTF_8)))
                .hasSize(findings)
                .allMatch(message -> message.equals(
                        "Expected the input 'about' to be the id of a user task of this playbook, but it is '" + about
                                + "'"));
    }

    @ParameterizedTest
    @CsvSource({
        "name, name.de, 0",
        "name, label.de, 1",
        "name, value.unknown.de, 1",
        "name, name, 1",
        "name, colour, 1",
        "id, name.de, 1",
    })
    void takesOnlyTextsOfTheElementInOtherLanguages(String key, String name, int findings) {
        String translated = valid.replace(
                "<bpmn:endEvent id=\"done\" name=\"Done\">",
                "<bpmn:endEvent id=\"done\" name=\"Done\"><bpmn:extensionElements><camunda:properties>"
                        + "<camunda:property " + key + "=\"" + name + "\" value=\"Fertig\" />"
                        + "</camunda:properties></bpmn:extensionElements>");
        assertThat(translated).isNotEqualTo(valid);

        assertThat(gate.check(translated.getBytes(UTF_8)).findings())
                .extracting(GateFinding::element)
                .hasSizeGreaterThanOrEqualTo(findings)
                .allMatch("done"::equals)
                .matches(found -> found.isEmpty() == (findings == 0));
    }

    @Test
    void takesEachTranslationOnceAndOfChoicesThatThereAre() {
        assertThat(messages(valid.replace("documentation.de", "name.de").getBytes(UTF_8)))
                .hasSize(3)
                .containsOnly("The property 'name.de' is there twice; keep one");
        assertThat(messages(valid.replace("value.unknown.de", "value.known.de").getBytes(UTF_8)))
                .singleElement()
                .asString()
                .contains("label.de or value.phishing.de or value.unknown.de, but it is 'value.known.de'");
        assertThat(messages(valid.replace("value=\"Unbekannt\"", "value=\"#{execution}\"")
                        .getBytes(UTF_8)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE d SYSTEM \"http://192.0.2.1/evil.dtd\">",
                "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
                "<?xml-stylesheet href=\"http://192.0.2.1/x.xsl\"?>"
            })
    void refusesADocumentTypeAndInstructions(String prolog) {
        var decision = gate.check(valid.replaceFirst("\\?>", "?>" + prolog).getBytes(UTF_8));

        assertThat(decision.findings()).hasSize(1);
    }

    @Test
    void refusesWhatIsTooLargeTooLongTooDeepOrInAnotherAlphabet() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2_100; i++) {
            many.append("<bpmn:textAnnotation id=\"a").append(i).append("\" />");
        }
        String deep = "<bpmn:subProcess>".repeat(25) + "</bpmn:subProcess>".repeat(25);

        assertThat(messages(new byte[600 * 1024]))
                .containsExactly(
                        "Expected a file of at most 512 kB, but it has 600 kB; split the playbook and call the parts");
        assertThat(messages(valid.replace("</bpmn:process>", many + "</bpmn:process>")
                        .getBytes(UTF_8)))
                .contains("Expected at most 2,000 elements, but there are more; split the playbook");
        assertThat(messages(valid.replace("</bpmn:process>", deep + "</bpmn:process>")
                        .getBytes(UTF_8)))
                .contains("Expected at most 20 elements inside each other, but there are more");
        assertThat(messages(valid.replace("UTF-8", "UTF-16").getBytes(UTF_16)))
                .singleElement()
                .asString()
                .startsWith("Expected UTF-8");
        assertThat(messages("not xml".getBytes(UTF_8)))
                .singleElement()
                .asString()
                .startsWith("Expected well-formed");
        assertThat(messages(new byte[0])).hasSize(1);
    }

    @Test
    void namesEveryFindingWithElementLineAndWhatToChange() {
        String broken = valid.replace("camunda:delegateExpression=\"${action}\"", "camunda:class=\"io.x.Y\"")
                .replace(">block_ip<", ">format_disk<")
                .replace("<bpmn:documentation>1. Look at the hosts.", "<bpmn:documentation>${x} 1.");

        var findings = gate.check(broken.getBytes(UTF_8)).findings();

        assertThat(findings)
                .contains(
                        new GateFinding(
                                "block-attackers",
                                8,
                                "The attribute 'camunda:class' of bpmn:serviceTask is not allowed; remove it"),
                        new GateFinding(
                                "block-attackers",
                                8,
                                "Expected bpmn:serviceTask to have camunda:delegateExpression, but it has none"));
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.element()).isEqualTo("block-attackers");
            assertThat(finding.message()).contains("verb", "block_ip", "format_disk");
        });
        assertThat(findings).anySatisfy(finding -> assertThat(finding.element()).isEqualTo("check-hosts"));
        assertThat(findings.size()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void letsOnlyStepsThatAreJoinedGoOnInTheMessengersTransaction() throws IOException {
        String contain = Files.readString(Path.of("playbooks/contain/contain.bpmn"));
        assertThat(messages(contain.getBytes(UTF_8))).isEmpty();

        String held = contain.replace(
                "name=\"See how it stands\" camunda:asyncBefore=\"true\"", "name=\"See how it stands\"");
        String alone = valid.replace(
                "name=\"Block the attackers\" ", "name=\"Block the attackers\" camunda:asyncAfter=\"false\" ");
        assertThat(messages(held.getBytes(UTF_8)))
                .filteredOn(message -> message.contains("asyncAfter"))
                .hasSize(8);
        assertThat(messages(alone.getBytes(UTF_8))).singleElement().asString().contains("asyncAfter");
    }

    private List<String> messages(byte[] file) {
        return gate.check(file).findings().stream().map(GateFinding::message).toList();
    }

    static String validPlaybook() {
        try (var file =
                PlaybookGateTests.class.getResourceAsStream("/playbooks/contain-and-ask/contain-and-ask.bpmn")) {
            return new String(java.util.Objects.requireNonNull(file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
