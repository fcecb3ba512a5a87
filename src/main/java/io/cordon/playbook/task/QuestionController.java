package io.cordon.playbook.task;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.playbook.task.AskingQuestions.Outcome;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Tasks")
class QuestionController {

    private final Questions questions;
    private final AskingQuestions asking;

    QuestionController(Questions questions, AskingQuestions asking) {
        this.questions = questions;
        this.asking = asking;
    }

    record NewQuestion(
            @Schema(example = "acme/anna") @Nullable String of,

            @Schema(example = "Was the backup of srv-files-01 finished on Sunday?") @Nullable
            String question) {}

    record NewAnswer(
            @Schema(example = "Yes, at 03:40, and it was verified.") @Nullable
            String answer) {}

    @PostMapping("/tasks/{id}/ask")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Ask somebody of either party about a task",
            description = "They are told by mail, and both parties see question and answer on the timeline. 422 where"
                    + " the person is not one who may answer.")
    QuestionView ask(@PathVariable String id, @RequestBody NewQuestion asked, Caller caller) {
        String text = TaskAnswers.text("question", asked.question());
        return answer("task", id, asking.ask(Ids.read("task", id), asked.of() == null ? "" : asked.of(), text, caller));
    }

    @GetMapping("/questions")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Questions, oldest first", description = "'mine' are those that the caller was asked.")
    @Transactional(readOnly = true)
    public Page<QuestionView> list(
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String incident,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        if (mine && caller.person() == null) {
            return new Page<>(List.of(), null);
        }
        var filter = new Questions.Filter(
                mine ? caller.person() : null, incident == null ? null : Ids.read("incident", incident), open);
        return Page.read(limit, cursor, (behind, most) -> questions.list(filter, behind, most), Question::id)
                .map(QuestionView::of);
    }

    @PostMapping("/questions/{id}/answer")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.ADMIN})
    @Operation(
            summary = "Answer a question; whoever asked is told",
            description = "By the person who was asked, or a lead or administrator of their organisation; 403 says so."
                    + " 409 where it is answered already.")
    QuestionView answer(@PathVariable String id, @RequestBody NewAnswer given, Caller caller) {
        String text = TaskAnswers.text("answer", given.answer());
        return answer("question", id, asking.answer(Ids.read("question", id), text, caller));
    }

    private static QuestionView answer(String what, String id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> QuestionView.of(done.question());
            case Outcome.Unknown unknown -> throw Problem.notFound(what, id);
            case Outcome.NobodyToAsk nobody -> throw Problem.invalid("of", nobody.reason());
            case Outcome.Forbidden forbidden -> throw Problem.forbidden(forbidden.reason());
            case Outcome.Conflict conflict -> throw Problem.conflict(conflict.reason());
        };
    }
}
