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
        List<Waiting> waiting = tasks.waiting(call.organisation(), call.incidentId());
        boolean escalates = template.equals("escalation");
        Told told = told(call, incident, waiting, escalates);
        List<Person> recipients = told.people();
        Notifications.Outcome outcome = notifications.send(new Message(
                call.organisation(),
                call.incidentId(),
                template,
                recipients,
                escalates ? waitingValues(waiting) : Map.of(),
                key(call, template, incident),
                List.of()));
        if (!outcome.kept().isEmpty()) {
            timeline.add(
                    call.organisation(),
                    call.incidentId(),
                    "notification",
                    "playbook:" + call.playbook(),
                    "Told " + names(recipients, outcome) + " (" + template + "): " + told.why() + "."
                            + (outcome.unreachable().isEmpty()
                                    ? ""
                                    : " Not told, without an address: " + String.join(", ", outcome.unreachable())
                                            + "."),
                    Map.of("template", template));
        } else if (!(recipients.isEmpty() && template.equals("incident-opened"))) {
            timeline.add(
                    call.organisation(),
                    call.incidentId(),
                    "notification",
                    "playbook:" + call.playbook(),
                    "Nobody could be told (" + template + "): "
                            + (outcome.unreachable().isEmpty()
                                    ? "nobody is named for it."
                                    : String.join(", ", outcome.unreachable()) + " have no address."),
                    Map.of("template", template));
        }
        return new Result.Done(Map.of());
    }

    private static String names(List<Person> recipients, Notifications.Outcome outcome) {
        return recipients.stream()
                .map(Person::name)
                .filter(name -> !outcome.unreachable().contains(name))
                .collect(Collectors.joining(", "));
    }

    /** Whom a step tells, and why them. */
    private record Told(List<Person> people, String why) {}

    private Told told(Call call, Incident incident, List<Waiting> waiting, boolean escalates) {
        Contract contract = contracts.of(call.organisation());
        Instant now = clock.instant();
        String to = call.required("to");
        List<String> functions =
                waiting.stream().map(Waiting::function).distinct().toList();
        return switch (to) {
            case "escalation" ->
                escalates
                        ? new Told(
                                Recipients.next(contract, incident.severity(), functions, now),
                                "next in order, as those asked before have not acted in time")
                        : new Told(
                                Recipients.escalation(contract, incident.severity(), now),
                                "named by the escalation table at "
                                        + incident.severity().id());
            case "informed" -> new Told(Recipients.informed(contract, now), "Informed by the matrix");
            case "accountable" ->
                new Told(Recipients.accountable(contract, functions, now), "they answer for what waits");
            default ->
                throw new IllegalStateException("Expected 'to' of " + call.element()
                        + " to be escalation, informed or accountable, but it is '" + to + "'");
        };
    }

    private static String key(Call call, String template, Incident incident) {
        String once = incident.id() + ":" + template + ":" + incident.severity().id() + ":" + call.required("to");
        // An escalation is about the task it hangs on, and there may be several.
        return template.equals("escalation") ? once + ":" + call.playbook() + ":" + call.element() : once;
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
