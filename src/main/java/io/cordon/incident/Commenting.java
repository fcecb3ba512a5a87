package io.cordon.incident;

import io.cordon.api.Ids;
import io.cordon.audit.AuditTrail;
import io.cordon.incident.IncidentPeople.Known;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Person;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Party;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** People say something about an incident, and whoever they name is told. */
@Service
class Commenting {

    private static final Duration TO_PUT_RIGHT = Duration.ofMinutes(15);

    private final StoredComments comments;
    private final IncidentPeople people;
    private final Notifications notifications;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final Clock clock;

    Commenting(
            StoredComments comments,
            IncidentPeople people,
            Notifications notifications,
            Timeline timeline,
            AuditTrail audit,
            Clock clock) {
        this.comments = comments;
        this.people = people;
        this.notifications = notifications;
        this.timeline = timeline;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of an edit. */
    sealed interface Edited {
        record Done(Comment comment) implements Edited {}

        record NotThere() implements Edited {}

        record Forbidden(String reason) implements Edited {}

        record Conflict(String reason) implements Edited {}
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Comment add(Incident incident, String text, String tlp, boolean internal, Caller caller) {
        List<Person> named = named(incident, text, internal, caller);
        Comment comment = new Comment(
                Ids.next(),
                clock.instant(),
                caller.name(),
                internal,
                tlp,
                text,
                named.stream().map(Comment.Mention::of).toList(),
                null,
                List.of());
        comments.add(
                incident,
                comment,
                internal ? caller.party() : null,
                caller.person() == null ? null : caller.person().toString());
        if (!internal) {
            timeline.add(
                    incident.organisation(),
                    incident.id(),
                    "comment",
                    caller.name(),
                    "Commented.",
                    Map.of("commentId", comment.id()));
        }
        tell(incident, comment, named, caller);
        return comment;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Edited edit(Incident incident, UUID id, String text, Caller caller) {
        Optional<StoredComments.Row> found = comments.lock(incident, id, caller.party());
        if (found.isEmpty()) {
            return new Edited.NotThere();
        }
        Comment comment = found.get().comment();
        boolean isAuthor = caller.person() == null
                ? found.get().person() == null && comment.author().equals(caller.name())
                : caller.person().toString().equals(found.get().person());
        if (!isAuthor) {
            return new Edited.Forbidden("Only " + comment.author() + ", who wrote this comment, may edit it.");
        }
        Instant now = clock.instant();
        if (now.isAfter(comment.at().plus(TO_PUT_RIGHT))) {
            return new Edited.Conflict(
                    "A comment can be edited for " + TO_PUT_RIGHT.toMinutes() + " minutes. Write another one instead.");
        }
        if (!text.equals(comment.text())) {
            List<Person> named = named(incident, text, comment.internal(), caller);
            comments.edit(
                    incident.organisation(),
                    comment,
                    text,
                    named.stream().map(Comment.Mention::of).toList(),
                    now);
            audit.append(
                    incident.organisation(),
                    caller.name(),
                    "comment-edited",
                    "comment:" + id,
                    Map.of("incident", incident.id()));
            tell(incident, comment, named, caller);
        }
        return new Edited.Done(
                comments.lock(incident, id, caller.party()).orElseThrow().comment());
    }

    private List<Person> named(Incident incident, String text, boolean internal, Caller caller) {
        List<Known> readers = people.of(incident.organisation()).stream()
                .filter(known -> !internal || known.party() == caller.party())
                .toList();
        return Mentions.in(text, readers, caller.party());
    }

    /** Whoever was told of the comment before is not told again. */
    private void tell(Incident incident, Comment comment, List<Person> named, Caller caller) {
        List<Person> others = named.stream()
                .filter(person -> !person.ref().equals(caller.person()))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Map<String, Object> values = new HashMap<>();
        if (!comment.internal()) {
            values.put("from", nameOf(incident, caller));
            // TLP 2.0: red is for the eyes of those in the conversation only, and mail goes further.
            if (!comment.tlp().equals("red")) {
                values.put("comment", comment.text());
            }
        }
        notifications.send(new Message(
                comment.internal() && caller.party() == Party.PROVIDER ? caller.home() : incident.organisation(),
                // NB: what is told about an incident both parties see: on its timeline, and in the list of letters
                // with all that they say.
                comment.internal() ? null : incident.id(),
                "mentioned",
                others,
                values,
                "comment:" + comment.id(),
                List.of()));
    }

    private String nameOf(Incident incident, Caller caller) {
        return people.of(incident.organisation()).stream()
                .map(Known::person)
                .filter(person -> person.ref().equals(caller.person()))
                .map(Person::name)
                .findFirst()
                .orElse(caller.name());
    }
}
