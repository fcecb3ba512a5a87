package io.cordon.response.ledger;

import io.cordon.api.Cursor;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.response.Verb;
import io.cordon.response.ledger.ActionViews.ActionView;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.cordon.tenancy.SteppedUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/actions")
@Tag(name = "Actions", description = "What is done against the world: by whose authority, with what proof, until when")
class ActionController {

    static final String EXAMPLE = """
        {"id":"01980f6e-7c3a-7d52-9a44-3f1b7a8c0d11","organisation":"acme",\
        "incidentId":"01980f6e-0000-7000-8000-000000000001","verb":"block_ip","target":"203.0.113.7",\
        "connector":"block-lists","state":"verified","reason":"Command server of the ransomware",\
        "requestReason":"Command server of the ransomware",\
        "authority":{"grant":{"verb":"block_ip","mode":"automatic"},"documentVersion":3,"approvedBy":[]},\
        "requestedBy":"playbook:ransomware","approvedBy":[],"byHand":null,"preState":{"listed":false},\
        "expiresAt":"2026-04-01T10:15:00Z","approveBy":null,"nextAttemptAt":null,"undoing":"unblock_ip","generation":1,\
        "mayApprove":false,"approval":null,\
        "listing":{"listed":true,"since":"2026-03-02T10:15:02Z","pulledAt":"2026-03-02T10:18:40Z",\
        "pulledBy":"token:acme/edge","listPulledAt":"2026-03-02T10:23:40Z"},\
        "history":[{"from":null,"to":"proposed","at":"2026-03-02T10:15:00Z","by":"playbook:ransomware","reason":"…"}]}\
        """;

    private final ActionViews views;
    private final DecidingActions deciding;
    private final UndoingActions undoing;
    private final PlanningUndo planning;
    private final TransactionTemplate transactions;

    ActionController(
            ActionViews views,
            DecidingActions deciding,
            UndoingActions undoing,
            PlanningUndo planning,
            TransactionTemplate transactions) {
        this.planning = planning;
        this.views = views;
        this.deciding = deciding;
        this.undoing = undoing;
        this.transactions = transactions;
    }

    record Comment(@Nullable String comment, @Nullable String reason) {
        /** People write the one or the other. */
        String text() {
            String text = comment != null ? comment : reason;
            return text == null ? "" : text.replace('\0', '\uFFFD').strip();
        }
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Actions, newest first")
    Page<ActionView> list(
            @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String incident,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String verb,
            @RequestParam(required = false) @Nullable String connector,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        int size = Cursor.limit(limit);
        ActionViews.Filter filter = new ActionViews.Filter(
                organisation == null ? null : new OrganisationId(organisation),
                incident == null ? null : Ids.read("incident", incident),
                state == null ? null : readState(state),
                verb == null ? null : readVerb(verb),
                connector);
        String after = Cursor.decodeId(cursor);
        return read(() -> views.list(filter, after, size, caller));
    }

    @GetMapping("/{id}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "One action with its history")
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(EXAMPLE)))
    ActionView get(@PathVariable String id, Caller caller) {
        return view(Ids.read("action", id), caller);
    }

    @PostMapping("/{id}/approve")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @SteppedUp
    @Operation(
            summary = "Approves an action that waits for people",
            description =
                    "By a person of a party that the client's grant asks, with the role lead or admin or the function"
                        + " containment-approval, and never by whoever asked. The approval holds for this action as it"
                        + " is now. 409 where the guard refuses it by now.")
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(EXAMPLE)))
    ActionView approve(@PathVariable String id, @RequestBody(required = false) @Nullable Comment body, Caller caller) {
        UUID action = Ids.read("action", id);
        return answer(action, deciding.approve(action, caller, text(body)), caller);
    }

    @PostMapping("/{id}/deny")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Denies an action that waits for people; playbooks do not ask for it again",
            description = "By a person with the role lead or admin or the function containment-approval: of the client,"
                    + " whose machines these are, or of the provider where the client's grant asks it. Whoever"
                    + " asked for it takes it back by this, and then playbooks may ask for it again. 403 for"
                    + " anybody else, 409 where it waits for nobody.")
    ActionView deny(@PathVariable String id, @RequestBody(required = false) @Nullable Comment body, Caller caller) {
        UUID action = Ids.read("action", id);
        return answer(action, deciding.deny(action, caller, text(body)), caller);
    }

    @GetMapping("/{id}/undo")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "What taking an action back would do, or why it cannot be taken back",
            description = "By what is stored: the connector is not asked, and nothing is changed.")
    UndoPlan undoPlan(@PathVariable String id) {
        return read(() -> planning.ofAction(Ids.read("action", id))).orElseThrow(() -> Problem.notFound("action", id));
    }

    @PostMapping("/{id}/undo")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Takes an action back",
            description =
                    "The target gets back what was there before. Where another action needs the same effect, it stays.")
    ActionView undo(@PathVariable String id, @RequestBody(required = false) @Nullable Comment body, Caller caller) {
        UUID action = Ids.read("action", id);
        return answer(action, undoing.undo(action, caller, text(body)), caller);
    }

    @PostMapping("/{id}/verify")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Looks at the target again, for an action of which nobody knows whether it took effect")
    ActionView verify(@PathVariable String id, Caller caller) {
        UUID action = Ids.read("action", id);
        return answer(action, undoing.lookAgain(action), caller);
    }

    static Verb readVerb(String verb) {
        try {
            return Verb.of(verb);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("verb", Objects.requireNonNull(e.getMessage()));
        }
    }

    static String text(@Nullable Comment body) {
        return body == null ? "" : body.text();
    }

    private static String readState(String state) {
        if (!ActionViews.isState(state)) {
            throw Problem.invalid("state", "Expected a state of an action, but got '" + state + "'.");
        }
        return state;
    }

    private ActionView answer(UUID id, Decision decision, Caller caller) {
        return switch (decision) {
            case Decision.Done done -> view(id, caller);
            case Decision.NotThere notThere -> throw Problem.notFound("action", id);
            case Decision.Forbidden forbidden -> throw Problem.forbidden(forbidden.reason());
            case Decision.Conflict conflict -> throw Problem.conflict(conflict.reason());
        };
    }

    private ActionView view(UUID id, Caller caller) {
        return read(() -> views.find(id, caller)).orElseThrow(() -> Problem.notFound("action", id));
    }

    private <T> T read(Supplier<T> query) {
        return Objects.requireNonNull(transactions.execute(status -> query.get()));
    }
}
