package io.cordon.live;

import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/v1/changes")
@Tag(name = "Changes", description = "What to look at again")
class ChangesController {

    /** Whoever listens is asked again who they are: a session that has ended is told nothing for longer than this. */
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final Streams streams;

    ChangesController(Streams streams) {
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "Follows what changes, as server-sent events",
            description = "Each event 'changed' lists what has changed within the caller's reach since the last one:"
                    + " where to look again, never what it is now. A stream ends after a minute, or where the caller's"
                    + " reach changes; come back, and look again at all that is shown.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples =
                                    @ExampleObject(
                                            "event: changed\ndata: [{\"organisation\":\"acme\",\"kind\":\"incident\","
                                                    + "\"incident\":\"01980f6e-0000-7000-8000-000000000001\"}]")))
    SseEmitter follow(Caller caller) {
        return streams.open(caller, LIFETIME)
                .orElseThrow(() -> Problem.unavailable(
                        "Too many pages follow what changes; close some, and this one comes back by itself.",
                        Duration.ofSeconds(10)));
    }
}
