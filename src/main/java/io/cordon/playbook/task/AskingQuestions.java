package io.cordon.playbook.task;

import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Contract;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** People ask each other about tasks, across both parties; the question and the answer stand on the timeline. */
@Component
class AskingQuestions {

    private static final Set<Role> ANSWERING = EnumSet.of(Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.ADMIN);

    private final Questions questions;
    private final Tasks tasks;
    private final Contracts contracts;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Notifications notifications;
    private final ActingFor actingFor;
    private final Clock clock;

    AskingQuestions(
            Questions questions,
            Tasks tasks,
            Contracts contracts,
            Timeline timeline,
            AuditTrail audit,
            Notifications notifications,
            ActingFor actingFor,
            Clock clock) {
        this.questions = questions;
        this.tasks = tasks;
        this.contracts = contracts;
        this.timeline = timeline;
        this.audit = audit;
        this.notifications = notifications;
        this.actingFor = actingFor;
        this.clock = clock;
    }

    /** What became of a question or its answer. */
    sealed interface Outcome {
        record Done(Question question) implements Outcome {}

        /** There is no such task, or question, for the caller. */
        record Unknown() implements Outcome {}

        /** The person cannot be asked; says who can. */
        record NobodyToAsk(String reason) implements Outcome {}

        record Forbidden(String reason) implements Outcome {}

        record Conflict(String reason) implements Outcome {}
    }

    /**
     * Asks a person of either party about a task.
     *
     * @param of as {@code acme/anna}
     */
    @Transactional
    public Outcome ask(UUID taskId, String of, String question, Caller caller) {
        return tasks.findToChange(taskId, caller.party())
                .map(task -> actingFor.call(task.organisation(), () -> ask(task, of, question, caller)))
                .orElseGet(Outcome.Unknown::new);
    }

    private Outcome ask(Task task, String of, String text, Caller caller) {
        Contract contract = contracts.of(task.organisation());
        Optional<Person> asked = people(contract)
                .filter(person -> person.ref().toString().equals(of))
                .filter(person -> person.roles().stream().anyMatch(ANSWERING::contains))
                .findFirst();
        if (asked.isEmpty()) {
            return new Outcome.NobodyToAsk("Expected a person of either party who may answer, such as acme/anna, but"
                    + " there is no '" + of + "' among them; see /api/v1/incidents/" + task.incidentId() + "/people.");
        }
        Person person = asked.get();
        Question question = new Question(
                task.organisation(),
                Ids.next(),
                task.incidentId(),
                task.id(),
                text,
                caller.name(),
                caller.person(),
                clock.instant(),
                Who.Named.of(person),
                null);
        questions.add(question);
        record(
                question,
                caller,
                "question-asked",
                "Asked " + person.name() + " on the task '" + task.name() + "': " + text);
        tell(
                question,
                "question-asked",
                person,
                Map.of("from", nameOf(contract, caller), "question", text, "task", task.name()));
        return new Outcome.Done(question);
    }

    @Transactional
    public Outcome answer(UUID id, String answer, Caller caller) {
        Optional<Question> found = questions.find(id);
        // Before it is touched, see Tasks.providerStaysIn.
        boolean mayStay = found.map(Question::organisation)
                .map(organisation -> tasks.providerStaysIn(organisation) || caller.party() == Party.CLIENT)
                .orElse(false);
        return mayStay
                ? actingFor.call(found.get().organisation(), () -> answer(found.get(), answer, caller))
                : new Outcome.Unknown();
    }

    private Outcome answer(Question question, String text, Caller caller) {
        PersonRef asked = question.of().ref();
        if (!asked.equals(caller.person())
                && !(WhoMayAct.isLead(caller) && caller.home().equals(asked.organisation()))) {
            return new Outcome.Forbidden(question.of().name() + " (" + asked + ") was asked; they may answer, or a lead"
                    + " or administrator of " + asked.organisation() + ".");
        }
        Question.Answer answer = new Question.Answer(text, caller.name(), clock.instant());
        if (!questions.answer(question, answer)) {
            return new Outcome.Conflict("The question is answered already.");
        }
        String task = tasks.find(question.taskId()).map(Task::name).orElse("");
        record(question, caller, "question-answered", "Answered on the task '" + task + "': " + text);
        Contract contract = contracts.of(question.organisation());
        PersonRef asker = question.asker();
        if (asker != null && !asker.equals(caller.person())) {
            people(contract)
                    .filter(person -> person.ref().equals(asker))
                    .findFirst()
                    .ifPresent(person -> tell(
                            question,
                            "question-answered",
                            person,
                            Map.of(
                                    "from",
                                    nameOf(contract, caller),
                                    "question",
                                    question.question(),
                                    "answer",
                                    text,
                                    "task",
                                    task)));
        }
        return new Outcome.Done(question.answered(answer));
    }

    private void record(Question question, Caller caller, String action, String text) {
        timeline.add(
                question.organisation(),
                question.incidentId(),
                "question",
                caller.name(),
                text,
                Map.of("questionId", question.id(), "taskId", question.taskId()));
        audit.append(
                question.organisation(),
                caller.name(),
                action,
                "question:" + question.id(),
                Map.of(
                        "incident", question.incidentId(),
                        "task", question.taskId(),
                        "of", question.of().ref().toString()));
    }

    private void tell(Question question, String template, Person person, Map<String, String> values) {
        notifications.send(new Message(
                question.organisation(),
                question.incidentId(),
                template,
                List.of(person),
                new HashMap<>(values),
                template + ":" + question.id(),
                List.of()));
    }

    private static Stream<Person> people(Contract contract) {
        return Stream.concat(contract.clientPeople().stream(), contract.providerPeople().stream());
    }

    private static String nameOf(Contract contract, Caller caller) {
        return people(contract)
                .filter(person -> person.ref().equals(caller.person()))
                .map(Person::name)
                .findFirst()
                .orElse(caller.name());
    }
}
