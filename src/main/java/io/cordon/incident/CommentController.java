package io.cordon.incident;

import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people say to each other about an incident; a comment kept to one party is never shown to the other. */
@RestController
@RequestMapping("/api/v1/incidents/{id}")
@Tag(name = "Incidents")
class CommentController {

    private static final Set<String> TLP = Set.of("clear", "green", "amber", "amber+strict", "red");
    private static final int LONGEST = 20_000;

    private final IncidentQueries queries;
    private final StoredComments comments;
    private final Commenting commenting;
    private final IncidentPeople people;

    CommentController(IncidentQueries queries, StoredComments comments, Commenting commenting, IncidentPeople people) {
        this.queries = queries;
        this.comments = comments;
        this.commenting = commenting;
        this.people = people;
    }

    /**
     * @param internal true where only the author's party may read it
     * @param tlp the Traffic Light Protocol 2.0 label; {@code amber} where nobody says
     */
    record NewComment(
            @Schema(example = "@anna confirms that she opened the attachment.") @Nullable
            String text,

            @Nullable Boolean internal,
            @Schema(example = "amber") @Nullable String tlp) {}

    record Correction(
            @Schema(example = "@anna confirms that she did not open the attachment.") @Nullable
            String text) {}

    @GetMapping("/comments")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The comments of an incident that the caller's party may read, oldest first")
    @Transactional(readOnly = true)
    public Page<Comment> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        Incident incident = find(id);
        return Page.read(
                limit, cursor, (behind, most) -> comments.list(incident, caller.party(), behind, most), Comment::id);
    }

    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Comment on an incident, for both parties or for the author's alone",
            description = "Whoever it names as @anna or @acme/anna, and may read it, is told by mail.")
    @Transactional
    public Comment add(@PathVariable String id, @RequestBody NewComment asked, Caller caller) {
        List<Finding> findings = new ArrayList<>();
        String text = text(asked.text(), findings);
        String tlp = asked.tlp() == null ? "amber" : asked.tlp();
        if (!TLP.contains(tlp)) {
            findings.add(
                    new Finding("tlp", "Expected clear, green, amber, amber+strict or red, but got '" + tlp + "'."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return commenting.add(find(id), text, tlp, Boolean.TRUE.equals(asked.internal()), caller);
    }

    @PutMapping("/comments/{comment}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(
            summary = "Put a comment right; what stood there before is kept",
            description = "By its author, for 15 minutes; 409 after that. Whoever it newly names is told.")
    @Transactional
    public Comment edit(
            @PathVariable String id, @PathVariable String comment, @RequestBody Correction correction, Caller caller) {
        List<Finding> findings = new ArrayList<>();
        String text = text(correction.text(), findings);
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return switch (commenting.edit(find(id), Ids.read("comment", comment), text, caller)) {
            case Commenting.Edited.Done done -> done.comment();
            case Commenting.Edited.NotThere notThere -> throw Problem.notFound("comment", comment);
            case Commenting.Edited.Forbidden forbidden -> throw Problem.forbidden(forbidden.reason());
            case Commenting.Edited.Conflict conflict -> throw Problem.conflict(conflict.reason());
        };
    }

    @GetMapping("/people")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The people of both parties, who can be asked about an incident and named in comments")
    @Transactional(readOnly = true)
    public Page<IncidentPeople.View> people(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.whole(
                people.of(find(id).organisation()).stream()
                        .map(IncidentPeople.View::of)
                        .toList(),
                limit,
                cursor);
    }

    private static String text(@Nullable String written, List<Finding> findings) {
        String text = written == null ? "" : written.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\u0000') >= 0) {
            findings.add(new Finding(
                    "text", "Expected a text of 1 to " + LONGEST + " characters, but got " + text.length() + "."));
        }
        return text;
    }

    private Incident find(String id) {
        return queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
    }
}
