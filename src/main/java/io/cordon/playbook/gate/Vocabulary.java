package io.cordon.playbook.gate;

import static io.cordon.playbook.gate.ValueRule.BLANK;
import static io.cordon.playbook.gate.ValueRule.BOOLEAN;
import static io.cordon.playbook.gate.ValueRule.COLOUR;
import static io.cordon.playbook.gate.ValueRule.CONDITION;
import static io.cordon.playbook.gate.ValueRule.CYCLE;
import static io.cordon.playbook.gate.ValueRule.DURATION;
import static io.cordon.playbook.gate.ValueRule.FUNCTION;
import static io.cordon.playbook.gate.ValueRule.ID;
import static io.cordon.playbook.gate.ValueRule.KEY;
import static io.cordon.playbook.gate.ValueRule.LITERAL_OR_VARIABLE;
import static io.cordon.playbook.gate.ValueRule.NUMBER;
import static io.cordon.playbook.gate.ValueRule.REFERENCE;
import static io.cordon.playbook.gate.ValueRule.RETRIES;
import static io.cordon.playbook.gate.ValueRule.TEXT;
import static io.cordon.playbook.gate.ValueRule.TRANSLATION;
import static io.cordon.playbook.gate.ValueRule.URI;
import static io.cordon.playbook.gate.ValueRule.VARIABLE;
import static io.cordon.playbook.gate.ValueRule.form;
import static io.cordon.playbook.gate.ValueRule.oneOf;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every element of a playbook file with its attributes; what is not in here is refused. */
final class Vocabulary {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final Map<String, String> PREFIXES = Map.of(
            BPMN,
            "bpmn",
            CAMUNDA,
            "camunda",
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "bpmndi",
            "http://www.omg.org/spec/DD/20100524/DC",
            "dc",
            "http://www.omg.org/spec/DD/20100524/DI",
            "di",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi",
            "http://camunda.org/schema/modeler/1.0",
            "modeler",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "bioc",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
            "color");

    /**
     * One element.
     *
     * @param attributes by their prefixed name; id and name are allowed everywhere
     */
    record ElementRule(Map<String, ValueRule> attributes, Set<String> required, ValueRule text) {

        @Nullable
        ValueRule attribute(String name) {
            return switch (name) {
                case "id" -> attributes.getOrDefault("id", ID);
                case "name" -> attributes.getOrDefault("name", TEXT);
                default -> attributes.get(name);
            };
        }
    }

    private static final Map<String, ElementRule> ELEMENTS = new HashMap<>();

    private static final Map<String, ValueRule> ASYNC =
            Map.of("camunda:asyncBefore", BOOLEAN, "camunda:asyncAfter", BOOLEAN, "camunda:exclusive", oneOf("true"));

    static {
        element(
                "bpmn:definitions",
                Map.of(
                        "targetNamespace", URI,
                        "exporter", TEXT,
                        "exporterVersion", TEXT,
                        "expressionLanguage", oneOf("http://www.w3.org/1999/XPath"),
                        "typeLanguage", oneOf("http://www.w3.org/2001/XMLSchema"),
                        "xsi:schemaLocation", TEXT,
                        "modeler:executionPlatform", oneOf("Camunda Platform"),
                        "modeler:executionPlatformVersion", TEXT));
        element(
                "bpmn:process",
                Map.of(
                        "id", KEY,
                        "isExecutable", oneOf("true"),
                        "processType", oneOf("None"),
                        "isClosed", BOOLEAN,
                        "camunda:historyTimeToLive", form("P[0-9]{1,5}D", "a number of days such as P365D"),
                        "camunda:versionTag", form("[A-Za-z0-9._-]{1,32}", "a version such as 1.0"),
                        "camunda:isStartableInTasklist", BOOLEAN),
                Set.of("id", "name", "isExecutable", "camunda:historyTimeToLive"),
                BLANK);
        element(
                "bpmn:message",
                Map.of("name", oneOf("severity-raised", "entities-joined", "acknowledged")),
                Set.of("id", "name"),
                BLANK);

        element("bpmn:startEvent", with(ASYNC, "isInterrupting", BOOLEAN));
        element("bpmn:endEvent", ASYNC);
        element("bpmn:intermediateCatchEvent", ASYNC);
        element("bpmn:intermediateThrowEvent", ASYNC);
        element(
                "bpmn:boundaryEvent",
                Map.of("attachedToRef", REFERENCE, "cancelActivity", BOOLEAN),
                Set.of("id", "attachedToRef"),
                BLANK);
        element("bpmn:timerEventDefinition", Map.of());
        element("bpmn:timeDuration", Map.of("xsi:type", oneOf("bpmn:tFormalExpression")), Set.of(), DURATION);
        element("bpmn:timeCycle", Map.of("xsi:type", oneOf("bpmn:tFormalExpression")), Set.of(), CYCLE);
        element("bpmn:messageEventDefinition", Map.of("messageRef", REFERENCE), Set.of("messageRef"), BLANK);
        element("bpmn:terminateEventDefinition", Map.of());

        element(
                "bpmn:serviceTask",
                with(ASYNC, "camunda:delegateExpression", oneOf("${action}"), "default", REFERENCE),
                Set.of("id", "name", "camunda:delegateExpression"),
                BLANK);
        element(
                "bpmn:userTask",
                with(ASYNC, "camunda:candidateGroups", FUNCTION, "default", REFERENCE),
                Set.of("id", "name", "camunda:candidateGroups"),
                BLANK);
        element(
                "bpmn:callActivity",
                with(ASYNC, "calledElement", KEY, "default", REFERENCE),
                Set.of("id", "name", "calledElement"),
                BLANK);
        element("bpmn:subProcess", with(ASYNC, "triggeredByEvent", BOOLEAN, "default", REFERENCE));
        for (String gateway : Set.of("exclusiveGateway", "inclusiveGateway", "parallelGateway")) {
            element(
                    "bpmn:" + gateway,
                    with(
                            ASYNC,
                            "default",
                            REFERENCE,
                            "gatewayDirection",
                            oneOf("Unspecified", "Converging", "Diverging", "Mixed")));
        }
        element(
                "bpmn:sequenceFlow",
                Map.of("sourceRef", REFERENCE, "targetRef", REFERENCE),
                Set.of("id", "sourceRef", "targetRef"),
                BLANK);
        element("bpmn:conditionExpression", Map.of("xsi:type", oneOf("bpmn:tFormalExpression")), Set.of(), CONDITION);
        element("bpmn:incoming", Map.of(), Set.of(), REFERENCE);
        element("bpmn:outgoing", Map.of(), Set.of(), REFERENCE);

        element("bpmn:documentation", Map.of("textFormat", oneOf("text/plain")), Set.of(), TEXT);
        element("bpmn:textAnnotation", Map.of("textFormat", oneOf("text/plain")));
        element("bpmn:text", Map.of(), Set.of(), TEXT);
        element(
                "bpmn:association",
                Map.of(
                        "sourceRef", REFERENCE,
                        "targetRef", REFERENCE,
                        "associationDirection", oneOf("None", "One", "Both")));
        element("bpmn:collaboration", Map.of());
        element("bpmn:participant", Map.of("processRef", KEY));
        element("bpmn:laneSet", Map.of());
        element("bpmn:lane", Map.of());
        element("bpmn:flowNodeRef", Map.of(), Set.of(), REFERENCE);

        element("bpmn:extensionElements", Map.of());
        element("camunda:inputOutput", Map.of());
        element("camunda:inputParameter", Map.of("name", VARIABLE), Set.of("name"), LITERAL_OR_VARIABLE);
        element("camunda:formData", Map.of());
        element(
                "camunda:formField",
                Map.of(
                        "id", VARIABLE,
                        "label", TEXT,
                        "type", oneOf("string", "longtext", "boolean", "long", "date", "enum", "file"),
                        "datePattern", form("[A-Za-z/.-]{1,20}", "a date pattern such as yyyy-MM-dd"),
                        "defaultValue", TEXT),
                Set.of("id", "label", "type"),
                BLANK);
        element("camunda:value", Map.of("id", ID), Set.of("id", "name"), BLANK);
        element("camunda:validation", Map.of());
        element(
                "camunda:constraint",
                Map.of("name", oneOf("required"), "config", oneOf("true")),
                Set.of("name"),
                BLANK);
        element("camunda:properties", Map.of());
        element(
                "camunda:property",
                Map.of("id", TRANSLATION, "name", TRANSLATION, "value", TEXT),
                Set.of("value"),
                BLANK);
        element("camunda:in", Map.of("variables", oneOf("all"), "source", VARIABLE, "target", VARIABLE));
        element("camunda:out", Map.of("source", VARIABLE, "target", VARIABLE), Set.of("source", "target"), BLANK);
        element("camunda:failedJobRetryTimeCycle", Map.of(), Set.of(), RETRIES);

        element("bpmndi:BPMNDiagram", Map.of("resolution", NUMBER, "documentation", TEXT));
        element("bpmndi:BPMNPlane", Map.of("bpmnElement", REFERENCE));
        element(
                "bpmndi:BPMNShape",
                Map.of(
                        "bpmnElement", REFERENCE,
                        "isHorizontal", BOOLEAN,
                        "isExpanded", BOOLEAN,
                        "isMarkerVisible", BOOLEAN,
                        "bioc:stroke", COLOUR,
                        "bioc:fill", COLOUR,
                        "color:background-color", COLOUR,
                        "color:border-color", COLOUR));
        element(
                "bpmndi:BPMNEdge",
                Map.of(
                        "bpmnElement", REFERENCE,
                        "sourceElement", REFERENCE,
                        "targetElement", REFERENCE,
                        "bioc:stroke", COLOUR,
                        "color:border-color", COLOUR));
        element("bpmndi:BPMNLabel", Map.of("labelStyle", REFERENCE, "color:color", COLOUR));
        element("dc:Bounds", Map.of("x", NUMBER, "y", NUMBER, "width", NUMBER, "height", NUMBER));
        element("di:waypoint", Map.of("x", NUMBER, "y", NUMBER));
    }

    private Vocabulary() {}

    /** The prefix by which this page names a namespace; null for one that no playbook may use. */
    static @Nullable String prefix(String namespace) {
        return PREFIXES.get(namespace);
    }

    static @Nullable ElementRule element(String prefixedName) {
        return ELEMENTS.get(prefixedName);
    }

    private static void element(String name, Map<String, ValueRule> attributes) {
        element(name, attributes, Set.of(), BLANK);
    }

    private static void element(String name, Map<String, ValueRule> attributes, Set<String> required, ValueRule text) {
        ELEMENTS.put(name, new ElementRule(attributes, required, text));
    }

    private static Map<String, ValueRule> with(Map<String, ValueRule> attributes, String name, ValueRule rule) {
        Map<String, ValueRule> all = new HashMap<>(attributes);
        all.put(name, rule);
        return all;
    }

    private static Map<String, ValueRule> with(
            Map<String, ValueRule> attributes, String name, ValueRule rule, String other, ValueRule otherRule) {
        return with(with(attributes, name, rule), other, otherRule);
    }
}
