package io.cordon.playbook.step;

import io.cordon.incident.Incident;
import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.playbook.Step;
import io.cordon.playbook.run.Runs;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells people about the incident; of each course of it, the same thing at the same severity is told to each once. */
@Component
class NotifyStep implements Step {

    private final Incidents incidents;
    private final Contracts contracts;
    private final WhatWaits whatWaits;
    private final Runs runs;
    private final PeoplesWord word;
    private final Notifications notifications;
    private final Timeline timeline;
    private final Clock clock;

    NotifyStep(
            Incidents incidents,
            Contracts contracts,
            WhatWaits whatWaits,
            Runs runs,
            PeoplesWord word,
            Notifications notifications,
            Timeline timeline,
            Clock clock) {
        this.incidents = incidents;
        this.contracts = contracts;
        this.whatWaits = whatWaits;
        this.runs = runs;
        this.word = word;
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
        if (template.equals("incident-opened")) {
            // Whoever acknowledges meanwhile is heard once this waits for it, or seen here: in between it would be
            // lost.
            incidents.hold(call.organisation(), call.incidentId());
        }
        Incident incident = incidents
                .find(call.organisation(), call.incidentId())
                .orElseThrow(() -> new IllegalStateException("Expected incident " + call.incidentId() + " of the step "
                        + call.element() + ", but there is none"));
        if (template.equals("incident-contained") && incident.status() != IncidentStatus.CONTAINED) {
            // Only what joined is: the incident's own containment tells.
            return new Result.Done(Map.of());
        }
        boolean escalates = template.equals("escalation");
        Optional<WhatWaits.Found> waits = whatWaits.of(call, incident);
        if (waits.isEmpty()) {
            return new Result.Done(Map.of());
        }
        WhatWaits.Found waiting = waits.get();
        Runs.Course course = runs.course(call.organisation(), call.incidentId());
        String key = key(call, template, incident, course, waiting);
        Recipients.Chosen named = chosen(call, incident, waiting, key);
        Recipients.Chosen chosen = named.without(waiting.takenBy());
        String whyNobody = named.people().isEmpty()
                ? "nobody is named for it"
                : "nobody but " + waiting.takenBy() + ", who has taken it and is late, answers for it";
        Notifications.Outcome outcome = notifications.send(new Message(
                call.organisation(),
                call.incidentId(),
                template,
                chosen.people(),
                escalates ? waiting.values() : Map.of("again", course.again()),
                key,
                List.of()));
        if (!(chosen.people().isEmpty() && template.equals("incident-opened"))) {
            timeline.add(
                    call.organisation(),
                    call.incidentId(),
                    "notification",
                    "playbook:" + call.playbook(),
                    inWords(template, chosen, whyNobody, outcome),
                    Map.of("template", template));
        }
        // A higher severity asks anew who leads, and so does an incident that is opened again.
        boolean acknowledged =
                template.equals("incident-opened") && !course.again() && incident.acknowledgedAt() != null;
        return new Result.Done(Map.of("acknowledged", acknowledged));
    }

    private static String inWords(
            String template, Recipients.Chosen chosen, String whyNobody, Notifications.Outcome outcome) {
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
            sentences.add(
                    "Nobody could be told (" + what + ")" + (chosen.people().isEmpty() ? ": " + whyNobody + "." : "."));
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

    private Recipients.Chosen chosen(Call call, Incident incident, WhatWaits.Found waiting, String key) {
        Contract contract = contracts.of(call.organisation());
        Instant now = clock.instant();
        String to = call.required("to");
        return switch (to) {
            case "escalation" ->
                call.required("template").equals("escalation")
                        ? Recipients.next(
                                contract,
                                incident.severity(),
                                waiting.functions(),
                                notifications.told(call.organisation(), key),
                                now)
                        : new Recipients.Chosen(
                                Recipients.escalation(contract, incident.severity(), now),
                                "named by the escalation table at "
                                        + incident.severity().id());
            case "informed" -> new Recipients.Chosen(Recipients.informed(contract, now), "Informed by the matrix");
            case "accountable" ->
                new Recipients.Chosen(
                        Recipients.accountable(contract, waiting.functions(), now), "they answer for what waits");
            default ->
                throw new IllegalStateException("Expected 'to' of " + call.element()
                        + " to be escalation, informed or accountable, but it is '" + to + "'");
        };
    }

    /** An escalation of a task reaches each person once, from whichever step. */
    private String key(Call call, String template, Incident incident, Runs.Course course, WhatWaits.Found waiting) {
        String once = incident.id() + ":" + course.id() + ":" + template + ":"
                + incident.severity().id() + ":";
        if (template.equals("incident-contained")) {
            // Told again, where people have said since that it is not.
            return once
                    + call.required("to")
                    + word.notContainedAsOf(call).map(asked -> ":" + asked).orElse("");
        }
        if (!template.equals("escalation")) {
            return once + call.required("to");
        }
        return waiting.task() == null
                ? once + call.required("to") + ":" + call.playbook() + ":" + call.element()
                : once + "task:" + waiting.task();
    }
}
