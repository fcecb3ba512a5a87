package io.cordon.playbook.step;

import io.cordon.playbook.Step.Call;
import io.cordon.playbook.run.Runs;
import io.cordon.playbook.run.Runs.Course;
import io.cordon.playbook.task.CompletedTasks;
import io.cordon.playbook.task.CompletedTasks.Sought;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What people said when a playbook asked them about what is not contained. Only since the incident was opened last: what
 * is opened again begins anew.
 */
@Component
class PeoplesWord {

    /** The answers with which people have dealt with all that was left when they were asked. */
    private static final Sought BY_HAND = new Sought("finish-by-hand", "outcome", "by-hand");

    private static final Sought ACCEPTED = new Sought("decide-about-rest", "rest", "accept");

    private static final Sought NOT_CONTAINED = new Sought("finish-by-hand", "outcome", "not-contained");

    private static final Map<String, String> QUESTIONS =
            Map.of(BY_HAND.step(), BY_HAND.field(), ACCEPTED.step(), ACCEPTED.field());

    private final CompletedTasks completed;
    private final Runs runs;

    PeoplesWord(CompletedTasks completed, Runs runs) {
        this.completed = completed;
        this.runs = runs;
    }

    enum Word {
        NONE,
        /** All of it is contained, by hand. */
        BY_HAND,
        /** It is not contained, and others are asked what shall happen. */
        NOT_CONTAINED,
        /** It is not contained, and that is accepted. */
        ACCEPTED,
        /** It shall be tried again, or another way. */
        ONCE_MORE
    }

    Word last(Call call) {
        return last(call, course(call));
    }

    /**
     * Whether nobody but people says that it is contained: somebody has opened the incident again, against what Cordon
     * held, and people have not said since that it is. No alert that joins and is contained answers for them.
     */
    boolean isAwaited(Call call) {
        Course course = course(call);
        return isAwaited(course, last(call, course));
    }

    /** Whether by their word it is not contained, or they have not said so yet where only they do. */
    boolean isAgainstIt(Call call) {
        Course course = course(call);
        Word last = last(call, course);
        return isAwaited(course, last)
                || switch (last) {
                    case NOT_CONTAINED, ACCEPTED -> true;
                    case NONE, BY_HAND, ONCE_MORE -> false;
                };
    }

    private static boolean isAwaited(Course course, Word last) {
        return course.again() && last != Word.BY_HAND;
    }

    private Word last(Call call, Course course) {
        return completed
                .newest(call.organisation(), call.incidentId(), call.playbook(), QUESTIONS, course.since())
                .map(PeoplesWord::word)
                .orElse(Word.NONE);
    }

    private static Word word(Sought said) {
        if (said.equals(BY_HAND)) {
            return Word.BY_HAND;
        }
        if (said.equals(NOT_CONTAINED)) {
            return Word.NOT_CONTAINED;
        }
        return said.equals(ACCEPTED) ? Word.ACCEPTED : Word.ONCE_MORE;
    }

    /** When people were asked who dealt last with all that was left. */
    Optional<Instant> dealtWithAsOf(Call call) {
        Optional<Instant> byHand = asked(BY_HAND, call);
        Optional<Instant> accepted = asked(ACCEPTED, call);
        return byHand.filter(one -> accepted.filter(one::isBefore).isEmpty()).or(() -> accepted);
    }

    /** When people were asked who said last that it is not contained. */
    Optional<Instant> notContainedAsOf(Call call) {
        return asked(NOT_CONTAINED, call);
    }

    private Optional<Instant> asked(Sought answer, Call call) {
        Instant since = course(call).since();
        return completed
                .newestAsked(call.organisation(), call.incidentId(), call.playbook(), answer)
                .filter(asked -> !asked.isBefore(since));
    }

    private Course course(Call call) {
        return runs.course(call.organisation(), call.incidentId());
    }
}
