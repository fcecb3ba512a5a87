package io.cordon.report;

import io.cordon.incident.ClockState;
import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.PeopleRecords.Answered;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.ByHand;
import io.cordon.report.PostIncidentReport.Clock;
import io.cordon.report.PostIncidentReport.Entry;
import io.cordon.report.PostIncidentReport.Evidence;
import io.cordon.report.PostIncidentReport.Handled;
import io.cordon.report.PostIncidentReport.Lesson;
import io.cordon.report.PostIncidentReport.Move;
import io.cordon.report.PostIncidentReport.Playbook;
import io.cordon.report.PostIncidentReport.Told;
import io.cordon.report.PostIncidentReport.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Writes the report of an incident from its records. */
@Service
class WritingReport {

    /** Between the two parties and, where somebody needs it, within both: what a report about their work is for. */
    private static final String TLP = "amber";

    private final IncidentRecords incidents;
    private final ActionRecords actions;
    private final PeopleRecords people;
    private final EvidenceRecords evidence;
    private final Techniques techniques;
    private final java.time.Clock clock;

    WritingReport(
            IncidentRecords incidents,
            ActionRecords actions,
            PeopleRecords people,
            EvidenceRecords evidence,
            Techniques techniques,
            java.time.Clock clock) {
        this.incidents = incidents;
        this.actions = actions;
        this.people = people;
        this.evidence = evidence;
        this.techniques = techniques;
        this.clock = clock;
    }

    /** As things stand now, inside a transaction; empty where no such incident is in reach. */
    Optional<PostIncidentReport> of(UUID incidentId) {
        return incidents.find(incidentId).map(this::write);
    }

    private PostIncidentReport write(Found incident) {
        Instant now = clock.instant();
        List<Action> done = actions.of(incident);
        List<Answered> asked = people.tasks(incident);
        List<Told> told = people.notifications(incident);
        List<Clock> clocks = clocks(incident, now);
        List<Lesson> lessons = lessons(asked);
        List<Entry> timeline = incidents.timeline(incident);
        List<Evidence> kept = evidence.of(incident);
        return new PostIncidentReport(
                incident.id(),
                incident.organisation(),
                incident.organisationName(),
                incident.timeZone().getId(),
                incident.number(),
                incident.title(),
                incident.severity(),
                incident.category(),
                incident.status(),
                new Playbook(incident.playbook(), incident.playbookVersion()),
                incident.occurredAt(),
                incident.detectedAt(),
                now,
                Summary.of(incident, done, asked, clocks),
                written(asked),
                clocks,
                timeline,
                incident.alertCount(),
                incidents.alerts(incident),
                techniques.named(incident.techniques()),
                incidents.entities(incident),
                done,
                asked.stream().map(Answered::task).toList(),
                told,
                lessons,
                kept,
                OpenPoints.of(incident, clocks, done, asked, told, lessons, people.stuck(incident)),
                TLP,
                incident.names()
                        .among(Stream.of(ofActions(done), ofTasks(asked), ofTimeline(timeline), ofEvidence(kept))
                                .flatMap(actors -> actors)
                                .filter(Objects::nonNull))
                        .known());
    }

    private static Stream<@Nullable String> ofActions(List<Action> actions) {
        return actions.stream()
                .flatMap(action -> Stream.of(
                                Stream.of(action.requestedBy()),
                                action.approvedBy().stream(),
                                Stream.ofNullable(action.byHand()).map(ByHand::by),
                                action.history().stream().map(Move::by))
                        .flatMap(actors -> actors));
    }

    private static Stream<@Nullable String> ofTasks(List<Answered> asked) {
        return asked.stream().map(answered -> answered.task().endedBy());
    }

    private static Stream<String> ofTimeline(List<Entry> timeline) {
        return timeline.stream().map(Entry::by);
    }

    private static Stream<String> ofEvidence(List<Evidence> kept) {
        return kept.stream()
                .flatMap(piece -> Stream.concat(
                        Stream.of(piece.addedBy()), piece.handled().stream().map(Handled::by)));
    }

    private static List<Clock> clocks(Found incident, Instant now) {
        var due = incident.due();
        var met = incident.met();
        return List.of(
                clock("notified", due.notified(), met.notified(), incident, now),
                clock("acknowledged", due.acknowledged(), met.acknowledged(), incident, now),
                clock("contained", due.contained(), met.contained(), incident, now),
                clock("resolved", due.resolved(), met.resolved(), incident, now));
    }

    private static Clock clock(String name, @Nullable Instant due, @Nullable Instant at, Found incident, Instant now) {
        if (due == null) {
            return new Clock(name, null, at, "no promise");
        }
        String verdict = switch (ClockState.of(due, at, incident.overSince(), now)) {
            case MET -> "kept";
            case BREACHED -> "breached";
            case RUNNING -> "open";
            case STOPPED -> "stopped";
        };
        return new Clock(name, due, at, verdict);
    }

    /** What was answered last where it was asked more than once. */
    private static @Nullable Written written(List<Answered> asked) {
        return asked.stream()
                .filter(answered -> answered.task().function().equals("post-incident-report"))
                .filter(answered -> answered.task().state().equals("completed"))
                .map(answered -> new Written(
                        answered.byName().get("summary"),
                        answered.byName().get("rootCause"),
                        answered.byName().get("impact"),
                        answered.task().endedBy(),
                        answered.task().endedAt()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static List<Lesson> lessons(List<Answered> asked) {
        return asked.stream()
                .map(Answered::byName)
                .filter(answers -> !answers.getOrDefault("lesson", "").isBlank())
                .map(WritingReport::lesson)
                .toList();
    }

    private static Lesson lesson(Map<String, String> answers) {
        return new Lesson(
                answers.getOrDefault("lesson", ""), answers.getOrDefault("owner", ""), answers.getOrDefault("due", ""));
    }
}
