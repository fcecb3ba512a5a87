package io.cordon.intake;

import io.cordon.alert.AlertReader;
import io.cordon.alert.Reading;
import io.cordon.alert.SourceSenders;
import io.cordon.api.AnyQuery;
import io.cordon.api.Problem;
import io.cordon.api.Sha256;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP door for alerts. */
@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "Alerts in")
class AlertsInController {

    private static final int LONGEST_KEY = 255;
    private static final String ALERTS = "cordon.intake.alerts";

    private final AlertReader reader;
    private final LettingIn lettingIn;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ReadingBodies bodies;
    private final SourceSenders senders;

    AlertsInController(
            AlertReader reader,
            LettingIn lettingIn,
            Clock clock,
            MeterRegistry meters,
            ReadingBodies bodies,
            SourceSenders senders) {
        this.reader = reader;
        this.lettingIn = lettingIn;
        this.clock = clock;
        this.meters = meters;
        this.bodies = bodies;
        this.senders = senders;
        // There from the start: a rate over a figure that is not there yet misses its first alerts.
        List.of("new", "duplicate", "rejected").forEach(outcome -> meters.counter(ALERTS, "outcome", outcome));
    }

    @PostMapping("/{source}")
    @AnyQuery
    @Allowed({Role.INTEGRATION, Role.ENGINEER, Role.ADMIN})
    @Operation(
            summary = "Send alerts: one JSON object, an array, JSON lines, or lines of text",
            description = "Answers after everything is durable. One bad item never costs the good ones.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject("""
                                {"title": "Ransomware note written", "severity": "critical",
                                 "host": "fs01", "src_ip": "203.0.113.7",
                                 "time": "2026-05-01T10:00:00Z", "id": "1"}\
                                """)))
    @ApiResponse(responseCode = "200", description = "What became of each item")
    Outcome receive(
            @Parameter(description = "A mapping's name, or auto", example = "auto") @PathVariable String source,
            @Parameter(description = "Which organisation, for a token that reaches several", example = "acme")
                    @RequestParam(required = false)
                    @Nullable
                    String organisation,
            @Parameter(description = "The same key again answers the same and changes nothing")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        Instant receivedAt = clock.instant();
        OrganisationId target = target(organisation, caller);
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problem.invalid("Idempotency-Key", "Expected an Idempotency-Key of 1 to 255 characters.");
        }
        return lettingIn.withPlace(target, place -> {
            byte[] body = bodies.read(request, target, place);
            return letIn(new Sent(source, request.getContentType(), body, key, receivedAt), target, caller);
        });
    }

    /** What came in at the door. */
    private record Sent(
            String source,
            @Nullable String contentType,
            byte[] body,
            @Nullable String key,
            Instant at) {}

    private Outcome letIn(Sent sent, OrganisationId target, Caller caller) {
        Reading reading = reader.read(sent.source(), sent.contentType(), sent.body(), sent.at());
        return switch (reading) {
            case Reading.Refused refused -> throw refusal(refused, sent.source());
            case Reading.Items items -> {
                var idempotency =
                        sent.key() == null ? null : new Delivery.Idempotency(sent.key(), Sha256.of(sent.body()));
                var delivery =
                        new Delivery(target, items.items(), sent.at(), idempotency, false, new CompletableFuture<>());
                // NB: first. Where this fails, nothing is stored yet, and the product sends it again.
                senders.note(target, sourcesOf(items), caller);
                Outcome outcome = lettingIn.letIn(delivery);
                count(outcome);
                if (items.nothingCouldBeRead()) {
                    throw Problem.unreadable("Nothing could be read; it is kept in quarantine. "
                            + (items.cutOff() == null ? "" : items.cutOff() + " The first item: ")
                            + outcome.firstError());
                }
                yield outcome.warning(items.cutOff());
            }
        };
    }

    private static Set<String> sourcesOf(Reading.Items items) {
        return items.items().stream()
                .flatMap(item -> item instanceof Reading.Read read
                        ? Stream.of(read.alert().source())
                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    private void count(Outcome outcome) {
        meters.counter(ALERTS, "outcome", "new").increment(outcome.fresh());
        meters.counter(ALERTS, "outcome", "duplicate").increment(outcome.duplicate());
        meters.counter(ALERTS, "outcome", "rejected").increment(outcome.rejected());
    }

    private static OrganisationId target(@Nullable String named, Caller caller) {
        if (named == null || named.isBlank()) {
            if (caller.reach().size() == 1) {
                return caller.home();
            }
            throw Problem.invalid(
                    "organisation",
                    "Expected ?organisation= to say whose alerts these are, as this token reaches "
                            + caller.reach().size() + " organisations.");
        }
        if (!OrganisationId.isValid(named) || !caller.reaches(new OrganisationId(named))) {
            throw Problem.notFound("organisation", named);
        }
        return new OrganisationId(named);
    }

    private static Problem refusal(Reading.Refused refused, String source) {
        return switch (refused.reason()) {
            case UNKNOWN_SOURCE -> Problem.notFound("source", source);
            case UNSUPPORTED_FORMAT -> Problem.unsupported(refused.detail());
            case EMPTY -> Problem.unreadable(refused.detail());
        };
    }
}
