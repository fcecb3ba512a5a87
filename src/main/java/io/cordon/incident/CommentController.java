package io.cordon.incident;

import io.cordon.api.Cursor;
import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people say to each other about an incident; a comment kept to one party is never shown to the other. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/comments")
@Tag(name = "Incidents")
class CommentController {

    private static final Set<String> TLP = Set.of("clear", "green", "amber", "amber+strict", "red");
    private static final int LONGEST = 20_000;

    private final JdbcClient jdbc;
    private final IncidentQueries queries;
    private final Timeline timeline;
    private final Clock clock;

    CommentController(JdbcClient jdbc, IncidentQueries queries, Timeline timeline, Clock clock) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * @param internal true where only the author's party may read it
     * @param tlp the Traffic Light Protocol 2.0 label; {@code amber} where nobody says
     */
    record NewComment(
            @Schema(example = "The user confirms that she opened the attachment.") @Nullable
            String text,

            @Nullable Boolean internal,
            @Schema(example = "amber") @Nullable String tlp) {}

    record Comment(UUID id, Instant at, String author, boolean internal, String tlp, String text) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The comments of an incident that the caller's party may read, oldest first")
    @Transactional(readOnly = true)
    public Page<Comment> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        Incident incident = find(id);
        int size = Cursor.limit(limit);
        List<Comment> rows = jdbc.sql("""
            select id, at, author, only_for, tlp, text from incident_comment
             where organisation = :organisation and incident_id = :incident
               and (only_for is null or only_for = :party)
               and (:behind::uuid is null or id > :behind::uuid)
             order by id limit :limit\
            """)
                .param("organisation", incident.organisation().value())
                .param("incident", incident.id())
                .param("party", caller.party().id())
                .param("behind", Cursor.decodeId(cursor), Types.VARCHAR)
                .param("limit", size + 1)
                .query((rs, n) -> new Comment(
                        rs.getObject("id", UUID.class),
                        StoredIncidents.instant(rs, "at"),
                        rs.getString("author"),
                        rs.getString("only_for") != null,
                        rs.getString("tlp"),
                        rs.getString("text")))
                .list();
        return Page.of(rows, size, comment -> comment.id().toString());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ADMIN})
    @Operation(summary = "Comment on an incident, for both parties or for the author's alone")
    @Transactional
    public Comment add(@PathVariable String id, @RequestBody NewComment asked, Caller caller) {
        List<Finding> findings = new ArrayList<>();
        String text = asked.text() == null ? "" : asked.text().strip();
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\u0000') >= 0) {
            findings.add(new Finding(
                    "text", "Expected a text of 1 to " + LONGEST + " characters, but got " + text.length() + "."));
        }
        String tlp = asked.tlp() == null ? "amber" : asked.tlp();
        if (!TLP.contains(tlp)) {
            findings.add(
                    new Finding("tlp", "Expected clear, green, amber, amber+strict or red, but got '" + tlp + "'."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        Incident incident = find(id);
        boolean internal = Boolean.TRUE.equals(asked.internal());
        Party onlyFor = internal ? caller.party() : null;
        Comment comment = new Comment(Ids.next(), clock.instant(), caller.name(), internal, tlp, text);
        jdbc.sql("""
            insert into incident_comment (organisation, id, incident_id, at, author, only_for, tlp, text)
            values (:organisation, :id, :incident, :at, :author, :onlyFor, :tlp, :text)\
            """)
                .param("organisation", incident.organisation().value())
                .param("id", comment.id())
                .param("incident", incident.id())
                .param("at", StoredIncidents.utc(comment.at()))
                .param("author", comment.author())
                .param("onlyFor", onlyFor == null ? null : onlyFor.id(), Types.VARCHAR)
                .param("tlp", tlp)
                .param("text", text)
                .update();
        if (!internal) {
            timeline.add(
                    incident.organisation(),
                    incident.id(),
                    "comment",
                    caller.name(),
                    "Commented.",
                    Map.of("commentId", comment.id()));
        }
        return comment;
    }

    private Incident find(String id) {
        return queries.find(Ids.read("incident", id))
                .orElseThrow(() -> Problem.notFound("incident", id))
                .incident();
    }
}
