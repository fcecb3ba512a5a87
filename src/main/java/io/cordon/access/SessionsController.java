package io.cordon.access;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Transactional
@RequestMapping("/api/v1")
@Tag(name = "sessions", description = "Where people are signed in; a session that is ended opens nothing from then on")
class SessionsController {

    private final Sessions sessions;
    private final AuditTrail audit;

    SessionsController(Sessions sessions, AuditTrail audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    /** A session that stands. */
    record SessionInList(
            UUID id,
            @Schema(example = "anna") String person,
            Instant startedAt,
            @Schema(description = "to the minute") Instant lastUsedAt,

            @Schema(description = "at the latest; sooner after half an hour without a request")
            Instant endsAt,

            @Schema(example = "198.51.100.7") String address,
            String userAgent,
            @Schema(example = "password+totp") String signedInWith,

            @Schema(description = "whether this very call came with it")
            boolean current) {

        static SessionInList of(Session session) {
            return new SessionInList(
                    session.id(),
                    session.person().id(),
                    session.startedAt(),
                    session.lastUsedAt(),
                    session.startedAt().plus(Sessions.LONGEST),
                    session.from().address(),
                    session.from().userAgent(),
                    session.signedInWith(),
                    isCurrent(session));
        }

        private static boolean isCurrent(Session session) {
            return CallerAuthentication.session()
                    .filter(current -> current.id().equals(session.id()))
                    .isPresent();
        }
    }

    @GetMapping("/sessions")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Where the caller is signed in, newest first")
    Page<SessionInList> own(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor, Caller caller) {
        List<Session> own = caller.person() == null ? List.of() : sessions.of(caller.person());
        return Page.whole(own.stream().map(SessionInList::of).toList(), limit, cursor);
    }

    @DeleteMapping("/sessions/{id}")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends one of the caller's sessions")
    void end(@PathVariable String id, Caller caller) {
        PersonRef person = caller.person();
        UUID key = Ids.read("session", id);
        Session session = Optional.ofNullable(person).stream()
                .flatMap(own -> sessions.of(own).stream())
                .filter(each -> each.id().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("session", id));
        end(session, caller);
    }

    @DeleteMapping("/sessions")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends all of the caller's sessions but the one that this call comes with")
    void endOthers(Caller caller) {
        PersonRef person = caller.person();
        if (person == null) {
            return;
        }
        UUID current = CallerAuthentication.session().map(Session::id).orElse(null);
        sessions.of(person).stream()
                .filter(session -> !session.id().equals(current))
                .forEach(session -> end(session, caller));
    }

    @GetMapping("/organisations/{org}/sessions")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Where the organisation's people are signed in, newest first")
    Page<SessionInList> ofAll(
            @PathVariable OrganisationId org,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return Page.whole(sessions.of(org).stream().map(SessionInList::of).toList(), limit, cursor);
    }

    @DeleteMapping("/organisations/{org}/sessions/{id}")
    @Allowed(Role.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends a session of one of the organisation's people")
    void endOf(@PathVariable OrganisationId org, @PathVariable String id, Caller caller) {
        UUID key = Ids.read("session", id);
        Session session = sessions.of(org).stream()
                .filter(each -> each.id().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("session", id));
        end(session, caller);
    }

    private void end(Session session, Caller caller) {
        sessions.end(session);
        audit.append(
                session.person().organisation(),
                caller.name(),
                "session-ended",
                "session:" + session.id(),
                Map.of("person", session.person().toString()));
    }
}
