package io.cordon.playbook.task;

import io.cordon.incident.IncidentBrief;
import io.cordon.incident.Incidents;
import io.cordon.tenancy.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tasks with all that a caller needs beside them, in a few queries however many they are. */
@Component
class TaskViews {

    private final Questions questions;
    private final TaskNotes notes;
    private final Incidents incidents;
    private final WhoMayAct whoMayAct;

    TaskViews(Questions questions, TaskNotes notes, Incidents incidents, WhoMayAct whoMayAct) {
        this.questions = questions;
        this.notes = notes;
        this.incidents = incidents;
        this.whoMayAct = whoMayAct;
    }

    TaskView of(Task task, Caller caller) {
        return of(List.of(task), caller).getFirst();
    }

    List<TaskView> of(List<Task> tasks, Caller caller) {
        List<UUID> ids = tasks.stream().map(Task::id).toList();
        Map<UUID, List<QuestionView>> asked = questions.about(ids).stream()
                .map(QuestionView::of)
                .collect(Collectors.groupingBy(QuestionView::taskId));
        Map<UUID, List<TaskNotes.Note>> said = notes.about(ids);
        Map<UUID, IncidentBrief> known =
                incidents.briefly(tasks.stream().map(Task::incidentId).toList());
        WhoMayAct.Look look = whoMayAct.look();
        return tasks.stream()
                .map(task -> TaskView.of(
                        task,
                        new TaskView.Beside(
                                Objects.requireNonNull(known.get(task.incidentId())),
                                asked.getOrDefault(task.id(), List.of()),
                                said.getOrDefault(task.id(), List.of()),
                                look.mayDo(task, caller))))
                .toList();
    }
}
