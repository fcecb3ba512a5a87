package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.playbook.Step;
import io.cordon.playbook.task.Tasks;
import io.cordon.playbook.task.Tasks.Waiting;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells people about the incident; the same thing at the same severity is told to each of them once. */
@Component
class NotifyStep implements Step {

    private final Incidents incidents;
    private final Contracts contracts;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Timeline timeline;
    private final Clock clock;

    NotifyStep(
            Incidents incidents,
            Contracts contracts,
            Tasks tasks,
            Notifications notifications,
            Timeline timeline,
            Clock clock) {
        this.incidents = incidents;
        this.contracts = contracts;
        this.tasks = tasks;
        this.notifications = notifications;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public Result run(Call call) {
        String template = call.required("template");
        Incident incident = incidents
                .find(call.organisation(), call.incidentId())
                .orElseThrow(() -> new IllegalStateException("Expected incident " + call.incidentId() + " of the step "
                        + call.element() + ", but there is none"));
        boolean escalates = template.equals("escalation");
        List<Waiting> waiting = about(call);
        if (waiting.isEmpty() && !call.orElse("about", "").isEmpty()) {
            // Done since the clock ran out: there is nothing to tell.
            return new Result.Done(Map.of());
        }
        String key = key(call, template, incident, waiting);
        Recipients.Chosen chosen = chosen(call, incident, waiting, key);
        Notifications.Outcome outcome = notifications.send(new Message(
                call.organisation(),
                call.incidentId(),
                template,
                chosen.people(),
                escalates ? waitingValues(waiting) : Map.of(),
                key,
                List.of()));
        if (!(chosen.people().isEmpty() && template.equals("incident-opened"))) {
            timeline.add(
                    call.organisation(),
                    call.incidentId(),
                    "notification",
                    "playbook:" + call.playbook(),
                    inWords(template, chosen, outcome),
                    Map.of("template", template));
        }
        return new Result.Done(Map.of());
    }

    /** The task that the step names with {@code about}; without it everything that waits, longest first. */
    private List<Waiting> about(Call call) {
        List<Waiting> waiting = tasks.waiting(call.organisation(), call.incidentId());
        String about = call.orElse("about", "");
        return about.isEmpty()
                ? waiting
                : waiting.stream()
                        .filter(task -> task.playbook().equals(call.playbook())
                                && task.step().equals(about))
                        .toList();
    }

    private static String inWords(String template, Recipients.Chosen chosen, Notifications.Outcome outcome) {
        String told = chosen.people().stream()
                .map(Person::name)
                .filter(name -> !outcome.unreachable().contains(name))
                .filter(name -> !outcome.before().contains(name))
                .collect(Collectors.joining(", "));
        // What became of each letter the timeline tells by itself, once that is known.
        String what = template.replace('-', ' ');
        List<String> sentences = new ArrayList<>();
        if (!told.isEmpty()) {
            sentences.add("Wrote to " + told + " (" + what + "): " + chosen.why() + ".");
        } else if (outcome.before().isEmpty()) {
            sentences.add("Nobody could be told (" + what + ")"
                    + (chosen.people().isEmpty() ? ": nobody is named for it." : "."));
        } else {
            sentences.add("Nobody further could be told (" + what + ").");
        }
        if (!outcome.before().isEmpty()) {
            sentences.add("Written to before and not again: " + String.join(", ", outcome.before()) + ".");
        }
        if (!outcome.unreachable().isEmpty()) {
            sentences.add("Not told, without an address: " + String.join(", ", outcome.unreachable()) + ".");
        }
        return String.join(" ", sentences);
    }

    private Recipients.Chosen chosen(Call call, Incident incident, List<Waiting> waiting, String key) {
        Contract contract = contracts.of(call.organisation());
        Instant now = clock.instant();
        String to = call.required("to");
        List<String> functions =
                waiting.stream().map(Waiting::function).distinct().toList();
        return switch (to) {
            case "escalation" ->
                call.required("template").equals("escalation")
                        ? Recipients.next(
                                contract,
                                incident.severity(),
                                functions,
                                notifications.told(call.organisation(), key),
                                now)
                        : new Recipients.Chosen(
                                Recipients.escalation(contract, incident.severity(), now),
                                "named by the escalation table at "
                                        + incident.severity().id());
            case "informed" -> new Recipients.Chosen(Recipients.informed(contract, now), "Informed by the matrix");
            case "accountable" ->
                new Recipients.Chosen(Recipients.accountable(contract, functions, now), "they answer for what waits");
            default ->
                throw new IllegalStateException("Expected 'to' of " + call.element()
                        + " to be escalation, informed or accountable, but it is '" + to + "'");
        };
    }

    /** An escalation of a task reaches each person once, from whichever step. */
    private static String key(Call call, String template, Incident incident, List<Waiting> waiting) {
        String once = incident.id() + ":" + template + ":" + incident.severity().id() + ":";
        if (!template.equals("escalation")) {
            return once + call.required("to");
        }
        return call.orElse("about", "").isEmpty()
                ? once + call.required("to") + ":" + call.playbook() + ":" + call.element()
                : once + "task:" + waiting.getFirst().id();
    }

    private static Map<String, Object> waitingValues(List<Waiting> waiting) {
        Map<String, Object> values = new HashMap<>();
        if (!waiting.isEmpty()) {
            Waiting longest = waiting.getFirst();
            values.put("step", longest.name());
            values.put("waitingFor", String.join(", ", longest.people()));
            values.put("since", longest.since());
        }
        return values;
    }
}
