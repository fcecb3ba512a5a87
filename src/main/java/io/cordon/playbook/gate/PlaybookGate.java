package io.cordon.playbook.gate;

import io.cordon.playbook.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first gate of a playbook, before the engine sees it: an allow-list over every element, attribute and text,
 * because most of what BPMN for this engine can say is code. All findings come together.
 */
public final class PlaybookGate {

    private static final String TIMER = "bpmn:timerEventDefinition";
    private static final String MESSAGE = "bpmn:messageEventDefinition";

    private final Set<String> steps;

    /** @param steps the names of all steps there are, for the input {@code do} */
    public PlaybookGate(Set<String> steps) {
        this.steps = Set.copyOf(steps);
    }

    /**
     * What the gate says to a file.
     *
     * @param outline null where there are findings
     */
    public record Decision(@Nullable Outline outline, List<GateFinding> findings) {

        public boolean isAllowed() {
            return findings.isEmpty();
        }
    }

    public Decision check(byte[] file) {
        List<GateFinding> findings = new ArrayList<>();
        Markup root = new MarkupReader(findings).read(file);
        Outline outline = root == null ? null : checkStructure(root, findings);
        findings.sort(Comparator.comparingInt(GateFinding::line));
        return new Decision(findings.isEmpty() ? outline : null, List.copyOf(findings));
    }

    private @Nullable Outline checkStructure(Markup root, List<GateFinding> findings) {
        List<Markup> processes = root.children("bpmn:process").toList();
        if (!root.name().equals("bpmn:definitions") || processes.size() != 1) {
            findings.add(new GateFinding(
                    null,
                    root.line(),
                    "Expected bpmn:definitions with exactly one process, but found " + root.name() + " with "
                            + processes.size()));
            return null;
        }
        Markup process = processes.getFirst();
        refuseDoubleIds(root, findings);
        process.all().forEach(element -> {
            TranslatedTexts.check(element, findings);
            switch (element.name()) {
                case "bpmn:serviceTask" -> {
                    checkServiceTask(element, findings);
                    checkAbout(element, process, findings);
                    checkEnd(element, process, findings);
                }
                case "bpmn:userTask" -> checkUserTask(element, findings);
                case "bpmn:boundaryEvent" -> checkHasOne(element, Set.of(TIMER, MESSAGE), findings);
                case "bpmn:intermediateCatchEvent" -> checkHasOne(element, Set.of(TIMER), findings);
                case TIMER -> checkTimer(element, findings);
                case "bpmn:subProcess" -> checkSubProcess(element, findings);
                case "camunda:in" -> checkIn(element, findings);
                case "camunda:formField" -> checkFormField(element, findings);
                default -> {
                    // The vocabulary has said all there is to say.
                }
            }
        });
        process.children("bpmn:startEvent")
                .filter(start -> !start.children(TIMER).toList().isEmpty()
                        || !start.children(MESSAGE).toList().isEmpty())
                .forEach(start -> findings.add(
                        finding(start, "A playbook starts with its incident; remove the event from the start event")));
        return new Outline(
                Objects.requireNonNullElse(process.attribute("id"), ""),
                Objects.requireNonNullElse(process.attribute("name"), ""),
                process.attribute("camunda:versionTag"),
                process.all("bpmn:callActivity")
                        .map(call -> call.attribute("calledElement"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static void checkEnd(Markup task, Markup process, List<GateFinding> findings) {
        if (task.is("camunda:asyncAfter", "false") && !new Joined(process).beforeAnythingElse(task)) {
            findings.add(finding(
                    task,
                    "Expected the gateway that joins it with others, and camunda:asyncBefore=\"true\" on what comes"
                            + " next; or take camunda:asyncAfter away, and the step ends its transaction itself"));
        }
    }

    private void checkServiceTask(Markup task, List<GateFinding> findings) {
        TreeMap<String, String> inputs = new TreeMap<>();
        for (Markup parameter : task.all("camunda:inputParameter").toList()) {
            String name = Objects.requireNonNullElse(parameter.attribute("name"), "");
            if (inputs.put(name, parameter.text().toString().strip()) != null) {
                findings.add(finding(task, parameter.line(), "The input '" + name + "' is there twice; keep one"));
            }
        }
        String step = inputs.remove("do");
        if (step == null || !steps.contains(step)) {
            findings.add(finding(
                    task,
                    "Expected the input 'do' to name a step ("
                            + steps.stream().sorted().collect(Collectors.joining(", ")) + "), but it is "
                            + (step == null ? "missing" : "'" + MarkupReader.shortened(step) + "'")));
            return;
        }
        if (!task.is("camunda:asyncBefore", "true") && !Step.WAITING.contains(step)) {
            findings.add(finding(
                    task,
                    "Expected camunda:asyncBefore=\"true\", so that what the step does is a transaction of its own"));
        }
        StepInputs known = StepInputs.of(step);
        if (known != null) {
            known.check(inputs).forEach(message -> findings.add(finding(task, message)));
        }
    }

    private static void checkAbout(Markup task, Markup process, List<GateFinding> findings) {
        task.all("camunda:inputParameter")
                .filter(input -> input.is("name", "about"))
                .filter(input -> process.all("bpmn:userTask")
                        .noneMatch(
                                asked -> asked.is("id", input.text().toString().strip())))
                .forEach(input -> findings.add(finding(
                        task,
                        input.line(),
                        "Expected the input 'about' to be the id of a user task of this playbook, but it is '"
                                + MarkupReader.shortened(input.text().toString().strip()) + "'")));
    }

    private static void checkUserTask(Markup task, List<GateFinding> findings) {
        boolean instructed = task.children("bpmn:documentation")
                .anyMatch(documentation -> !documentation.text().toString().isBlank());
        if (!instructed) {
            findings.add(finding(task, "Expected bpmn:documentation with the instructions for whoever does the task"));
        }
        if (task.is("name", "")) {
            findings.add(finding(task, "Expected a name that says what to do, verb first"));
        }
    }

    private static void checkTimer(Markup timer, List<GateFinding> findings) {
        if (timer.children("bpmn:timeDuration").count()
                        + timer.children("bpmn:timeCycle").count()
                != 1) {
            findings.add(finding(timer, "Expected one timeDuration or timeCycle in the timer"));
        }
    }

    private static void checkSubProcess(Markup subProcess, List<GateFinding> findings) {
        boolean event = subProcess.is("triggeredByEvent", "true");
        subProcess.children("bpmn:startEvent").forEach(start -> {
            boolean byMessage = !start.children(MESSAGE).toList().isEmpty();
            if (event && (!byMessage || !start.is("isInterrupting", "false"))) {
                findings.add(finding(
                        start, "Expected an event subprocess to start by a message with isInterrupting=\"false\""));
            } else if (!event && !start.children("bpmn:incoming").toList().isEmpty()) {
                findings.add(finding(start, "Expected a start event without an incoming flow"));
            }
        });
    }

    private static void checkIn(Markup in, List<GateFinding> findings) {
        boolean all = in.attribute("variables") != null;
        boolean one = in.attribute("source") != null && in.attribute("target") != null;
        if (all == one) {
            findings.add(finding(in, "Expected camunda:in with variables=\"all\", or with source and target"));
        }
    }

    private static void checkFormField(Markup field, List<GateFinding> findings) {
        boolean options = field.children("camunda:value").findAny().isPresent();
        if (options != field.is("type", "enum")) {
            findings.add(finding(
                    field,
                    "Expected camunda:value options on fields of type enum and on no others, but the field '"
                            + MarkupReader.shortened(Objects.requireNonNullElse(field.attribute("id"), ""))
                            + "' is different"));
        }
    }

    private static void checkHasOne(Markup element, Set<String> kinds, List<GateFinding> findings) {
        if (kinds.stream().mapToLong(kind -> element.children(kind).count()).sum() != 1) {
            findings.add(finding(
                    element,
                    "Expected one " + kinds.stream().sorted().collect(Collectors.joining(" or "))
                            + " in it; other events are not used here"));
        }
    }

    private static void refuseDoubleIds(Markup root, List<GateFinding> findings) {
        Set<String> seen = new java.util.HashSet<>();
        root.all()
                // Fields of forms and their options have ids of their own kind.
                .filter(element -> !element.name().startsWith("camunda:"))
                .filter(element -> element.attribute("id") != null)
                .filter(element -> !seen.add(element.attributes().get("id")))
                .forEach(element -> findings.add(finding(element, "This id is there twice; give each its own")));
    }

    private static GateFinding finding(Markup element, String message) {
        return finding(element, element.line(), message);
    }

    private static GateFinding finding(Markup element, int line, String message) {
        return new GateFinding(element.attribute("id"), line, message);
    }
}
