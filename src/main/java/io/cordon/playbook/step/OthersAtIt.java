package io.cordon.playbook.step;

import io.cordon.playbook.Step.Call;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.run.Containment;
import io.cordon.playbook.run.WaitingExecutions;
import io.cordon.playbook.run.WaitingExecutions.Beside;
import io.cordon.playbook.step.PeoplesWord.Word;
import io.cordon.playbook.task.Tasks;
import io.cordon.response.Actions;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who else is at the containment of an incident. */
@Component
class OthersAtIt {

    /** Each of them looks at the whole incident later on; without bound, whoever sends alerts could add to them. */
    private static final int ENOUGH_WAITING = 8;

    /** Where those wait in the playbook contain. */
    private static final String WAITING = "a-minute-later";

    /**
     * People are told after a quarter of an hour at the earliest that a containment waits: what it is handed before is
     * told then, too.
     */
    private static final Duration TOLD_SOON = Duration.ofMinutes(14);

    private final Tasks tasks;
    private final PeoplesWord word;
    private final WaitingExecutions waiters;
    private final Actions actions;
    private final ObjectProvider<Engine> engine;

    /** @param engine which runs the steps, and is there only after them */
    OthersAtIt(
            Tasks tasks, PeoplesWord word, WaitingExecutions waiters, Actions actions, ObjectProvider<Engine> engine) {
        this.tasks = tasks;
        this.word = word;
        this.waiters = waiters;
        this.actions = actions;
        this.engine = engine;
    }

    /** Whether people are, in a task of this same playbook, or in one that follows on what they said. */
    boolean arePeople(Call call) {
        return word.last(call) == Word.NOT_CONTAINED
                || tasks.waiting(call.organisation(), call.incidentId()).stream()
                        .anyMatch(task -> task.playbook().equals(call.playbook()));
    }

    /** Whether so many wait for those people that one more is of no use. */
    boolean areEnough(Call call) {
        return engine.getObject().waitingAt(call.organisation(), call.incidentId(), WAITING) >= ENOUGH_WAITING;
    }

    /**
     * Whether somebody else says how the incident stands, or people have dealt with it. Who asked people and tries once
     * more, as they wanted, asks them again.
     */
    boolean willSay(Call call) {
        return switch (word.last(call)) {
            case BY_HAND, ACCEPTED -> true;
            case NONE -> Containment.isBeside(call);
            case NOT_CONTAINED, ONCE_MORE -> Containment.isBeside(call) && (isOwnWay(call) || areBeside(call));
        };
    }

    /** Whether a containment on the incident's own way waits for actions. */
    boolean isOwnWay(Call call) {
        return isAnyWaiting(call, false);
    }

    /** Whether others beside the incident's own way wait for actions. */
    boolean areBeside(Call call) {
        return isAnyWaiting(call, true);
    }

    private boolean isAnyWaiting(Call call, boolean beside) {
        return waiters.in(call.organisation(), call.incidentId()).stream()
                .filter(waiting ->
                        waiting.isBeside() == beside && !waiting.execution().equals(call.execution()))
                // NB: where one cannot go on although all is settled, nobody must wait for that.
                .filter(waiting -> !Containment.areSettled(
                        actions.standing(waiting.actions()).values()))
                .anyMatch(waiting -> engine.getObject().isThere(call.organisation(), waiting.execution()));
    }

    /**
     * What a containment waits for beside the incident's own way; empty on that way. Only the shared playbook goes on
     * rightly where what it asked for is not settled.
     */
    Optional<Beside> beside(Call call, String verb) {
        // NB: not the incident's severity, which may have risen since the timer was set.
        return Containment.isBeside(call)
                ? engine.getObject()
                        .flag(call.organisation(), call.execution(), "severity")
                        .map(severity -> new Beside(verb, severity))
                : Optional.empty();
    }

    /**
     * A containment beside the incident's own way that waits for this since a little while. Approvals may take days;
     * one more that waits for each alert that joins would be without bound.
     */
    Optional<String> waitingFor(Call call, Beside beside) {
        return waiters.beside(call.organisation(), call.incidentId(), beside, TOLD_SOON)
                // NB: its playbook may have gone another way, or ended, and nobody would see to what it is handed.
                .filter(other -> engine.getObject().isThere(call.organisation(), other));
    }
}
