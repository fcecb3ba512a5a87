package io.cordon.report;

import io.cordon.incident.ClockState;
import io.cordon.report.IncidentRecords.Found;
import io.cordon.report.PeopleRecords.Answered;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.Clock;
import io.cordon.report.PostIncidentReport.Lesson;
import io.cordon.report.PostIncidentReport.Playbook;
import io.cordon.report.PostIncidentReport.Told;
import io.cordon.report.PostIncidentReport.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Writes the report of an incident from its records. */
@Service
class WritingReport {

    private final IncidentRecords incidents;
    private final ActionRecords actions;
    private final PeopleRecords people;
    private final Techniques techniques;
    private final java.time.Clock clock;

    WritingReport(
            IncidentRecords incidents,
            ActionRecords actions,
            PeopleRecords people,
            Techniques techniques,
            java.time.Clock clock) {
        this.incidents = incidents;
        this.actions = actions;
        this.people = people;
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
                incidents.timeline(incident),
                incident.alertCount(),
                incidents.alerts(incident),
                techniques.named(incident.techniques()),
                incidents.entities(incident),
                done,
                asked.stream().map(Answered::task).toList(),
                told,
                lessons,
                OpenPoints.of(incident, clocks, done, asked, told, lessons, people.stuck(incident)));
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
