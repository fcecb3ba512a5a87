package io.cordon.response.ledger;

import io.cordon.api.Cursor;
import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.response.ActionRequest;
import io.cordon.response.Actions;
import io.cordon.response.Verb;
import io.cordon.response.guard.NormalTarget;
import io.cordon.response.ledger.ActionController.Comment;
import io.cordon.response.ledger.ActionViews.ActionView;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

@RestController
@RequestMapping("/api/v1/incidents/{incident}/actions")
@Tag(name = "Actions")
class IncidentActionController {

    private static final Duration LONGEST = Duration.ofDays(3650);

    /** As long as a note on the timeline, where it stands. */
    private static final int LONGEST_REASON = 5_000;

    private final Actions actions;
    private final Ledger ledger;
    private final ActionViews views;
    private final UndoingActions undoing;
    private final PlanningUndo planning;
    private final TransactionTemplate transactions;

    IncidentActionController(
            Actions actions,
            Ledger ledger,
            ActionViews views,
            UndoingActions undoing,
            PlanningUndo planning,
            TransactionTemplate transactions) {
        this.planning = planning;
        this.actions = actions;
        this.ledger = ledger;
        this.views = views;
        this.undoing = undoing;
        this.transactions = transactions;
    }

    record Wish(
            @Nullable String verb,
            @Nullable String target,
            @Nullable String reason,
            @Nullable String connector,

            @Schema(types = {"string", "integer"}) @JsonDeserialize(using = TextOrSeconds.class) @Nullable
            String expiresIn) {}

    /** A text like ISO 8601, or a number of seconds as it is written. */
    static final class TextOrSeconds extends ValueDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                    ? parser.getString()
                    : context.readValue(parser, String.class);
        }
    }

    /** What is being undone, and what had to stay. */
    record Undone(List<ActionView> items, List<UndoingActions.Refusal> refused) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The actions of an incident, newest first")
    Page<ActionView> list(
            @PathVariable String incident,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        UUID id = Ids.read("incident", incident);
        int size = Cursor.limit(limit);
        String after = Cursor.decodeId(cursor);
        return inTransaction(() -> {
            organisationOf(id);
            return views.list(new ActionViews.Filter(null, id, null, null, null), after, size, caller);
        });
    }

    @PostMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Asks for an action",
            description =
                    "Without a connector every enabled one that serves the verb gets it: one ledger entry each. What"
                            + " the guard refuses is an entry too, in state refused with the reason. What was asked for"
                            + " and is not in effect yet is found again and tried now instead of at nextAttemptAt."
                            + " expiresIn is an ISO 8601 duration or a number of seconds.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
        {"verb":"block_ip","target":"203.0.113.7","reason":"Command server of the ransomware","expiresIn":"PT24H"}\
        """)))
    Page<ActionView> request(@PathVariable String incident, @RequestBody Wish wish, Caller caller) {
        UUID id = Ids.read("incident", incident);
        return inTransaction(() -> {
            OrganisationId organisation = organisationOf(id);
            List<UUID> ids = actions.request(read(wish, organisation, id, caller));
            return new Page<>(views.find(ids, caller), null);
        });
    }

    @GetMapping("/undo")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "What undoing everything of an incident would do, in which order, and what would stay",
            description = "By what is stored: no connector is asked, and nothing is changed.")
    UndoPlan undoPlan(@PathVariable String incident) {
        UUID id = Ids.read("incident", incident);
        return inTransaction(() -> {
            organisationOf(id);
            return planning.ofIncident(id);
        });
    }

    @PostMapping("/undo")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Undoes everything of an incident that still holds, newest first")
    Undone undo(@PathVariable String incident, @RequestBody(required = false) @Nullable Comment body, Caller caller) {
        UUID id = Ids.read("incident", incident);
        return inTransaction(() -> {
            organisationOf(id);
            List<UUID> holding =
                    ledger.lockHolding(id).stream().map(LedgerEntry::id).toList();
            List<UndoingActions.Refusal> refused = undoing.undoAll(id, caller, ActionController.text(body));
            List<UUID> kept = refused.stream().map(UndoingActions.Refusal::id).toList();
            return new Undone(
                    views.find(
                            holding.stream().filter(one -> !kept.contains(one)).toList(), caller),
                    refused);
        });
    }

    private static ActionRequest read(Wish wish, OrganisationId organisation, UUID incident, Caller caller) {
        List<Finding> findings = new ArrayList<>();
        Verb verb = verb(wish.verb(), findings);
        String target = wish.target() == null ? "" : wish.target();
        if (verb != null
                && NormalTarget.read(verb.targetKind(), target)
                        instanceof NormalTarget.Reading.Malformed(String reason)) {
            findings.add(new Finding("target", reason));
        }
        Duration expiresIn = expiresIn(wish.expiresIn(), findings);
        int length = wish.reason() == null ? 0 : wish.reason().length();
        if (length > LONGEST_REASON) {
            findings.add(new Finding(
                    "reason", "Expected at most " + LONGEST_REASON + " characters, but got " + length + "."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return new ActionRequest(
                organisation,
                incident,
                Objects.requireNonNull(verb),
                target,
                wish.connector() == null || wish.connector().isBlank() ? null : wish.connector(),
                wish.reason() == null || wish.reason().isBlank() ? "Asked for by " + caller.name() : wish.reason(),
                caller.name(),
                caller.person(),
                null,
                expiresIn,
                null,
                null);
    }

    private static @Nullable Verb verb(@Nullable String text, List<Finding> findings) {
        try {
            return Verb.of(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("verb", Objects.requireNonNull(e.getMessage())));
            return null;
        }
    }

    private static @Nullable Duration expiresIn(@Nullable String text, List<Finding> findings) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Duration duration =
                    text.matches("[0-9]{1,12}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below, in our words.
        }
        findings.add(new Finding(
                "expiresIn",
                "Expected an ISO 8601 duration such as PT24H, or seconds, up to ten years, but got '" + text + "'."));
        return null;
    }

    private OrganisationId organisationOf(UUID incident) {
        return ledger.organisationOf(incident).orElseThrow(() -> Problem.notFound("incident", incident));
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
